import type { FastifyReply } from 'fastify'
import { Readable } from 'node:stream'
import type { Visit } from '#desk'
import { readEvidence } from '#documents'
import { csv, dayOf } from '#kernel'
import { addToMonth, type FaultKind, HEADING, type Import, MOST_FAULTS } from '#volumes'
import { sendFile } from '#web'
import { sendOrganisationNotFound } from '../frame.ts'
import { words } from './words.ts'

const sendCsv = (reply: FastifyReply, name: string, body: string | Readable): FastifyReply =>
  reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(body)

const HEAD = Object.values(HEADING)

/** The channels that nobody observes here. */
const OUTSIDE = ['counter', 'phone', 'paper', 'other'] as const

/** A row for each service and channel of the last month that is over: what is left is to write numbers. */
export const templateFile = async ({ platform, agent, reply }: Visit): Promise<FastifyReply> => {
  const month = addToMonth(dayOf(platform.clock()).slice(0, 7), -1)
  const services = platform.catalogue
    .list()
    .filter(({ definition }) => definition.authority === agent.organisation)
  const rows = services.flatMap(({ service }) =>
    OUTSIDE.map((channel): (string | number)[] => [service, month, words.channels[channel], '', '']),
  )
  return sendCsv(reply, `volumes-${agent.organisation}.csv`, csv([HEAD, ...rows]))
}

const found = ({ platform, agent, params }: Visit): Promise<Import | null> =>
  platform.volumes.find(agent.organisation, params['id']!)

export const faultsFile = async (visit: Visit): Promise<FastifyReply> => {
  const one = await found(visit)
  if (!one) return sendOrganisationNotFound(visit, 'volumes')
  const w = words.faulty
  const faults = await visit.platform.volumes.faults(one, { limit: MOST_FAULTS, offset: 0 })
  const rows = faults.map(({ line, column, kind, value }): (string | number)[] => [
    line,
    words.columns[column] ?? column,
    words.faults[kind as FaultKind][0],
    value,
    words.faults[kind as FaultKind][1],
  ])
  return sendCsv(visit.reply, 'erreurs.csv', csv([[w.line, w.column, w.kind, w.read, w.mend], ...rows]))
}

/** The rows as they were sent: what an import that stands rests on. */
export const rowsFile = async (visit: Visit): Promise<FastifyReply> => {
  const one = await found(visit)
  if (!one) return sendOrganisationNotFound(visit, 'volumes')
  const { volumes } = visit.platform
  async function* text() {
    yield csv([HEAD])
    for await (const rows of volumes.rows(one!))
      yield csv(
        rows.map(({ service, month, channel, count, note }) => [service, month, channel, count, note]),
      ).slice(1)
  }
  return sendCsv(visit.reply, 'lignes.csv', Readable.from(text()))
}

/** What was attached to an import, for everybody of its organisation. */
export const evidenceFile = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, params, reply } = visit
  const evidence = (await found(visit))?.said.evidence ?? null
  const content =
    evidence && evidence.digest === params['digest'] ? await readEvidence(platform.db, evidence.digest) : null
  if (!evidence || !content) return sendOrganisationNotFound(visit, 'volumes')
  return sendFile(reply, 'attachment', evidence.name, content)
}
