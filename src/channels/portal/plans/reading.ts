import { html, type Html } from '#html'
import { dayOf, formatDay, formatPercent, type Language, type Text } from '#kernel'
import { type Status, tag } from '#look'
import {
  type Content,
  type Difference,
  evidenceOf,
  type FieldChange,
  inForceOn,
  type Measure,
  type OwnTarget,
  type Plan,
  type State,
  stateOf,
  versionOn,
} from '#plans'
import type { Platform } from '#web'
import { isOnlyFrench, line, plainly } from '../bilingual.ts'
import { words } from './words.ts'

/** How a plan is read: every page of a plan, public or not, says the same of the same thing. */

/** `written` stands on a page; `plain` is the same as text alone: for a title, a file, a drawing. */
export { plainly as plain, line as written }

export const paragraphs = (text: Text, language: Language): Html => {
  const lines = plainly(text, language)
    .split(/\n+/)
    .map((one) => html`<p>${one}</p>`)
  return isOnlyFrench(text, language) ? html`<div lang="fr-CA" class="flow">${lines}</div>` : html`${lines}`
}

export const organisationName = ({ organisations }: Platform, id: string, language: Language): string =>
  organisations.organisations.get(id)?.name[language] ?? id

/** Whoever approves or submits does so in their function: their name is public. */
export const agentName = ({ organisations }: Platform, plan: Plan, id: string): string =>
  organisations.organisations.get(plan.organisation)?.agents.find((one) => `agent:${one.id}` === id)?.name ??
  id.replace(/^agent:/, '')

const STATUS: Record<State, Status> = {
  planned: 'new',
  'under-way': 'progress',
  'in-operation': 'done',
  done: 'done',
  dropped: 'stopped',
}

/** A state in words; `late` beside it when the measure's day is past. */
export const stateTag = (state: State, late: boolean, language: Language): Html => {
  const label = words[language].states[state]
  return late
    ? tag({ status: 'late', label: `${label}, ${words[language].roadmap.late}`, plain: true })
    : tag({ status: STATUS[state], label, plain: true })
}

/** Late: not begun after its first day, or not in operation after its last. */
export const isLate = (plan: Plan, { id, start, end }: Measure, today: string): boolean => {
  const state = stateOf(plan, id)
  return (state === 'planned' && start < today) || (state === 'under-way' && end < today)
}

/** What the public counts of a plan on a day. */
export const countsOf = (plan: Plan, { measures }: Content, today: string) => {
  const operating = measures.filter(({ id }) => stateOf(plan, id) === 'in-operation')
  return {
    measures: measures.length,
    inOperation: operating.length,
    proved: operating.filter(({ id }) => evidenceOf(plan, id).length > 0).length,
    late: measures.filter((one) => isLate(plan, one, today)).length,
  }
}

export const standingTag = (plan: Plan, today: string, language: Language): Html => {
  const w = words[language]
  const version = versionOn(plan, today)
  const [coming] = plan.versions
  const [status, label, more] = version
    ? inForceOn(plan, today)
      ? (['done', w.standing.inForce, w.until(version.until)] as const)
      : (['late', w.standing.ended, w.endedOn(version.until)] as const)
    : coming
      ? (['waiting', w.standing.coming, w.from(coming.inForceFrom)] as const)
      : (['stopped', w.standing.none, ''] as const)
  return html`${tag({ status, label, plain: true })}${more && html`<span class="second">${more}</span>`}`
}

export const goalText = ({ rule, share }: OwnTarget, language: Language): string =>
  words[language].rules[rule](formatPercent(share, language))

export const dayOfInstant = (at: string): string => dayOf(new Date(at))

// ---- What differs between two versions

/** A change in words: a sentence for each language in which something was written. */
export const changeWords = (
  { field, before, after }: FieldChange,
  titles: ReadonlyMap<string, string>,
  language: Language,
): string[] => {
  const w = words[language].differences
  const name = w.fields[field as keyof typeof w.fields] ?? field
  if (isText(before) && isText(after))
    return [
      ...(before.fr === after.fr ? [] : [w.change(name, before.fr || w.nothing, after.fr || w.nothing)]),
      ...(before.en === after.en
        ? []
        : [w.change(w.english(name), before.en || w.nothing, after.en || w.nothing)]),
    ]
  const said = (value: unknown) => valueWords(field, value, titles, language) || w.nothing
  return [w.change(name, said(before), said(after))]
}

const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'fr' in value

export const valueWords = (
  field: string,
  value: unknown,
  titles: ReadonlyMap<string, string>,
  language: Language,
): string => {
  const w = words[language]
  if (Array.isArray(value))
    return value
      .map((one) => (field === 'after' ? (titles.get(String(one)) ?? '?') : w.measure.target(Number(one))))
      .join(', ')
  if (field === 'share') return formatPercent(Number(value), language)
  const lists: Record<string, Record<string, string>> = { budget: w.budgets, period: w.periods }
  if (field === 'rule') return w.rules[value as OwnTarget['rule']]('…')
  const text = isText(value) ? plainly(value, language) : String(value)
  return lists[field]?.[text] ?? (/^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDay(text, language) : text)
}

/** The measures of both sides, as they are called: what a dependency names. */
export const titlesIn = (
  contents: readonly Pick<Content, 'measures'>[],
  language: Language,
): Map<string, string> =>
  new Map(contents.flatMap(({ measures }) => measures.map(({ id, title }) => [id, plainly(title, language)])))

const KINDS = [
  'frame',
  'measure-added',
  'measure-removed',
  'measure-changed',
  'target-added',
  'target-removed',
  'target-changed',
] as const

/** All that differs, under a title for each kind of change. */
export const differenceList = (
  differences: readonly Difference[],
  titles: ReadonlyMap<string, string>,
  language: Language,
  level: 2 | 3 = 2,
): Html => {
  const w = words[language].differences
  if (differences.length === 0) return html`<p>${w.none}</p>`
  return html`${KINDS.map((kind) => {
    const of = differences.filter(({ is }) => is === kind)
    if (of.length === 0) return undefined
    const title = level === 2 ? html`<h2>${w[kind]}</h2>` : html`<h3>${w[kind]}</h3>`
    return html`${title}
      <ul class="flow">
        ${of.map((one) => html`<li>${differenceWords(one, titles, language)}</li>`)}
      </ul>`
  })}`
}

const differenceWords = (
  difference: Difference,
  titles: ReadonlyMap<string, string>,
  language: Language,
): Html => {
  if (difference.is === 'frame') return html`${changeWords(difference, titles, language).join(' ; ')}`
  const name =
    'measure' in difference
      ? line(difference.measure.title, language)
      : line(difference.target.wording, language)
  if (!('changes' in difference)) return html`${name}`
  return html`<strong>${name}</strong>
    <ul>
      ${difference.changes
        .flatMap((change) => changeWords(change, titles, language))
        .map((line) => html`<li>${line}</li>`)}
    </ul>`
}
