import type { FastifyReply } from 'fastify'
import { type Cell, csv, dayOf } from '#kernel'
import type { Listed } from '#processes'
import { hasPaper, type Paper } from '#processes'
import type { InventoryVisit } from './for-inventory.ts'
import { OBSTACLE_WORDS, words } from './words.ts'

const MOST_ROWS = 100_000

/** The whole inventory as a table for a spreadsheet, archived processes included. */
export const inventoryFile = async ({
  inventory,
  agent,
  platform,
  reply,
}: InventoryVisit): Promise<FastifyReply> => {
  const wanted = { words: '', unit: '', paper: '', obstacle: '', article: '' }
  const page = { limit: MOST_ROWS, offset: 0 }
  const [units, active, archived] = await Promise.all([
    inventory.units(),
    inventory.list({ ...wanted, status: 'active' }, page),
    inventory.list({ ...wanted, status: 'archived' }, page),
  ])
  const names = new Map(units.map(({ id, name }) => [id, name]))
  const row = (state: string) => (one: Listed) => rowOf(one, names.get(one.unit) ?? one.unit, state)
  const day = dayOf(platform.clock())
  return reply
    .type('text/csv; charset=utf-8')
    .header(
      'content-disposition',
      `attachment; filename="${words.file.name}-${agent.organisation}-${day}.csv"`,
    )
    .send(csv([words.file.head, ...active.map(row(words.active)), ...archived.map(row(words.archived))]))
}

const rowOf = (one: Listed, unit: string, state: string): Cell[] => [
  one.name,
  one.id,
  unit,
  one.service ?? '',
  state,
  words.paper[one.paper ?? 'unknown'],
  one.observed ? words.file.yes : words.file.no,
  one.stages.length,
  one.stages.filter(({ paper }) => hasPaper({ paper: paper as Paper })).length,
  one.obstacles.map((kind) => OBSTACLE_WORDS[kind]).join(' ; '),
  one.articles.join(' ; '),
  one.pages,
  one.hours,
  one.changedOn,
]
