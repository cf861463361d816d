import type { Definition, TargetView } from '#barometer'
import { type Cell, csv } from '#kernel'
import { notFound, type Visit } from '../visit.ts'
import { reasonWords } from './detail.ts'
import { targetNamed, today } from './figures.ts'
import { organisationName, unitName } from './reading.ts'
import { words } from './words.ts'

type Rows = (visit: Visit, view: TargetView) => readonly (readonly Cell[])[]

/** A target's table as a file, its head in the page's language; anyone may read it, from anywhere. */
const fileOf = (name: 'trendFile' | 'unitsFile', rows: Rows) => async (visit: Visit) => {
  const { platform, params, reply } = visit
  const definition = targetNamed(params['target']!, today(visit))
  const view = definition && (await platform.barometer.view(definition.target))
  if (!view) return notFound(visit)
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName(definition, view, name, visit)}"`)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .send(csv(rows(visit, view)))
}

const fileName = (
  { target, slug }: Definition,
  { day }: TargetView,
  name: 'trendFile' | 'unitsFile',
  { language }: Visit,
): string => `${target}-${slug[language]}-${words[language].csv[name]}-${day}.csv`

export const trendFile = fileOf('trendFile', ({ language }, { series }) => {
  const w = words[language].csv
  return [
    w.trend,
    ...series.flatMap(({ version, inForce, points }) =>
      points.map(({ day, state, value, numerator, denominator }): Cell[] => [
        day,
        version,
        inForce ? w.yes : w.no,
        state,
        value,
        numerator,
        denominator,
      ]),
    ),
  ]
})

export const unitsFile = fileOf('unitsFile', ({ platform, language }, { units, figure }) => {
  const w = words[language].csv
  return [
    w.units,
    ...units.map((one): Cell[] => [
      one.organisation,
      organisationName(platform, one.organisation, language),
      one.unit,
      unitName(platform, one.unit, language),
      one.verdict,
      one.reason && reasonWords(one.reason, language),
      one.share,
      ...(figure.state === 'value' ? [one.numerator, one.denominator] : [null, null]),
      one.provenance,
      one.stated ? w.yes : w.no,
    ]),
  ]
})
