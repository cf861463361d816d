import type { FastifyReply } from 'fastify'
import { type Cell, csv, dayOf } from '#kernel'
import { type Dataset, publishedIn } from '#opendata'
import type { DataVisit } from './for-data.ts'
import { FORMAT_WORDS, QUALITY_WORDS, SENSITIVITY_WORDS, STATE_WORDS, THEME_WORDS, words } from './words.ts'

const MOST_ROWS = 20_000

/** The whole inventory of the organisation as a table for a spreadsheet, withdrawn datasets included. */
export const inventoryFile = async ({ platform, agent, reply }: DataVisit): Promise<FastifyReply> => {
  const { organisation } = agent
  const { datasets } = await platform.opendata.search(
    { organisation },
    { sort: 'title', limit: MOST_ROWS, offset: 0 },
  )
  const name = `${words.csv.name}-${organisation}-${dayOf(platform.clock())}.csv`
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(csv([words.csv.head, ...datasets.map(rowOf)]))
}

const yesNo = (is: boolean): string => (is ? words.csv.yes : words.csv.no)
const dayIn = (instant: string | null): string | null => instant && dayOf(new Date(instant))

const rowOf = (dataset: Dataset): Cell[] => [
  dataset.id,
  dataset.title.fr,
  STATE_WORDS[dataset.state],
  THEME_WORDS[dataset.theme],
  dataset.licence,
  dataset.frequency,
  SENSITIVITY_WORDS[dataset.sensitivity.level],
  yesNo(dataset.sensitivity.personal),
  dataset.potential.score,
  yesNo(dataset.potential.high),
  [...new Set(publishedIn(dataset).map(({ format }) => FORMAT_WORDS[format]))].join(' '),
  QUALITY_WORDS[dataset.quality],
  dataset.obstacles.filter(({ removedOn }) => removedOn === null).length,
  dayIn(dataset.publishedAt),
  dayIn(dataset.updatedAt),
]
