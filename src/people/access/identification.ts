import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Actor, Agent, Person } from '#parties'

/**
 * Who is at the other end of a request. One interface: today the demonstration's personas, later real authentication
 * (OpenID Connect), without any page knowing the difference.
 */
export type Identification = {
  /** The actor that this token names, or null: no token, altered, expired, or a persona that is gone. */
  whoIs(token: string | undefined, now: Date): Person | Agent | null
  /**
   * The token of a session that goes on: a person at work is not put out in the middle of a page. Null while the one
   * they have is fresh, and once the session has lasted `LONGEST_SESSION_MS`.
   */
  renew(token: string, now: Date): string | null
  /** A token for the persona, or null when there is none of this id. */
  signIn(id: string, now: Date): string | null
  /** Whom a visitor may be: the persona picker’s lists. */
  people(): readonly Persona[]
  agents(): readonly Agent[]
}

/** Somebody invented to sign in as. */
export type Persona = Person & { about: { fr: string; en: string } }

/** A session ends after this long without a page. */
export const SESSION_MS = 8 * 60 * 60 * 1000
/** However busy, it ends after a day. */
export const LONGEST_SESSION_MS = 24 * 60 * 60 * 1000
/** A token is renewed when it is this old. */
const RENEWAL_MS = 30 * 60 * 1000
/** Tokens whose mark was found good are not verified at each page; what they say of their end is read each time. */
const MOST_KNOWN = 2_000

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
  const tokenOf = ({ id, since, until }: Session): string => {
    const claim = `${id}.${since}.${until}`
    return `${claim}.${seal(claim).toString('base64url')}`
  }
  const verified = (token: string): Session | null => {
    const [id, since, until, mark, more] = token.split('.')
    if (!id || !since || !until || !mark || more !== undefined) return null
    const given = Buffer.from(mark, 'base64url')
    const expected = seal(`${id}.${since}.${until}`)
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
    return { id, since: Number(since), until: Number(until) }
  }
  const known = new Map<string, Session>()
  const read = (token: string | undefined, now: Date): Session | null => {
    if (!token) return null
    const session = known.get(token) ?? verified(token)
    if (!session || session.until <= now.getTime()) return null
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(token, session)
    return session
  }
  return {
    whoIs(token, now) {
      const session = read(token, now)
      return session && (everybody.get(session.id) ?? null)
    },
    renew(token, now) {
      const session = read(token, now)
      if (!session || session.until - now.getTime() > SESSION_MS - RENEWAL_MS) return null
      const until = Math.min(now.getTime() + SESSION_MS, session.since + LONGEST_SESSION_MS)
      return until > session.until ? tokenOf({ ...session, until }) : null
    },
    signIn(id, now) {
      if (!everybody.has(id)) return null
      return tokenOf({ id, since: now.getTime(), until: now.getTime() + SESSION_MS })
    },
    people: () => people,
    agents: () => agents,
  }
}

/** Since when and until when, in milliseconds of the epoch. */
type Session = { id: string; since: number; until: number }

/** Nobody can sign in: an installation without the demonstration, until it has an identity provider. */
export const noIdentification: Identification = {
  whoIs: () => null,
  renew: () => null,
  signIn: () => null,
  people: () => [],
  agents: () => [],
}

export const isAgent = (actor: Actor | null): actor is Agent => actor?.kind === 'agent'
export const isPerson = (actor: Actor | null): actor is Person => actor?.kind === 'person'
