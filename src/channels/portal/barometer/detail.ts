import {
  type Definition,
  exclusionWords,
  type NeedStates,
  REASONS,
  type TargetView,
  type Unit,
} from '#barometer'
import { html, type Html } from '#html'
import { capitalised, formatNumber, type Language } from '#kernel'
import { type Column, folded, meter, pagination, type Status, table, tag } from '#look'
import type { Visit } from '../visit.ts'
import { organisationName, shareWords, unitName } from './reading.ts'
import { words } from './words.ts'

export const PAGE_SIZE = 50
/** As many rows as a telephone shows without being endless. */
const SHORT = 10

/** What the figure is made of, fifty at a time: each unit, its verdict and why. */
export const detail = (
  visit: Visit,
  { units }: TargetView,
  definition: Definition,
  asked: { page: number; href: (page: number) => string },
): Html => {
  const { language } = visit
  const w = words[language].detail
  const pages = Math.max(1, Math.ceil(units.length / PAGE_SIZE))
  const page = Math.min(asked.page, pages)
  const shown = units.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  const countsPersons = Object.values(definition.counts).some(({ cells }) => cells > 0)
  const rows = table({
    language,
    caption: w.caption,
    unseenCaption: true,
    columns: columnsFor(visit, definition),
    rows: shown,
    empty: html`<p>${w.none}</p>`,
  })
  return html`${units.length > 0 && countsPersons && html`<p>${w.rounded}</p>`}
      ${shown.length > SHORT ? folded({ summary: w.folded(units.length), body: rows, open: page > 1 }) : rows}
      ${shown.some(({ stated }) => stated) && html`<p class="official">${w.stated}</p>`}
      ${pagination({
        language,
        current: page,
        pages,
        href: (at) => `${asked.href(at)}#detail`,
        range:
          pages > 1
            ? {
                from: (page - 1) * PAGE_SIZE + 1,
                to: (page - 1) * PAGE_SIZE + shown.length,
                total: units.length,
              }
            : undefined,
      })}`
}

const VERDICTS: Record<Unit['verdict'], Status> = {
  meets: 'done',
  'does-not': 'progress',
  counted: 'done',
  excluded: 'paused',
  'not-counted': 'stopped',
}

const columnsFor = ({ platform, language }: Visit, definition: Definition): Column<Unit>[] => {
  const w = words[language].detail
  const share: Column<Unit> = {
    id: 'share',
    // Definitions name a share as it stands in a sentence; it heads a column here.
    label: capitalised(definition.share?.[language] ?? w.share),
    numeric: true,
    cell: (unit) =>
      unit.share === null ? null : html`${shareWords(unit.share, language)}${meter({ share: unit.share })}`,
  }
  return [
    {
      id: 'unit',
      label: w.unit,
      heads: true,
      cell: ({ unit, organisation }) => {
        const [name, whose] = [
          unitName(platform, unit, language),
          organisationName(platform, organisation, language),
        ]
        return html`${name}${name !== whose && html`<span class="second">${whose}</span>`}`
      },
    },
    { id: 'verdict', label: w.verdict, cell: (unit) => verdictCell(unit, language) },
    ...(definition.share ? [share] : []),
    { id: 'counts', label: w.counts, cell: (unit) => countsCell(unit, definition, language) },
  ]
}

const verdictCell = ({ verdict, reason, stated }: Unit, language: Language): Html => {
  const w = words[language].detail
  const label = stated ? `${w.verdicts[verdict]}\u00a0*` : w.verdicts[verdict]
  return html`${tag({ status: VERDICTS[verdict], label, plain: true })}${
    reason && html`<span class="second">${reasonWords(reason, language)}</span>`
  }`
}

/** Why a unit is not counted, or why somebody left it out. */
export const reasonWords = (reason: string, language: Language): string =>
  Object.hasOwn(REASONS, reason)
    ? REASONS[reason as keyof typeof REASONS].words[language]
    : exclusionWords(reason, language)

const countsCell = ({ counts }: Unit, definition: Definition, language: Language): Html => {
  const said = Object.entries(counts).flatMap(([id, n]) => {
    const count = definition.counts[id]
    if (!count || n === 0) return []
    return [count.isYesNo ? count.words[language] : `${formatNumber(n, language)} ${count.words[language]}`]
  })
  return said.length > 0 ? html`<ul class="plain">${said.map((one) => html`<li>${one}</li>`)}</ul>` : html`–`
}

// ---- Target 4: what is asked again

const MOST_NEEDS = 20

const AGAIN = ['asked-though-held', 'uploaded-though-held']

type Asked = NeedStates & { again: number; all: number }

/** The needs that are asked again the most: what an organisation can mend. */
export const perNeed = ({ platform, language }: Visit, needs: readonly NeedStates[]): Html | null => {
  if (needs.length === 0) return null
  const w = words[language].perNeed
  const rows = needs
    .map(askedOf)
    .filter(({ again }) => again > 0)
    .toSorted((a, b) => b.again - a.again)
    .slice(0, MOST_NEEDS)
  const needWords = ({ service, need }: Asked): string => {
    const said = platform.catalogue.current(service)?.definition.words[language].needs[need]
    return said?.short ?? said?.label ?? need
  }
  return table<Asked>({
    language,
    caption: w.caption,
    columns: [
      { id: 'need', label: w.need, heads: true, cell: needWords },
      { id: 'service', label: w.service, cell: ({ service }) => unitName(platform, service, language) },
      { id: 'again', label: w.again, numeric: true, cell: ({ again }) => formatNumber(again, language) },
      { id: 'all', label: w.all, numeric: true, cell: ({ all }) => formatNumber(all, language) },
      {
        id: 'rate',
        label: w.rate,
        numeric: true,
        cell: ({ again, all }) => shareWords(again / all, language),
      },
    ],
    rows,
    empty: html`<p>${w.none}</p>`,
    density: 'compact',
  })
}

/** A state may carry its reason: `asked-though-held:register-down`. */
const askedOf = (need: NeedStates): Asked => {
  const entries = Object.entries(need.states)
  const sum = (which: (state: string) => boolean) =>
    entries.reduce((total, [state, n]) => total + (which(state) ? n : 0), 0)
  return { ...need, again: sum((state) => AGAIN.includes(state.split(':')[0]!)), all: sum(() => true) }
}
