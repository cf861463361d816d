import { type Dossier } from '#dossiers'
import { endOf } from '#evaluations'
import { html, none, type Html } from '#html'
import type { Language } from '#kernel'
import { button, buttons, details, linkButton, notice, postForm, section, type Weight } from '#look'
import type { Platform } from '#web'
import { to } from '../paths.ts'
import { openReference, type Opened } from '../reference.ts'
import { kicker } from '../request.ts'
import { redirect, show, type Visit } from '../visit.ts'
import { words } from './words.ts'

const askForm = (ref: string, language: Language, label: string, weight: Weight = 'secondary'): Html =>
  postForm({
    language,
    action: to('opinion', language, { ref }),
    body: buttons(button({ label, weight })),
  })

/** What a page of a request that is over says beside it: one may give an opinion, while its turn is not taken. */
export const offer = async (
  { evaluations }: Platform,
  dossier: Dossier,
  ref: string,
  language: Language,
): Promise<Html> => {
  if (!endOf(dossier) || (await evaluations.turnOf(dossier.id)) !== 'free') return none
  const w = words[language].offer
  const said = html`<p>${w.text}</p>
    ${askForm(ref, language, w.act)}`
  return html`<div class="offer">${section({ title: w.title, body: said })}</div>`
}

/** What giving an opinion means, and the button that takes the turn. */
export const opinion = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { platform, language } = visit
  const { dossier, ref } = opened
  if (!endOf(dossier)) return redirect(visit, to('dossier', language, { ref }))
  const turn = await platform.evaluations.turnOf(dossier.id)
  const w = words[language].offer
  if (turn === 'taken') return gone(visit, opened, w.taken, w.takenText)
  return show(visit, {
    title: w.pageTitle,
    current: 'dossiers',
    back: { href: to('dossier', language, { ref }) },
    body: html`<div>${kicker(dossier, language)}<h1>${w.pageTitle}</h1></div>
      <p class="lead">${turn === 'today' ? w.again : w.lead}</p>
      ${askForm(ref, language, turn === 'today' ? w.resume : w.act, 'primary')}
      ${details({
        summary: w.how,
        open: true,
        body: html`<div class="prose"><ul>${w.howLines.map((line) => html`<li>${line}</li>`)}</ul></div>
          <p>${w.limits}</p>`,
      })}`,
  })
}

const gone = (visit: Visit, { dossier, ref }: Opened, title: string, text: string) =>
  show(visit, {
    title,
    current: 'dossiers',
    back: { href: to('dossier', visit.language, { ref }) },
    body: html`<div>${kicker(dossier, visit.language)}<h1>${title}</h1></div>
      ${notice({ language: visit.language, tone: 'information', body: text })}
      ${buttons(linkButton({ label: words[visit.language].offer.back, href: to('dossier', visit.language, { ref }), weight: 'secondary' }))}`,
  })

/** Takes the turn and goes to the questionnaire, which is told nothing of where one comes from. */
export const opinionAsked = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { platform, language } = visit
  const w = words[language].offer
  const asked = await platform.evaluations.invite(opened.dossier)
  // A browser that is led elsewhere takes the answer's policy: a log in front of us does not join the two addresses.
  if (asked.ok) {
    visit.reply.header('referrer-policy', 'no-referrer')
    return redirect(visit, to('evaluate', language, { token: asked.value }))
  }
  if (asked.refusal === 'already-received') return gone(visit, opened, w.received, w.receivedText)
  return redirect(visit, to('opinion', language, { ref: opened.ref }))
}
