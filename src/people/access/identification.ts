import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Actor, Agent, Person } from '#parties'

/**
 * Who is at the other end of a request. One interface: today the demonstration's personas, later real authentication
 * (OpenID Connect), without any page knowing the difference.
 */
export type Identification = {
  /** The actor that this token names, or null: no token, altered, expired, or a persona that is gone. */
  whoIs(token: string | undefined, now: Date): Person | Agent | null
  /** A token for the persona, or null when there is none of this id. */
  signIn(id: string, now: Date): string | null
  /** Whom a visitor may be: the persona picker’s lists. */
  people(): readonly Persona[]
  agents(): readonly Agent[]
}

/** Somebody invented to sign in as. */
export type Persona = Person & { about: { fr: string; en: string } }

/** A session lasts a working day. */
export const SESSION_MS = 8 * 60 * 60 * 1000

/**
 * The demonstration’s identification: a visitor picks a persona and carries a token signed with the platform’s secret.
 * No state on the server, so that any process may answer the next request.
 */
export const personaIdentification = (
  secret: Buffer,
  people: readonly Persona[],
  agents: readonly Agent[],
): Identification => {
  const everybody = new Map<string, Person | Agent>([...people, ...agents].map((actor) => [actor.id, actor]))
  const seal = (text: string) => createHmac('sha256', secret).update(`session ${text}`).digest()
  return {
    whoIs(token, now) {
      const [id, expires, mark, more] = token?.split('.') ?? []
      if (!id || !expires || !mark || more !== undefined) return null
      const given = Buffer.from(mark, 'base64url')
      const expected = seal(`${id}.${expires}`)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
      return Number(expires) > now.getTime() ? (everybody.get(id) ?? null) : null
    },
    signIn(id, now) {
      if (!everybody.has(id)) return null
      const claim = `${id}.${now.getTime() + SESSION_MS}`
      return `${claim}.${seal(claim).toString('base64url')}`
    },
    people: () => people,
    agents: () => agents,
  }
}

/** Nobody can sign in: an installation without the demonstration, until it has an identity provider. */
export const noIdentification: Identification = {
  whoIs: () => null,
  signIn: () => null,
  people: () => [],
  agents: () => [],
}

export const isAgent = (actor: Actor | null): actor is Agent => actor?.kind === 'agent'
export const isPerson = (actor: Actor | null): actor is Person => actor?.kind === 'person'
