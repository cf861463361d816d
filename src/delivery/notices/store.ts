import { batching, isId, type Queries, sql } from '#kernel'
import { CONSULTATION_NOTICES, type Notice } from './notice.ts'
import type { Preferences } from './preferences.ts'

export const keepNotices = async (tx: Queries, notices: Omit<Notice, 'readAt'>[]): Promise<void> => {
  if (notices.length === 0) return
  await tx.query(sql`
    INSERT INTO notice (person, id, dossier, service, version, number, kind, details, at)
    SELECT * FROM unnest(
      ${notices.map(({ person }) => person)}::text[],
      ${notices.map(({ id }) => id)}::uuid[],
      ${notices.map(({ dossier }) => dossier)}::uuid[],
      ${notices.map(({ service }) => service)}::text[],
      ${notices.map(({ version }) => version)}::int[],
      ${notices.map(({ number }) => number)}::text[],
      ${notices.map(({ kind }) => kind)}::text[],
      ${notices.map(({ details }) => JSON.stringify(details))}::jsonb[],
      ${notices.map(({ at }) => at)}::timestamptz[])
    ON CONFLICT (person, id) DO NOTHING`)
}

/** A person’s inbox, the newest first. */
export const inbox = (
  db: Queries,
  person: string,
  page: { limit: number; offset: number },
): Promise<Notice[]> =>
  db.query<Notice>(sql`
    SELECT person, id, dossier, service, version, number, kind, details, at, read_at AS "readAt"
    FROM notice LEFT JOIN notice_read USING (person, id)
    WHERE person = ${person} ORDER BY at DESC, id DESC LIMIT ${page.limit} OFFSET ${page.offset}`)

export const countInbox = async (db: Queries, person: string): Promise<{ all: number; unread: number }> => {
  const [row] = await db.query<{ all: number; unread: number }>(sql`
    SELECT count(*) AS all, count(*) FILTER (WHERE read_at IS NULL) AS unread
    FROM notice LEFT JOIN notice_read USING (person, id) WHERE person = ${person}`)
  return row!
}

/** How many each person has not read: pages that are asked for at the same moment count in one statement. */
export const unreadTogether = (db: Queries): ((person: string) => Promise<number>) =>
  batching<string, number>(
    async (people) => {
      const rows = await db.query<{ person: string; unread: number }>(sql`
        SELECT person, count(*) AS unread FROM notice LEFT JOIN notice_read USING (person, id)
        WHERE person = ANY(${[...new Set(people)]}::text[]) AND read_at IS NULL GROUP BY person`)
      const counts = new Map(rows.map(({ person, unread }) => [person, unread]))
      return people.map((person) => counts.get(person) ?? 0)
    },
    { enough: 16, lateMs: 20, isPoison: () => false },
  )

/** Marks as read what was not; answers the deadlines of the reminders among them. */
export const keepRead = async (tx: Queries, person: string, ids: string[], at: Date): Promise<string[]> => {
  const rows = await tx.query<{ deadline: string }>(sql`
    WITH marked AS (
      INSERT INTO notice_read (person, id, read_at)
      SELECT person, id, ${at} FROM notice WHERE person = ${person} AND id = ANY(${ids}::uuid[])
      ON CONFLICT (person, id) DO NOTHING
      RETURNING id
    )
    SELECT details ->> 'of' AS deadline FROM notice
    WHERE person = ${person} AND kind = 'reminder.due' AND id IN (SELECT id FROM marked)`)
  return [...new Set(rows.map(({ deadline }) => deadline).filter(isId))]
}

/**
 * What was read stays known: the same notice comes back under the same id. What consultations told stays, since the ledger
 * does not know to whom.
 */
export const clearNotices = (tx: Queries): Promise<unknown> =>
  tx.query(sql`DELETE FROM notice WHERE kind <> ALL(${[...CONSULTATION_NOTICES]}::text[])`)

const PREFERENCES = sql`person, means, language, without, address, failed_at AS "failedAt", since`

export const findPreferences = async (db: Queries, person: string): Promise<Preferences | null> => {
  const [row] = await db.query<Preferences>(sql`
    SELECT ${PREFERENCES} FROM preference WHERE person = ${person}`)
  return row ?? null
}

