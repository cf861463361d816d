import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import canonicalize from 'canonicalize'
import {
  announceIntention,
  answer,
  contentOf,
  type Dossier,
  read,
  remainderOf,
  requestCompletion,
  take,
} from '#dossiers'
import { storeEvidence } from '#documents'
import { dayOf, newId, sha256, sql } from '#kernel'
import { type Actor, type Agent, holderOf, type Person, robot } from '#parties'
import { readConfig } from '../../src/config.ts'
import { assemble, type Assembled } from '../../src/main.ts'
import { idea, openPark } from '../support/consulting.ts'
import { freshDatabase } from '../support/database.ts'
import { CERTIFICATE_ANSWERS, PIXEL, POTHOLE_ANSWERS, valueOf } from '../support/story.ts'
import { type Route, routesOf } from './routes.ts'

/** Who asks. `holder` has no account and is the only one to know a key. */
export type Visitor = { name: string; cookie: string | null; key: string | null }

/** A dossier that is there before the attack: a text of its own, and the visitors who may read it. */
export type Planted = {
  id: string
  secret: string
  readers: readonly string[]
  /** Nobody who attacks may write it: the whole of it stays as it is. Otherwise what was filed does. */
  untouchable: boolean
  before: string
}

export type House = Assembled & {
  port: number
  routes: Route[]
  visitors: Visitor[]
  planted: Planted[]
  digests: string[]
  /** A consultation that is open, and what two persons contributed to it. */
  consultation: { id: string; contributions: string[] }
  /** What the platform logged. */
  logged: string[]
  stateOf(planted: Pick<Planted, 'id' | 'untouchable'>): Promise<string>
  close(): Promise<void>
}

const here = (actor: Actor) => ({ actor, channel: 'portal', language: 'fr' }) as const

