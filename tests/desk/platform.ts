import { pino } from 'pino'
import type { Agent, Person } from '#parties'
import { answer, contentOf, type Dossier, remainderOf } from '#dossiers'
import { storeEvidence } from '#documents'
import { newId } from '#kernel'
import { readConfig } from '../../src/config.ts'
import { type Assembled, assemble } from '../../src/main.ts'
import { freshDatabase } from '../support/database.ts'
import { patient } from '../support/patient.ts'
import { CERTIFICATE_ANSWERS, PIXEL, valueOf } from '../support/story.ts'

export type DeskPlatform = Assembled & {
  setTime(instant: string): void
  agent(id: string): Agent
  person(id: string): Person
  /** A birth certificate that this person asked for, filed and on the list. */
  certificateOf(person: Person, more?: Record<string, unknown>): Promise<Dossier>
  /** The page at an address, as this agent or person sees it. */
  get(who: Agent | Person | null, url: string): Promise<Answered>
  post(who: Agent | Person | null, url: string, form?: Record<string, string | string[]>): Promise<Answered>
  cookieOf(who: Agent | Person): string
  close(): Promise<void>
}

export type Answered = { status: number; text: string; location: string; headers: Record<string, unknown> }

/** The whole platform on a database of its own, asked through its pages, at a time that a test sets. */
export const openDesk = async (): Promise<DeskPlatform> => {
  const { db, url, drop } = await freshDatabase({ connections: 12 })
  let instant = new Date('2026-11-23T15:00:00.000Z')
  const clock = () => new Date(instant)
  const config = readConfig({}, { LOG_LEVEL: 'silent' })
  const log = pino({ level: 'silent' })
  const assembled = patient(await assemble({ config, db, url, say: () => {}, log, clock }))
  const { app, platform } = assembled
  const cookieOf = (who: Agent | Person) => `parvis=${platform.access.signIn(who.id, clock())}`
  const ask = async (
    who: Agent | Person | null,
    request: { method: 'GET' | 'POST'; url: string; payload?: string },
  ) => {
    const headers = {
      ...(who && { cookie: cookieOf(who) }),
      ...(request.payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    }
    const answered = await app.inject({ ...request, headers })
    const { statusCode: status, body: text } = answered
    return { status, text, location: String(answered.headers.location ?? ''), headers: answered.headers }
  }
  const found = <T extends { id: string }>(all: readonly T[], id: string): T => {
    const one = all.find((each) => each.id === id)
    if (!one) throw new Error(`nobody is ${id}`)
    return one
  }
  return {
    ...assembled,
    setTime: (at) => void (instant = new Date(at)),
    agent: (id) => found(platform.access.agents(), `agent:${id}`),
    person: (id) => found(platform.access.people(), `person:${id}`),
    async certificateOf(person, more = {}) {
      const here = { actor: person, channel: 'portal', language: 'fr' } as const
      const { dossiers } = platform
      const { dossier } = valueOf(await dossiers.open({ service: 'certificat-naissance', ...here }))
      const stored = valueOf(await storeEvidence(db, PIXEL, clock()))
      const identityEvidence = [{ id: 'piece', name: 'pièce « d’identité ».png', ...stored }]
      const values = { ...CERTIFICATE_ANSWERS, identityEvidence, deliveryName: person.name, ...more }
      const draft = valueOf(await dossiers.perform(answer, dossier.id, { values }, here)).dossier
      const { digest } = contentOf(draft, remainderOf(draft.pinned, draft))
      const filed = valueOf(await dossiers.file({ id: draft.id, key: newId(), digest, here }))
      await platform.settled()
      return filed.dossier
    },
    get: (who, url) => ask(who, { method: 'GET', url }),
    post: (who, url, form = {}) => ask(who, { method: 'POST', url, payload: encoded(form) }),
    cookieOf,
    async close() {
      await assembled.stop()
      await drop()
    },
  }
}

const encoded = (form: Record<string, string | string[]>): string =>
  new URLSearchParams(
    Object.entries(form).flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
  ).toString()
