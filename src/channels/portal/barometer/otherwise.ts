import { type Definition, type Exclusion, exclusionWords, type Figure, type Ratio } from '#barometer'
import { html, none, type Html } from '#html'
import { formatDay, formatNumber, type Language } from '#kernel'
import { table, time } from '#look'
import type { Visit } from '../visit.ts'
import { organisationName, shareWords, unitName, unitWords } from './reading.ts'
import { words } from './words.ts'

type Way = { how: string; ratio: Ratio }

/** The figure as other rules would have it: what was excluded, the constant panel, weights, variants; null for none. */
export const otherwise = ({ language }: Visit, figure: Figure, definition: Definition): Html | null => {
  const w = words[language].otherwise
  const ways = waysOf(figure, definition, language)
  if (figure.state !== 'value' || ways.length < 2) return null
  return html`${table<Way>({
    language,
    caption: w.caption,
    unseenCaption: true,
    rows: ways,
    empty: none,
    columns: [
      { id: 'how', label: w.how, heads: true, cell: ({ how }) => how },
      {
        id: 'value',
        label: w.value,
        numeric: true,
        cell: ({ ratio }) => shareWords(ratio.value, language),
      },
      { id: 'count', label: w.count, numeric: true, cell: ({ ratio }) => outOf(ratio, language) },
    ],
  })}${figure.constantPanel && html`<p>${w.why}</p>`}`
}

const outOf = ({ numerator, denominator }: Ratio, language: Language): string =>
  `${formatNumber(numerator, language)}/${formatNumber(denominator, language)}`

const waysOf = (figure: Figure, definition: Definition, language: Language): Way[] => {
  const w = words[language].otherwise
  const { numerator, denominator, value, withExcluded, constantPanel: panel, weighted, variants } = figure
  const variantWords = (id: string) =>
    definition.variants.find((variant) => variant.id === id)?.words[language] ?? id
  const ways: [string, Ratio | null | undefined][] = [
    [w.main, { numerator, denominator, value }],
    [w.withExcluded, withExcluded],
    [panel ? w.panelNow(panel.units, panelUnit(figure, definition, language)) : '', panel?.now],
    [panel ? w.panelBefore(formatDay(panel.beforeDay, language)) : '', panel?.before],
    [weighted ? w.weighted[weighted.of] : '', weighted],
    ...variants.map((variant): [string, Ratio] => [variantWords(variant.id), variant]),
  ]
  return ways.flatMap(([how, ratio]) => (ratio ? [{ how, ratio }] : []))
}

const panelUnit = ({ unit, constantPanel }: Figure, { panel }: Definition, language: Language): string =>
  unitWords(panel === 'organisation' ? 'organisation' : unit, constantPanel!.units, language)

/** Everything that somebody left out of the figure: what, why, who, since when, and what it changes. */
export const exclusions = ({ platform, language }: Visit, figure: Figure): Html => {
  const w = words[language].exclusions
  const { exclusions, withExcluded, value } = figure
  return html`${table<Exclusion>({
    language,
    caption: w.caption,
    unseenCaption: true,
    rows: exclusions,
    empty: html`<p>${w.none}</p>`,
    columns: [
      { id: 'unit', label: w.unit, heads: true, cell: ({ unit }) => unitName(platform, unit, language) },
      {
        id: 'organisation',
        label: w.organisation,
        cell: ({ organisation }) => organisationName(platform, organisation, language),
      },
      { id: 'reason', label: w.reason, cell: ({ reason }) => exclusionWords(reason, language) },
      {
        id: 'author',
        label: w.author,
        cell: ({ author }) => (author ? organisationName(platform, author, language) : w.unknownAuthor),
      },
      {
        id: 'since',
        label: w.since,
        cell: ({ since }) => time({ text: formatDay(since, language), machine: since }),
      },
    ],
  })}${
    exclusions.length > 0 &&
    withExcluded &&
    html`<p>${w.effect(shareWords(value, language), shareWords(withExcluded.value, language))}</p>`
  }`
}
