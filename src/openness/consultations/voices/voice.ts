import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { type Database, openTokens, type Queries, type Tokens } from '#kernel'
import type { Event } from '#ledger'
import type { ConsultationEvent } from '../events.ts'
import { keyOf, makeKey } from './store.ts'

/**
 * A person as one consultation knows them: a digest under a secret of that consultation, which is destroyed some time
 * after it. The same person has another voice in each consultation.
 */
export type Voice = {
  voice: Buffer
  /** The person, sealed for one contribution: only to tell them what became of it. */
  seal(contribution: string): string
  /** An id that the same voice gets again for the same form. */
  idFor(key: string): string
}

export type Voices = {
  /** The voice of a person in a consultation; null when nobody took part, or once its secret is destroyed. */
  find(db: Queries, consultation: string, person: string): Promise<Voice | null>
  /** The same, making the consultation’s secret when there is none yet. */
  make(db: Database, consultation: string, person: string): Promise<Voice>
  /** The person who wrote a contribution; null once the secret is destroyed. */
  authorOf(db: Queries, consultation: string, contribution: string, sealed: string): Promise<string | null>
}

export const openVoices = (secret: Buffer): Voices => {
  const find: Voices['find'] = async (db, consultation, person) => {
    const key = await keyOf(db, consultation)
    return key && voiceOf(secret, key, consultation, person)
  }
  return {
    find,
    async make(db, consultation, person) {
      await makeKey(db, consultation, randomBytes(32))
      return (await find(db, consultation, person))!
    },
    async authorOf(db, consultation, contribution, sealed) {
      const key = await keyOf(db, consultation)
      const claim = key && sealing(secret, key).open(sealed)
      return claim?.[0] === contribution ? (claim[1] ?? null) : null
    },
  }
}

const digest = (secret: Buffer, key: Buffer, ...words: string[]): Buffer =>
  createHmac('sha256', secret).update(key).update(JSON.stringify(words)).digest()

const sealing = (secret: Buffer, key: Buffer): Tokens => openTokens(digest(secret, key, 'author'))

const voiceOf = (secret: Buffer, key: Buffer, consultation: string, person: string): Voice => {
  const voice = digest(secret, key, 'voice', consultation, person)
  return {
    voice,
    seal: (contribution) => sealing(secret, key).seal(contribution, person),
    idFor: (form) => randomLike(digest(secret, voice, 'form', form)),
  }
}

/** As random as a UUID version 4, so that it tells nothing of when it was made. */
export const randomLike = (bytes: Buffer): string => {
  const its = Buffer.from(bytes.subarray(0, 16))
  its[6] = (its[6]! & 0x0f) | 0x40
  its[8] = (its[8]! & 0x3f) | 0x80
  const hex = its.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** An event by nobody: no actor, the beginning of the day for its time, a stream of its own unless it is one that can be said. */
export const anonymous = (
  kind: ConsultationEvent,
  body: Event['body'],
  day: string,
  {
    stream = randomUUID(),
    seq = 1,
    actor = 'anonymous',
  }: { stream?: string; seq?: number; actor?: string } = {},
): Event => ({
  stream,
  seq,
  id: randomUUID(),
  kind,
  body,
  measure: null,
  actor,
  channel: actor === 'anonymous' ? 'portal' : 'desk',
  at: new Date(`${day}T05:00:00.000Z`),
})
