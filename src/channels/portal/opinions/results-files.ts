import type { Results } from '#evaluations'
import { notFound, type Visit } from '../visit.ts'

/** The results of a service as anybody may reuse them: exactly what its page shows. */
const resultsFor = async ({ platform, params }: Visit) => {
  const version = platform.catalogue.current(params['service']!)
  if (!version) return null
  const { since, results } = await platform.evaluations.results([version.service])
  return { since, result: results[0]! }
}

const NOTE = 'Counts are rounded down to multiples of five; averages are given from 20 answers on.'

export const evaluationsJson = async (visit: Visit) => {
  const found = await resultsFor(visit)
  if (!found) return notFound(visit)
  return visit.reply
    .type('application/json; charset=utf-8')
    .send({ note: NOTE, since: found.since, ...found.result })
}

type Cell = string | number | null

export const evaluationsCsv = async (visit: Visit) => {
  const found = await resultsFor(visit)
  if (!found) return notFound(visit)
  const rows = [['part', 'of', 'answer', 'count'], ...rowsOf(found.result)]
  return visit.reply
    .type('text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="evaluations-${found.result.service}.csv"`)
    .send(rows.map((row) => row.map(written).join(',')).join('\r\n') + '\r\n')
}

/** RFC 4180. */
const written = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const rowsOf = ({ reached, received, distributions, byEnd, byVersion }: Results): Cell[][] => [
  ['all', '', 'reached', reached],
  ['all', '', 'received', received],
  ...distributions.flatMap(({ question, answers, apart, average }) => [
    ...answers.map(({ answer, count }) => ['question', question, answer, count]),
    ['question', question, 'apart', apart],
    ['question', question, 'average', average],
  ]),
  ...byEnd.flatMap(({ end, reached, received }) => [
    ['end', end, 'reached', reached],
    ['end', end, 'received', received],
  ]),
  ...byVersion.flatMap(({ version, reached, received }) => [
    ['version', version, 'reached', reached],
    ['version', version, 'received', received],
  ]),
]
