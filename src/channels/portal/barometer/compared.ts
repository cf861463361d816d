import type { Figure, TargetView } from '#barometer'
import { html, none, type Html } from '#html'
import { formatNumber, type Language } from '#kernel'
import { type Column, meter, table, tag } from '#look'
import { to } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { figureWords, organisationName, statusOf } from './reading.ts'
import { words } from './words.ts'

/** The same figure of each organisation, the highest first; then who has not reported. */
export const compared = ({ platform, language }: Visit, { figure, organisations }: TargetView): Html => {
  const w = words[language].compared
  const rows = organisations
    .filter(({ state }) => state !== 'not-applicable')
    .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1))
  const nameOf = (id: string | null) => organisationName(platform, id ?? '', language)
  return html`${table({
    language,
    caption: w.caption,
    unseenCaption: true,
    columns: columnsFor(figure, nameOf, language),
    rows,
    empty: html`<p>${w.none}</p>`,
  })}${coverage(figure, nameOf, language)}`
}

const columnsFor = (
  { goal }: Figure,
  nameOf: (id: string | null) => string,
  language: Language,
): Column<Figure>[] => {
  const w = words[language].compared
  return [
    {
      id: 'organisation',
      label: w.organisation,
      heads: true,
      cell: ({ organisation }) =>
        html`<a href="${to('barometerOrganisation', language, { organisation: organisation ?? '' })}">${nameOf(organisation)}</a>`,
    },
    {
      id: 'bar',
      label: w.bar,
      unseenLabel: true,
      cell: ({ value }) => meter({ share: value, goal: goal.share }),
    },
    {
      id: 'value',
      label: w.value,
      numeric: true,
      cell: (one) => (one.state === 'value' ? figureWords(one, language) : null),
    },
    {
      id: 'count',
      label: w.count,
      numeric: true,
      cell: ({ state, numerator, denominator }) =>
        state !== 'value'
          ? null
          : `${formatNumber(numerator, language)}/${formatNumber(denominator, language)}`,
    },
    { id: 'status', label: w.status, cell: (one) => tag({ ...statusOf(one, language), plain: true }) },
  ]
}

const coverage = (
  { coverage: { reporting, subject, missing } }: Figure,
  nameOf: (id: string) => string,
  language: Language,
): Html => {
  if (subject === 0) return none
  const w = words[language].compared
  return html`<p>${w.coverage(reporting, subject)}${missing.length === 0 && ` ${w.allReported}`}</p>
    ${
      missing.length > 0 &&
      html`<h3>${w.missing}</h3>
        <ul class="names">
          ${missing.map((id) => html`<li>${nameOf(id)}</li>`)}
        </ul>`
    }`
}
