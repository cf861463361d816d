import { isId, type Queries, sql } from '#kernel'
import { type Mail, type MailState, mailIdOf, type NewMail } from './mail.ts'

const COLUMNS = sql`person, id, kind, address, language, content, state, attempts, made_at AS "madeAt", until`

/** Each once: asked for again (a list that is rebuilt), it is already there. */
export const queueMail = async (tx: Queries, mails: readonly NewMail[]): Promise<void> => {
  if (mails.length === 0) return
  await tx.query(sql`
    INSERT INTO mail (person, id, kind, address, language, content, state, attempts, made_at, ready_at, until)
    SELECT person, id, kind, address, language, content, 'queued', 0, made_at, made_at, until
    FROM unnest(
      ${mails.map(({ person }) => person)}::text[],
      ${mails.map(({ person, id }) => mailIdOf(person, id))}::uuid[],
      ${mails.map(({ kind }) => kind)}::text[],
      ${mails.map(({ address }) => address)}::text[],
      ${mails.map(({ language }) => language)}::text[],
      ${mails.map(({ content }) => JSON.stringify(content))}::jsonb[],
      ${mails.map(({ at }) => at)}::timestamptz[],
      ${mails.map(({ until }) => until)}::timestamptz[]
    ) AS given (person, id, kind, address, language, content, made_at, until)
    ON CONFLICT (person, id) DO NOTHING`)
}

type Key = Pick<Mail, 'person' | 'id'>

const keys = (mails: readonly Key[]) => sql`
  ${mails.map(({ person }) => person)}::text[], ${mails.map(({ id }) => id)}::uuid[]`

/** Some of what is ready, any of it: processes that look at the same moment seldom want the same. */
export const readyMail = (db: Queries, now: Date, limit: number): Promise<Mail[]> =>
  db.query<Mail>(sql`
    SELECT ${COLUMNS} FROM mail WHERE state = 'queued' AND ready_at <= ${now} ORDER BY ready_at LIMIT ${limit}`)

/** Takes them by key until the lease ends; one that somebody else took since it was read is not among the answered. */
export const takeMail = async (
  db: Queries,
  mails: readonly Mail[],
  { now, until }: { now: Date; until: Date },
): Promise<Mail[]> => {
  const rows = await db.query<Key>(sql`
    UPDATE mail SET ready_at = ${until}, attempts = mail.attempts + 1
    FROM unnest(${keys(mails)}, ${mails.map(({ attempts }) => attempts)}::int[]) AS given (person, id, attempts)
    WHERE mail.person = given.person AND mail.id = given.id AND mail.attempts = given.attempts
      AND state = 'queued' AND ready_at <= ${now}
    RETURNING mail.person, mail.id`)
  const taken = new Set(rows.map(({ id }) => id))
  return mails.filter(({ id }) => taken.has(id)).map((mail) => ({ ...mail, attempts: mail.attempts + 1 }))
}

/** Nobody tried them after all: they are ready again, as if they had not been taken. */
export const giveBack = async (db: Queries, mails: readonly Mail[], now: Date): Promise<void> => {
  if (mails.length === 0) return
  await db.query(sql`
    UPDATE mail SET ready_at = ${now}, attempts = mail.attempts - 1
    FROM unnest(${keys(mails)}, ${mails.map(({ attempts }) => attempts)}::int[]) AS given (person, id, attempts)
    WHERE mail.person = given.person AND mail.id = given.id AND mail.attempts = given.attempts AND state = 'queued'`)
}

export const postpone = (db: Queries, { person, id }: Key, readyAt: Date, error: string): Promise<unknown> =>
  db.query(sql`
    UPDATE mail SET ready_at = ${readyAt}, last_error = ${error}
    WHERE person = ${person} AND id = ${id} AND state = 'queued'`)

/** What a reminder is about and whose it is, once it was taken. */
export type Delivered = { person: string; deadline: string }

