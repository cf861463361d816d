import type { FastifyReply } from 'fastify'
import { type Consultation, type Question, QUESTION_KINDS, type QuestionKind, slugOf } from '#consultations'
import { html } from '#html'
import type { Text } from '#kernel'
import { button, buttons, errorSummary, linkButton, postForm } from '#look'
import { type Form, sentBy, valueIn } from '#web'
import { sendOrganisationNotFound } from '../frame.ts'
import {
  filled,
  inEnglish,
  isYes,
  line,
  linesOf,
  number,
  oneOf,
  paragraph,
  textIn,
  textsIn,
  type Typed,
  yesNo,
} from './fields.ts'
import { faultsOf, type OwnVisit, refusedNotice, sendOwn, toWrite } from './own.ts'
import { at, words } from './words.ts'

const w = words.questions
const NEW_QUESTION = 'nouvelle'
const ORDINARY_SCALE = 5

const questionOf = ({ consultation, params }: OwnVisit): Question | undefined =>
  consultation.questionnaire.find(({ id }) => id === params['question'])

/** One question: its words in both languages, how it is answered, and with what. */
export const questionPage = toWrite((visit) => {
  const question = questionOf(visit)
  if (!question && visit.params['question'] !== NEW_QUESTION)
    return sendOrganisationNotFound(visit, 'consultations')
  return send(visit, { form: formOf(question), faults: {} }, null)
})

const formOf = (its: Question | undefined): Form =>
  filled({
    label: its?.label.fr ?? '',
    labelEn: its?.label.en ?? '',
    why: its?.why.fr ?? '',
    whyEn: its?.why.en ?? '',
    kind: its?.kind ?? 'one-of',
    optional: its?.optional ?? false,
    theme: its?.theme || 'ensemble-des-themes',
    options: linesOf((its?.options ?? []).map(({ label }) => label)),
    most: String(its?.scale?.most ?? ORDINARY_SCALE),
    least: its?.scale ? linesOf([its.scale.least]) : '',
    highest: its?.scale ? linesOf([its.scale.highest]) : '',
  })

const send = (
  visit: OwnVisit,
  typed: Typed,
  refusal: Parameters<typeof refusedNotice>[0],
): Promise<FastifyReply> => {
  const { id, themes } = visit.consultation
  const question = questionOf(visit)
  const themeNames = Object.fromEntries([
    ['ensemble-des-themes', w.noTheme],
    ...themes.map((theme) => [theme.id, theme.title.fr]),
  ]) as Record<string, string>
  return sendOwn(visit, {
    page: 'questions',
    title: question ? w.one : w.add,
    faults: typed.faults,
    status: refusal ? 422 : undefined,
    crumbs: [{ label: w.title, href: at(id, 'questions') }],
    body: html`${errorSummary({ language: 'fr', faults: typed.faults })} ${refusedNotice(refusal)}
      <div class="measure">
        ${postForm({
          language: 'fr',
          action: at(id, 'questions', question?.id ?? NEW_QUESTION),
          body: html`${line('label', typed, { label: w.label, most: 300 })}
            ${line('why', typed, { label: w.why, most: 600 })}
            ${inEnglish(
              w.english,
              typed,
              ['labelEn', 'whyEn'],
              html`${line('labelEn', typed, { label: w.labelEn, most: 300, optional: true })}
              ${line('whyEn', typed, { label: w.whyEn, most: 600, optional: true })}`,
            )}
            ${oneOf('kind', typed, { label: w.kind, options: w.kinds })}
            ${paragraph('options', typed, { label: w.options, why: w.optionsWhy, most: 6_000, optional: true })}
            ${number('most', typed, { label: w.scaleMost })}
            ${line('least', typed, { label: w.least, why: w.scaleWhy, most: 200, optional: true })}
            ${line('highest', typed, { label: w.highest, most: 200, optional: true })}
            ${yesNo('optional', typed, { label: w.optional })}
            ${oneOf('theme', typed, { label: w.theme, options: themeNames })}
            ${buttons(
              button({ label: w.save, act: 'enregistrer' }),
              ...(question ? [button({ label: w.remove, act: 'retirer', weight: 'danger' })] : []),
              linkButton({ label: words.announce.cancel, href: at(id, 'questions'), weight: 'quiet' }),
            )}`,
        })}
      </div>`,
  })
}

const EMPTY: Text = { fr: '', en: '' }

/** Options keep the id that they had by their French words: results stay theirs when the list changes. */
const optionsIn = (form: Form, before: Question | undefined): Question['options'] => {
  const known = new Map((before?.options ?? []).map((option) => [option.label.fr, option.id]))
  const taken = new Set<string>()
  return textsIn(form, 'options').map((label) => {
    const id = freeId(known.get(label.fr) ?? slugOf(label.fr), taken, 'choix')
    taken.add(id)
    return { id, label }
  })
}

const freeId = (wanted: string, taken: ReadonlySet<string>, otherwise: string): string => {
  const base = wanted || otherwise
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!taken.has(id)) return id
  }
}

const questionIn = (form: Form, { questionnaire }: Consultation, before: Question | undefined): Question => {
  const label = textIn(form, 'label')
  const taken = new Set([...questionnaire.map(({ id }) => id), NEW_QUESTION])
  const kind = QUESTION_KINDS.find((one) => one === valueIn(form, 'kind')) ?? ('' as QuestionKind)
  const theme = valueIn(form, 'theme')
  return {
    id: before?.id ?? freeId(slugOf(label.fr).slice(0, 40).replace(/-+$/, ''), taken, 'question'),
    kind,
    label,
    why: textIn(form, 'why'),
    optional: isYes(form, 'optional'),
    theme: theme === 'ensemble-des-themes' ? '' : theme,
    options: optionsIn(form, before),
    scale:
      kind === 'scale'
        ? {
            most: Number(valueIn(form, 'most')),
            least: textsIn(form, 'least')[0] ?? EMPTY,
            highest: textsIn(form, 'highest')[0] ?? EMPTY,
          }
        : null,
  }
}

export const changeQuestion = toWrite(async (visit) => {
  const { platform, agent, consultation, request, reply, params } = visit
  const before = questionOf(visit)
  if (!before && params['question'] !== NEW_QUESTION) return sendOrganisationNotFound(visit, 'consultations')
  const { form } = await sentBy(request)
  const removes = valueIn(form, '_do') === 'retirer'
  const one = questionIn(form, consultation, before)
  const questionnaire = removes
    ? consultation.questionnaire.filter(({ id }) => id !== before?.id)
    : before
      ? consultation.questionnaire.map((its) => (its.id === before.id ? one : its))
      : [...consultation.questionnaire, one]
  const done = await platform.consultations.edit(agent, consultation.id, { questionnaire })
  if (done.ok)
    return reply.redirect(
      `${at(consultation.id, 'questions')}?fait=${removes ? 'retiree' : 'enregistree'}`,
      303,
    )
  const its = `questionnaire.${questionnaire.findIndex(({ id }) => id === one.id)}.`
  const faults =
    done.refusal === 'announcement-faulty'
      ? Object.fromEntries(
          Object.entries(faultsOf(done.details)).map(([field, fault]) => [
            field.startsWith(its) ? (FIELD_OF[field.slice(its.length)] ?? 'label') : 'label',
            fault,
          ]),
        )
      : {}
  return send(visit, { form, faults }, Object.keys(faults).length > 0 ? null : done.refusal)
})

const FIELD_OF: Record<string, string> = {
  kind: 'kind',
  options: 'options',
  scale: 'most',
  theme: 'theme',
  label: 'label',
}
