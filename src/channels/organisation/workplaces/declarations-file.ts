import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { csv, dayOf } from '#kernel'
import { NUMBERS } from '#workplaces'
import { words } from './words.ts'

/** Every declaration in force, for a spreadsheet. */
export const declarationsFile = async ({ platform, agent, reply }: Visit): Promise<FastifyReply> => {
  const declarations = platform.workplaces.declarationsFor(agent)
  const [units, declared] = await Promise.all([declarations.units(), declarations.since('0000-Q1')])
  const names = new Map(units.map(({ id, name }) => [id, name]))
  const rows = declared.map((one) => [
    one.unit,
    names.get(one.unit) ?? one.unit,
    one.quarter,
    one.revision,
    ...NUMBERS.map((name) => one[name]),
    dayOf(one.declaredAt),
  ])
  const day = dayOf(platform.clock())
  return reply
    .type('text/csv; charset=utf-8')
    .header(
      'content-disposition',
      `attachment; filename="${words.file.name}-${agent.organisation}-${day}.csv"`,
    )
    .send(csv([words.file.head, ...rows]))
}