/** The whole platform listening on a port of its own, with dossiers of several people at several stages. */
export const openHouse = async (): Promise<House> => {
  const { db, url, drop } = await freshDatabase({ connections: 12 })
  const logged: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) })
  const config = readConfig({}, {})
  const { assembled, routes } = await routesOf(() => assemble({ config, db, url, say: () => {}, log }))
  const { app, platform } = assembled
  const { dossiers, access } = platform
  await app.listen({ host: '127.0.0.1', port: 0 })

  const open = async (actor: Actor, service: string) =>
    valueOf(await dossiers.open({ service, ...here(actor) }))
  const answered = async (id: string, actor: Actor, values: Record<string, unknown>): Promise<Dossier> =>
    valueOf(await dossiers.perform(answer, id, { values }, here(actor))).dossier
  const file = async (draft: Dossier, actor: Actor) => {
    const { digest } = contentOf(draft, remainderOf(draft.pinned, draft))
    valueOf(await dossiers.file({ id: draft.id, key: newId(), digest, here: here(actor) }))
  }
  const stateOf = async ({ id, untouchable }: Pick<Planted, 'id' | 'untouchable'>) => {
    const dossier = (await dossiers.find(id, robot('house')))!
    const { pinned: _pinned, ...whole } = dossier
    // Whose person completes it may hold other values since; what was acknowledged stays.
    const { key, digest, at, receipt } = dossier.filing ?? {}
    const kept = untouchable ? whole : [key ?? null, digest ?? null, at ?? null, receipt ?? null]
    return sha256(canonicalize(kept)!).toString('hex')
  }
  const planted: Planted[] = []
  const plant = async (id: string, secret: string, readers: string[], untouchable = false) =>
    void planted.push({
      id,
      secret,
      readers,
      untouchable,
      before: await stateOf({ id, untouchable }),
    })

  const certificate = async (person: Person, secret: string) => {
    const { dossier } = await open(person, 'certificat-naissance')
    const bytes = Buffer.concat([PIXEL, Buffer.from(secret)])
    const stored = valueOf(await storeEvidence(db, bytes, platform.clock()))
    const identityEvidence = [{ id: 'piece', name: `${secret}.png`, ...stored }]
    const values = { ...CERTIFICATE_ANSWERS, identityEvidence, reason: secret, deliveryName: secret }
    return { draft: await answered(dossier.id, person, values), digest: stored.digest }
  }
  const person = (id: string): Person => access.people().find((one) => one.id === `person:${id}`)!
  const [amelie, karim, meiLin] = [person('amelie-tremblay'), person('karim-haddad'), person('mei-lin-roy')]
  const authority = access.agents().filter(({ organisation }) => organisation === 'directeur-des-actes')
  const officers = authority.map(({ id }) => id)
  const workers = access
    .agents()
    .flatMap(({ id, organisation }) => (organisation === 'ville-des-ormes' ? [id] : []))
  const digests: string[] = []
  for (const [at, one] of [amelie, karim, meiLin].entries()) {
    const filed = await certificate(one, `secret-depose-${at}-${newId()}`)
    await file(filed.draft, one)
    await plant(filed.draft.id, String(filed.draft.answers['reason']), [one.id, ...officers])
    const draft = await certificate(one, `secret-brouillon-${at}-${newId()}`)
    await plant(draft.draft.id, String(draft.draft.answers['reason']), [one.id], one === meiLin)
    digests.push(filed.digest, draft.digest)
  }
  const [officer] = authority
  const handled = async (secret: string) => {
    const { draft } = await certificate(amelie, secret)
    await file(draft, amelie)
    const at = { actor: officer!, channel: 'desk', language: 'fr' } as const
    valueOf(await dossiers.perform(read, draft.id, { purpose: 'processing' }, at))
    valueOf(await dossiers.perform(take, draft.id, {}, at))
    return { id: draft.id, at }
  }
  const asked = await handled(`secret-complement-${newId()}`)
  const needs = ['reason', 'identityEvidence']
  valueOf(await dossiers.perform(requestCompletion, asked.id, { message: 'Illisible.', needs }, asked.at))
  const warned = await handled(`secret-intention-${newId()}`)
  const refusal = { outcome: 'refuse', reason: 'La pièce est illisible.' }
  valueOf(await dossiers.perform(announceIntention, warned.id, refusal, warned.at))
  for (const { id } of [asked, warned]) {
    const secret = String((await dossiers.find(id, robot('house')))!.answers['reason'])
    await plant(id, secret, [amelie.id, ...officers])
  }
  const pothole = async (secret: string) => {
    const nobody = { kind: 'holder', id: 'key', dossier: '' } as const
    const { dossier, key } = await open(nobody, 'signalement-chaussee')
    const holder = holderOf(dossier.id)
    const values = { ...POTHOLE_ANSWERS, description: secret }
    return { draft: await answered(dossier.id, holder, values), key: key!, holder }
  }
  const kept = await pothole(`secret-garde-${newId()}`)
  await plant(kept.draft.id, String(kept.draft.answers['description']), [], true)
  const told = await pothole(`secret-chaussee-${newId()}`)
  await file(told.draft, told.holder)
  await plant(told.draft.id, String(told.draft.answers['description']), ['holder', ...workers])
  const begun = await pothole(`secret-commence-${newId()}`)
  await plant(begun.draft.id, String(begun.draft.answers['description']), ['holder'])
  for (const [at, one] of [amelie, karim].entries())
    await open(one, ['allocation-famille', 'signalement-chaussee'][at]!)
  const { consultations } = platform
  const day = (more: number) => dayOf(new Date(platform.clock().getTime() + more * 86_400_000))
  const { id: park } = await openPark({ consultations }, day(-1), day(20))
  const contributed = async (who: Person, title: string) =>
    valueOf(await consultations.participate(who, park, idea(title))).id
  const contributions = [await contributed(karim, 'Un banc'), await contributed(meiLin, 'Une lampe')]
  await assembled.ledger.caughtUp()

  const asks = (who: Person | Agent): Visitor => ({
    name: who.id,
    cookie: access.signIn(who.id, platform.clock()),
    key: null,
  })
  const oneOfEach = [...Map.groupBy(access.agents(), ({ organisation }) => organisation).values()]
  const visitors = [
    { name: 'visitor', cookie: null, key: null },
    { name: 'holder', cookie: null, key: told.key },
    { name: 'holder', cookie: null, key: begun.key },
    ...[amelie, karim].map(asks),
    ...oneOfEach.map(([agent]) => asks(agent!)),
  ]
  return {
    ...assembled,
    port: (app.server.address() as AddressInfo).port,
    routes,
    visitors,
    planted,
    digests,
    consultation: { id: park, contributions },
    logged,
    stateOf,
    async close() {
      await assembled.stop()
      await drop()
    },
  }
}

/** The digests under which the stored bytes are not what their name says: none, ever. */
export const alteredContents = async ({ platform: { db } }: House): Promise<string[]> => {
  const rows = await db.query<{ digest: string; bytes: Buffer }>(sql`
    SELECT content.digest, string_agg(content_part.bytes, ''::bytea ORDER BY part) AS bytes
    FROM content LEFT JOIN content_part USING (digest) GROUP BY content.digest`)
  return rows.flatMap(({ digest, bytes }) => (sha256(bytes).toString('hex') === digest ? [] : [digest]))
}
