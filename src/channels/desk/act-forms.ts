import { html, none, type Html } from '#html'
import { agentStage, askedOf, type Dossier, MOST_CHARACTERS, type Remainder } from '#dossiers'
import { type Faults, type Form, inset, needField } from '#look'
import type { Agent } from '#parties'
import { choiceOf, choicesOf, textOf } from './fields.ts'
import { decidable, type Outcome, outcomesOf } from './outcomes.ts'
import { decisionTemplate, intentionTemplate } from './templates.ts'
import { HEARD } from './words.ts'
import type { Screen } from './worklist-query.ts'

/** What the form of an act is drawn from. */
export type FormView = {
  dossier: Dossier
  screen: Screen
  remainder: Remainder
  /** What was typed, when it was refused. */
  form: Form
  faults: Faults
  /** The agents of the organisation. */
  agents: readonly Agent[]
  /** The outcome whose template was asked for. */
  template: string | null
}

const words = {
  outcome: 'Quelle est la décision ?',
  reason: 'Pourquoi ?',
  reasonWhy: 'La personne lira ce texte avec la décision. Dites les faits, la règle, et ce qui en découle.',
  intended: 'Quelle décision avez-vous l’intention de rendre ?',
  intendedWhy: 'La personne lira ce texte et pourra y répondre avant la décision.',
  message: 'Que manque-t-il, ou qu’est-ce qui ne va pas ?',
  messageWhy: 'La personne lira ce texte.',
  needs: 'Que doit-elle répondre de nouveau ?',
  needsWhy: 'Laissez tout vide si une explication suffit.',
  to: 'À qui ?',
  noColleague: 'Personne d’autre, dans votre organisme, n’a le rôle de cette étape.',
  template: 'Partir d’un modèle :',
  english: 'La personne a choisi l’anglais : écrivez-lui dans cette langue.',
  intentionFirst: (label: string) =>
    `« ${label} » n’est pas offert : annoncez d’abord l’intention à la personne, qui pourra y répondre (${HEARD}).`,
}

export const decisionFields = (view: FormView): Html => {
  const { dossier } = view
  const possible = decidable(dossier)
  const asked = possible.find(({ id }) => id === view.template)
  const form = asked
    ? filled(view, { outcome: asked.id, decisionReason: decisionTemplate(dossier, asked) })
    : view.form
  const later = outcomesOf(dossier).filter(({ id }) => !possible.some((one) => one.id === id))
  return html`${choose({ ...view, form }, 'outcome', words.outcome, possible)}${later.map(({ label }) =>
    inset(html`<p>${words.intentionFirst(label)}</p>`),
  )}
    ${templates(view, 'decider', possible)}${reason({ ...view, form }, 'decisionReason', words.reason, words.reasonWhy)}`
}

export const intentionFields = (view: FormView): Html => {
  const { dossier } = view
  const possible = outcomesOf(dossier).filter(({ unfavourable }) => unfavourable)
  const asked = possible.find(({ id }) => id === view.template)
  const typed = asked
    ? filled(view, { intended: asked.id, intentionReason: intentionTemplate(dossier) })
    : view.form
  // A single choice is made already; the agent confirms it.
  const form = possible.length === 1 ? filled({ ...view, form: typed }, { intended: possible[0]!.id }) : typed
  return html`${choose({ ...view, form }, 'intended', words.intended, possible)}
    ${templates(view, 'intention', possible)}${reason({ ...view, form }, 'intentionReason', words.reason, words.intendedWhy)}`
}

export const completionFields = (view: FormView): Html => {
  const asked = askedOf(view.remainder).map(({ need }) => need.id)
  const said = view.dossier.pinned.definition.words.fr.needs
  const options = Object.fromEntries(asked.map((id) => [id, said[id]?.short ?? said[id]?.label ?? id]))
  return html`${reason(view, 'message', words.message, words.messageWhy)}${
    asked.length > 0 &&
    needField({
      ...shared(view),
      need: choicesOf('needs', asked),
      words: { label: words.needs, why: words.needsWhy, options },
    })
  }`
}

export const assignFields = (view: FormView): Html => {
  const { dossier, agents } = view
  const role = agentStage(dossier)?.role
  const able = agents.filter(({ id, roles }) => id !== dossier.assignee && role && roles.includes(role))
  if (able.length === 0) return inset(html`<p>${words.noColleague}</p>`)
  return needField({
    ...shared(view),
    need: choiceOf(
      'to',
      able.map(({ id }) => id),
    ),
    words: { label: words.to, options: Object.fromEntries(able.map(({ id, name }) => [id, name])) },
  })
}

const shared = ({ form, faults }: FormView) => ({ language: 'fr' as const, form, faults })

/** The form with these values where nothing else was typed. */
const filled = ({ form }: FormView, values: Record<string, string>): Form =>
  new Map([...Object.entries(values).map(([name, value]): [string, string[]] => [name, [value]]), ...form])

const choose = (view: FormView, id: string, label: string, outcomes: readonly Outcome[]): Html =>
  needField({
    ...shared(view),
    need: choiceOf(
      id,
      outcomes.map((outcome) => outcome.id),
    ),
    words: { label, options: Object.fromEntries(outcomes.map((outcome) => [outcome.id, outcome.label])) },
  })

const reason = (view: FormView, id: string, label: string, why: string): Html =>
  html`${view.dossier.language === 'en' && inset(html`<p>${words.english}</p>`)}${needField({
    ...shared(view),
    need: textOf(id, 'long-text', MOST_CHARACTERS),
    words: { label, why },
  })}`

/** Links, so that a template comes without a script; what was typed before is the browser's to give back. */
const templates = ({ dossier, screen }: FormView, act: string, outcomes: readonly Outcome[]): Html =>
  outcomes.length === 0
    ? none
    : html`<p class="templates">
        ${words.template}
        ${outcomes.map(
          ({ id, label }) =>
            html`<a href="${screen(dossier.id, { query: { acte: act, modele: id }, place: 'acte' })}">${label}</a> `,
        )}
      </p>`