/** The next server took them; answers the reminders among them. */
export const keepAccepted = async (tx: Queries, mails: readonly Key[], at: Date): Promise<Delivered[]> => {
  const rows = await tx.query<{ person: string; deadline: string | null }>(sql`
    UPDATE mail SET state = 'accepted', ended_at = ${at}, last_error = NULL
    FROM unnest(${keys(mails)}) AS given (person, id)
    WHERE mail.person = given.person AND mail.id = given.id AND state = 'queued'
    RETURNING mail.person, CASE WHEN kind = 'reminders' THEN content #>> '{details,of}' END AS deadline`)
  return rows.flatMap(({ person, deadline }) => (isId(deadline) ? [{ person, deadline }] : []))
}

export const endMail = (
  db: Queries,
  { person, id }: Key,
  end: { state: Exclude<MailState, 'queued' | 'accepted'>; at: Date; error: string | null },
): Promise<unknown> =>
  db.query(sql`
    UPDATE mail SET state = ${end.state}, ended_at = ${end.at}, last_error = ${end.error}
    WHERE person = ${person} AND id = ${id}`)

/** The person wants none of this kind: what waits does not leave. */
export const cancelMail = (tx: Queries, person: string, kind: string, at: Date): Promise<unknown> =>
  tx.query(sql`
    UPDATE mail SET state = 'cancelled', ended_at = ${at}
    WHERE person = ${person} AND kind = ${kind} AND state = 'queued'`)

/** The address receives nothing: what waits for it would only be refused again. */
export const cancelTo = (tx: Queries, person: string, address: string, at: Date): Promise<unknown> =>
  tx.query(sql`
    UPDATE mail SET state = 'cancelled', ended_at = ${at}
    WHERE person = ${person} AND address = ${address} AND state = 'queued'`)

export const findMail = async (
  db: Queries,
  id: string,
): Promise<(Mail & { endedAt: Date | null }) | null> => {
  const [row] = isId(id)
    ? await db.query<Mail & { endedAt: Date | null }>(sql`
        SELECT ${COLUMNS}, ended_at AS "endedAt" FROM mail WHERE id = ${id}`)
    : []
  return row ?? null
}

/** What became of messages, by their id; one that was never asked for is not in it. */
export const mailStates = async (
  db: Queries,
  mails: readonly Key[],
): Promise<Map<string, { state: MailState; endedAt: Date | null }>> => {
  const rows = await db.query<{ id: string; state: MailState; endedAt: Date | null }>(sql`
    SELECT mail.id, state, ended_at AS "endedAt" FROM mail
    JOIN unnest(${keys(mails)}) AS given (person, id) ON mail.person = given.person AND mail.id = given.id`)
  return new Map(rows.map(({ id, ...its }) => [id, its]))
}

/** A message that was given up: never its address, nor what it says. */
export type DeadMail = { id: string; kind: string; attempts: number; error: string | null; at: Date }

export const deadMail = (db: Queries, limit: number): Promise<DeadMail[]> =>
  db.query<DeadMail>(sql`
    SELECT id, kind, attempts, last_error AS error, ended_at AS at FROM mail
    WHERE state = 'dead' ORDER BY ended_at DESC LIMIT ${limit}`)

/** Puts back in the queue what was given up and may still be of use; answers how many. */
export const reviveDead = async (db: Queries, now: Date): Promise<number> => {
  const rows = await db.query(sql`
    UPDATE mail SET state = 'queued', ready_at = ${now}, attempts = 0, ended_at = NULL
    WHERE state = 'dead' AND until > ${now} RETURNING id`)
  return rows.length
}

/** How many wait to leave, and how many were given up. */
export const countMail = async (db: Queries): Promise<{ queued: number; dead: number }> => {
  const [row] = await db.query<{ queued: number; dead: number }>(sql`
    SELECT (SELECT count(*) FROM mail WHERE state = 'queued') AS queued,
           (SELECT count(*) FROM mail WHERE state = 'dead') AS dead`)
  return row!
}
