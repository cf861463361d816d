import { type Queries, sql } from '#kernel'
import type { Notice } from './notice.ts'

export const keepNotice = (tx: Queries, notice: Omit<Notice, 'readAt'>): Promise<unknown> =>
  tx.query(sql`
    INSERT INTO notice (person, id, dossier, service, version, number, kind, details, at)
    VALUES (${notice.person}, ${notice.id}, ${notice.dossier}, ${notice.service}, ${notice.version}, ${notice.number},
      ${notice.kind}, ${JSON.stringify(notice.details)}, ${notice.at})
    ON CONFLICT (person, id) DO NOTHING`)

/** A person’s inbox, the newest first. */
export const inbox = (
  db: Queries,
  person: string,
  page: { limit: number; offset: number },
): Promise<Notice[]> =>
  db.query<Notice>(sql`
    SELECT person, id, dossier, service, version, number, kind, details, at, read_at AS "readAt"
    FROM notice WHERE person = ${person} ORDER BY at DESC, id DESC LIMIT ${page.limit} OFFSET ${page.offset}`)

export const countInbox = async (db: Queries, person: string): Promise<{ all: number; unread: number }> => {
  const [row] = await db.query<{ all: number; unread: number }>(sql`
    SELECT count(*) AS all, count(*) FILTER (WHERE read_at IS NULL) AS unread FROM notice WHERE person = ${person}`)
  return row!
}

/** Marks as read; a notice of somebody else is not there. */
export const markRead = (db: Queries, person: string, ids: string[], at: Date): Promise<unknown> =>
  db.query(sql`
    UPDATE notice SET read_at = ${at} WHERE person = ${person} AND id = ANY(${ids}::uuid[]) AND read_at IS NULL`)

export const clearNotices = (tx: Queries): Promise<unknown> => tx.query(sql`DELETE FROM notice`)
