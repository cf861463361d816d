import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { receiveFile } from '#documents'
import { csv, dayOf, idFrom } from '#kernel'
import type { Agent } from '#parties'
import { addToMonth, HEADING, VOLUME_CHANNELS, type Volumes } from '#volumes'
import type { DemonstratedParts } from './parts.ts'

const FILE = join(import.meta.dirname, '../../../demonstration/volumes.yaml')

const MONTHS = 12

const Demonstration = z.strictObject({
  imports: z.array(
    z.strictObject({
      organisation: z.string(),
      agent: z.string(),
      file: z.string(),
      note: z.string(),
      services: z.record(
        z.string(),
        z.partialRecord(z.enum(VOLUME_CHANNELS), z.array(z.number().int().min(0)).length(MONTHS)),
      ),
    }),
  ),
})

type Sent = z.infer<typeof Demonstration>['imports'][number]

/**
 * Twelve months of what was received at the counter and by phone, each organisation's in one file that goes the way of any
 * other: received, checked, confirmed, applied. What stopped half-way goes on.
 */
export const demonstrateVolumes = async ({
  clock,
  organisations,
  platform,
}: DemonstratedParts): Promise<void> => {
  const { imports } = Demonstration.parse(parse(await readFile(FILE, 'utf8')))
  const thisMonth = dayOf(clock()).slice(0, 7)
  const agents = platform.access.agents()
  for (const one of imports) {
    const agent = agents.find((each) => each.organisation === one.organisation && each.agent === one.agent)
    if (!agent || !organisations.organisations.has(one.organisation)) continue
    const { count } = await platform.volumes.list(one.organisation, { limit: 1, offset: 0 })
    const key = idFrom(`parvis demonstration volumes ${one.organisation}`)
    if (count > 0 && !(await platform.volumes.find(one.organisation, key))) continue
    await importIt(platform.volumes, agent, key, one, thisMonth)
  }
}

/** What a file is called in French, as people of the counter write it. */
const CHANNELS = {
  portal: 'en ligne',
  partner: 'partenaire',
  counter: 'comptoir',
  phone: 'téléphone',
  paper: 'papier',
  other: 'autre',
}

const textOf = ({ services, note }: Sent, thisMonth: string): string => {
  const rows = Object.entries(services).flatMap(([service, channels]) =>
    VOLUME_CHANNELS.flatMap((channel) =>
      (channels[channel] ?? []).map((count, at) => [
        service,
        addToMonth(thisMonth, at - MONTHS),
        CHANNELS[channel],
        count,
        note,
      ]),
    ),
  )
  return csv([Object.values(HEADING), ...rows])
}

const importIt = async (
  volumes: Volumes,
  agent: Agent,
  key: string,
  one: Sent,
  thisMonth: string,
): Promise<void> => {
  const received = await receiveFile(Readable.from([Buffer.from(textOf(one, thisMonth))]), 1_000_000)
  if (!received.ok) throw new Error(received.refusal)
  const said = { repeated: 'refuse', known: 'replace', provenance: 'declared', evidence: null } as const
  const done = await volumes.receive(agent, { key, file: { ...received.value, name: one.file }, said })
  await received.value.letGo()
  // The very same file, imported before under another key, is all that there is to show.
  if (!done.ok) return
  if ((await standing(volumes, one.organisation, key)) !== 'checked') return
  await volumes.confirm(agent, key, 'replace')
  await standing(volumes, one.organisation, key)
}

/** Where it stands once nobody works on it, whichever process does. */
const standing = async (volumes: Volumes, organisation: string, id: string): Promise<string | null> => {
  for (let look = 0; look < 100; look++) {
    await volumes.idle()
    const one = await volumes.find(organisation, id)
    if (!one || !['received', 'confirmed', 'undoing'].includes(one.status)) return one?.status ?? null
    await wait(100)
  }
  return null
}
