import type { Circumstances } from '#acts'
import type { Dossier } from '#dossiers'
import { html, type Html } from '#html'
import { type Act, actList, button, buttons, fieldId, icon, linkButton, notice, postForm } from '#look'
import type { FormView } from './act-forms.ts'
import type { DeskAct } from './acts.ts'
import { refusalSentence, type Names } from './refusals.ts'
import type { Screen } from './worklist-query.ts'

/** Where a refusal that is about the act itself leads: the form's own place. */
export const ACT_PLACE = 'acte'

/** The dossier, and the act whose form is open: it alone stands out then, the form's own button being the next step. */
type Panel = { dossier: Dossier; screen: Screen; open: DeskAct | null | undefined }

/** Every act, the possible ones first; the others stay in sight with what stands in their way. */
export const actsPanel = (
  acts: readonly DeskAct[],
  { dossier, screen, open }: Panel,
  here: Circumstances,
  names: Names,
): Html => {
  const barred = new Map(acts.map((act) => [act, act.barred(dossier, here)]))
  const main = open?.fields ? null : acts.find((act) => act.leads && barred.get(act) === null)
  const shown = acts.map((act): Act => {
    const closed = barred.get(act)
    if (closed) return { label: act.label, because: refusalSentence(closed, names) }
    if (act.fields === null)
      return { label: act.label, form: oneButton(act, screen(dossier.id, { path: act.id }), act === main) }
    const href = screen(dossier.id, { query: { acte: act.id }, place: ACT_PLACE })
    return { label: act.label, hint: act.hint, href, main: act === main, current: act === open }
  })
  return html`<div id="actes">${actList({ language: 'fr', acts: shown })}</div>`
}

const oneButton = ({ label }: DeskAct, action: string, main: boolean): Html =>
  html`<form method="post" data-once action="${action}">
    <button type="submit" class="${main ? 'act main' : 'act'}"><span>${label}</span>${icon('check')}</button>
  </form>`

/** The form of the act that was chosen, in the middle of the screen; or why it is not possible any more. */
export const actForm = (act: DeskAct, view: FormView, here: Circumstances, names: Names): Html => {
  const { dossier, faults, screen } = view
  const closed = act.barred(dossier, here)
  const said = faults[ACT_PLACE] ?? (closed && refusalSentence(closed, names))
  const refused =
    said && notice({ language: 'fr', tone: 'problem', title: `${act.label} : impossible`, body: said })
  if (closed || act.fields === null)
    return html`<div id="${fieldId(ACT_PLACE)}" tabindex="-1">${refused}</div>`
  return html`<section class="act-form flow" id="${fieldId(ACT_PLACE)}" tabindex="-1">
    <h2>${act.label}</h2>
    ${refused}${postForm({
      language: 'fr',
      action: screen(dossier.id, { path: act.id }),
      body: html`${act.fields(view)}${buttons(
        button({ label: act.button }),
        linkButton({ label: 'Annuler', href: screen(dossier.id), weight: 'quiet' }),
      )}`,
    })}
  </section>`
}