/** Of those among many who said something. */
export const preferencesAmong = async (
  db: Queries,
  people: readonly string[],
): Promise<Map<string, Preferences>> => {
  if (people.length === 0) return new Map()
  const rows = await db.query<Preferences>(sql`
    SELECT ${PREFERENCES} FROM preference WHERE person = ANY(${[...new Set(people)]}::text[])`)
  return new Map(rows.map((row) => [row.person, row]))
}

export const keepPreferences = (
  tx: Queries,
  { person, means, language, without, address, failedAt, since }: Preferences,
): Promise<unknown> =>
  tx.query(sql`
    INSERT INTO preference (person, means, language, without, address, failed_at, since)
    VALUES (${person}, ${means}, ${language}, ${without}, ${address}, ${failedAt}, ${since})
    ON CONFLICT (person) DO UPDATE SET means = excluded.means, language = excluded.language,
      without = excluded.without, address = excluded.address, failed_at = excluded.failed_at, since = excluded.since`)

/** The address receives nothing: said of it only while it is still the one in use. True when it was not known yet. */
export const keepFailure = async (
  tx: Queries,
  person: string,
  address: string,
  at: Date,
): Promise<boolean> => {
  const rows = await tx.query(sql`
    UPDATE preference SET failed_at = ${at}
    WHERE person = ${person} AND address = ${address} AND failed_at IS NULL RETURNING person`)
  return rows.length > 0
}

/** One choice of a person at a time: what they may ask for in a day is counted. */
export const holdPreferences = (tx: Queries, person: string): Promise<unknown> =>
  tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`preferences of ${person}`}, 7423))`)

export type Confirmation = { address: string; askedAt: Date; expiresAt: Date; usedAt: Date | null }

export const keepConfirmation = (
  tx: Queries,
  its: Omit<Confirmation, 'usedAt'> & { person: string; id: string },
): Promise<unknown> =>
  tx.query(sql`
    INSERT INTO address_confirmation (person, id, address, asked_at, expires_at)
    VALUES (${its.person}, ${its.id}, ${its.address}, ${its.askedAt}, ${its.expiresAt})`)

export const findConfirmation = async (
  db: Queries,
  person: string,
  id: string,
): Promise<Confirmation | null> => {
  const [row] = isId(id)
    ? await db.query<Confirmation>(sql`
        SELECT address, asked_at AS "askedAt", expires_at AS "expiresAt", used_at AS "usedAt"
        FROM address_confirmation WHERE person = ${person} AND id = ${id}`)
    : []
  return row ?? null
}

/** What was asked for before and is not `address` can be confirmed no more. */
export const endConfirmations = (
  tx: Queries,
  person: string,
  address: string | null,
  at: Date,
): Promise<unknown> =>
  tx.query(sql`
    UPDATE address_confirmation SET expires_at = ${at}
    WHERE person = ${person} AND used_at IS NULL AND expires_at > ${at} AND address IS DISTINCT FROM ${address}`)

/** Whoever comes first uses it. */
export const useConfirmation = async (
  tx: Queries,
  person: string,
  id: string,
  at: Date,
): Promise<boolean> => {
  const rows = await tx.query(sql`
    UPDATE address_confirmation SET used_at = ${at}
    WHERE person = ${person} AND id = ${id} AND used_at IS NULL RETURNING id`)
  return rows.length > 0
}

/** The last address that was asked to be confirmed, unless it was or its time is over. */
export const lastAsked = async (
  db: Queries,
  person: string,
  now: Date,
): Promise<{ id: string; address: string } | null> => {
  const [row] = await db.query<{ id: string; address: string; waits: boolean }>(sql`
    SELECT id, address, used_at IS NULL AND expires_at > ${now} AS waits FROM address_confirmation
    WHERE person = ${person} ORDER BY asked_at DESC, id DESC LIMIT 1`)
  return row?.waits ? row : null
}

export const countAsked = async (tx: Queries, person: string, since: Date): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(sql`
    SELECT count(*) AS count FROM address_confirmation WHERE person = ${person} AND asked_at > ${since}`)
  return row!.count
}
