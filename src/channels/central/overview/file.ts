import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { type Cell, csv, dayOf } from '#kernel'
import { spaceWords } from '#organisation'
import { SUBJECTS } from '#reporting'
import { matching, standingsOf } from './standings.ts'
import { wantedIn } from './wanted.ts'
import { words } from './words.ts'

/** The table as it is filtered: a row for each organisation and part. */
export const standingsFile = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, reply } = visit
  const today = dayOf(platform.clock())
  const wanted = wantedIn(visit)
  const rows = matching(await standingsOf(platform, today), wanted)
  const parts = wanted.part ? [wanted.part] : SUBJECTS
  const cells = rows.flatMap(({ id, name, parts: its }) =>
    parts.map((part): Cell[] => {
      const { state, late, lateSince, reportedOn, remindedAt } = its[part]
      const said = { late: words.filter.states.late, silent: words.silent, fine: words.fine }[state]
      return [
        id,
        name,
        spaceWords.parts[part],
        said,
        late,
        lateSince,
        reportedOn,
        remindedAt && dayOf(remindedAt),
      ]
    }),
  )
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="organismes-${today}.csv"`)
    .send(csv([words.head, ...cells]))
}
