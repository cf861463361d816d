import { batching, isId, type Queries, sql } from '#kernel'
import type { Notice } from './notice.ts'

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

/** Marks as read, once; a notice of somebody else is not there. */
export const markRead = (db: Queries, person: string, ids: string[], at: Date): Promise<unknown> =>
  db.query(sql`
    INSERT INTO notice_read (person, id, read_at)
    SELECT person, id, ${at} FROM notice WHERE person = ${person} AND id = ANY(${ids.filter(isId)}::uuid[])
    ON CONFLICT (person, id) DO NOTHING`)

/** What was read stays known: the same notice comes back under the same id. */
export const clearNotices = (tx: Queries): Promise<unknown> => tx.query(sql`DELETE FROM notice`)
