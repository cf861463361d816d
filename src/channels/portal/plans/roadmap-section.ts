import { html, none, type Html } from '#html'
import { formatDay, type Language } from '#kernel'
import { roadmap, table } from '#look'
import { type Content, evidenceOf, type Measure, type Plan, stateOf, STATES } from '#plans'
import { isLate, plain, stateTag, titlesIn, written } from './reading.ts'
import { words } from './words.ts'

type Shown = {
  plan: Plan
  content: Content
  today: string
  language: Language
  /** Where a measure's own page is; none for a draft's reader. */
  href: (id: string) => string | null
}

/** By the day on which they begin, those that are waited for first. */
export const inOrder = (measures: readonly Measure[]): Measure[] =>
  measures.toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.end < b.end ? -1 : 1))

/** The roadmap as a drawing, then the same as a table. */
export const roadmapSection = (shown: Shown): Html =>
  shown.content.measures.length === 0 ? none : html`${drawing(shown)}${measureTable(shown)}`

export const drawing = ({ plan, content, today, language }: Shown): Html => {
  const w = words[language]
  const measures = inOrder(content.measures)
  const days = measures.flatMap(({ start, end }) => [start, end]).toSorted()
  return roadmap({
    label: w.roadmap.label(measures.length, days[0]!, days.at(-1)!, statesSaid(plan, measures, language)),
    today: { day: today, label: w.roadmap.today },
    quarter: w.roadmap.quarter,
    legend: STATES.map((state) => ({ state, label: w.states[state] })),
    bars: measures.map(({ id, title, start, end, after }) => {
      const state = stateOf(plan, id)
      return { id, title: plain(title, language), state, stateLabel: w.states[state], start, end, after }
    }),
  })
}

/** « 3 en œuvre, 2 prévues » would need each state's plural: « En œuvre 3, Prévue 2 ». */
const statesSaid = (plan: Plan, measures: readonly Measure[], language: Language): string =>
  STATES.map((state) => ({ state, count: measures.filter(({ id }) => stateOf(plan, id) === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${words[language].states[state]} ${count}`)
    .join(', ')

export const measureTable = ({ plan, content, today, language, href }: Shown): Html => {
  const w = words[language].roadmap
  const titles = titlesIn([content], language)
  return table<Measure>({
    language,
    caption: w.caption,
    rows: inOrder(content.measures),
    empty: none,
    columns: [
      {
        id: 'measure',
        label: w.columns.measure,
        heads: true,
        cell: ({ id, title }) => {
          const address = href(id)
          return address
            ? html`<a href="${address}">${written(title, language)}</a>`
            : written(title, language)
        },
      },
      {
        id: 'owner',
        label: w.columns.owner,
        cell: ({ owner }) => html`<span class="breakable">${written(owner, language)}</span>`,
      },
      {
        id: 'period',
        label: w.columns.period,
        cell: ({ start, end }) =>
          html`<span class="nobreak">${formatDay(start, language)}</span> ${w.to}
            <span class="nobreak">${formatDay(end, language)}</span>`,
      },
      {
        id: 'state',
        label: w.columns.state,
        cell: (one) => stateTag(stateOf(plan, one.id), isLate(plan, one, today), language),
      },
      {
        id: 'after',
        label: w.columns.after,
        cell: ({ after }) =>
          after.length > 0
            ? html`<span class="breakable">${after.map((id) => titles.get(id)).join(', ')}</span>`
            : null,
      },
      {
        id: 'evidence',
        label: w.columns.evidence,
        numeric: true,
        cell: ({ id }) => evidenceOf(plan, id).length || null,
      },
    ],
  })
}
