import { empty, type Queries, sql, type Sql } from '#kernel'
import { searchedOf } from './cleaning.ts'
import type { Consultation, Standing } from './consultation.ts'

/** A consultation as the one door holds it: its id there is that of its stream, and nobody is a party to it. */
export type Held = {
  id: string
  revision: number
  organisation: string
  parties: readonly []
  consultation: Consultation
}

type Row = { id: string; organisation: string; state: Consultation['state']; revision: number; body: Body }
type Body = Omit<Consultation, 'id' | 'organisation' | 'state'>

const consultationOf = ({ id, organisation, state, body }: Row): Consultation => ({
  ...body,
  id,
  organisation,
  state,
})

const bodyOf = (consultation: Consultation): string => {
  const { id: _id, organisation: _organisation, state: _state, ...body } = consultation
  return JSON.stringify(body)
}

const searched = ({ title, topic, themes }: Consultation): string =>
  [title.fr, title.en, topic, ...themes.flatMap((theme) => [theme.title.fr, theme.title.en])]
    .map(searchedOf)
    .join(' ')

/** False when the id is taken. */
export const insertConsultation = async (tx: Queries, one: Consultation): Promise<boolean> => {
  const rows = await tx.query(sql`
    INSERT INTO consultation
      (id, organisation, state, opens_on, closes_on, answered_on, reply_due_on, topic, regions, searched, revision, body)
    VALUES (${one.id}, ${one.organisation}, ${one.state}, ${one.opensOn}::date, ${one.closesOn}::date,
      ${one.answeredOn}::date, ${one.replyDueOn}::date, ${one.topic}, ${one.regions}::text[], ${searched(one)}, 0,
      ${bodyOf(one)}::jsonb)
    ON CONFLICT (id) DO NOTHING RETURNING id`)
  return rows.length > 0
}

export const updateConsultation = (tx: Queries, { consultation: one, revision }: Held): Promise<unknown> =>
  tx.query(sql`
    UPDATE consultation SET state = ${one.state}, opens_on = ${one.opensOn}::date, closes_on = ${one.closesOn}::date,
      answered_on = ${one.answeredOn}::date, reply_due_on = ${one.replyDueOn}::date, topic = ${one.topic},
      regions = ${one.regions}::text[], searched = ${searched(one)}, revision = ${revision},
      body = ${bodyOf(one)}::jsonb
    WHERE id = ${one.id}`)

/** A draft that is given up leaves nothing. */
export const deleteDraft = async (tx: Queries, id: string, organisation: string): Promise<boolean> => {
  const rows = await tx.query(sql`
    DELETE FROM consultation WHERE id = ${id} AND organisation = ${organisation} AND state = 'draft' RETURNING id`)
  return rows.length > 0
}

const COLUMNS = sql`id, organisation, state, revision, body`

/** An address may hold anything, bytes that PostgreSQL refuses too: what is no id of ours is nobody’s. */
const SLUG = /^[a-z0-9-]{1,100}$/

const rowOf = async (db: Queries, where: Sql): Promise<Row | null> => {
  const rows = await db.query<Row>(sql`SELECT ${COLUMNS} FROM consultation ${where}`)
  return rows[0] ?? null
}

/** Locks the row until the transaction ends. */
export const holdConsultation = async (
  tx: Queries,
  id: string,
  streamOf: (id: string) => string,
): Promise<Held | null> => {
  if (!SLUG.test(id)) return null
  const row = await rowOf(tx, sql`WHERE id = ${id} FOR UPDATE`)
  return row && { ...heldAs(row, streamOf) }
}

const heldAs = (row: Row, streamOf: (id: string) => string): Held => ({
  id: streamOf(row.id),
  revision: row.revision,
  organisation: row.organisation,
  parties: [],
  consultation: consultationOf(row),
})

export const findConsultation = async (db: Queries, id: string): Promise<Consultation | null> => {
  if (!SLUG.test(id)) return null
  const row = await rowOf(db, sql`WHERE id = ${id}`)
  return row && consultationOf(row)
}

/** Which consultations of the public register are looked for; an empty text is no filter. */
export type Wanted = {
  organisation: string
  region: string
  topic: string
  standing: Standing | ''
  search: string
}

const standingIs = (standing: Standing | '', today: string): Sql => {
  switch (standing) {
    case '':
      return empty
    case 'upcoming':
      return sql`AND state = 'announced'`
    case 'open':
      return sql`AND state = 'open' AND closes_on >= ${today}::date`
    case 'cancelled':
      return sql`AND state = 'cancelled'`
    case 'answered':
      return sql`AND state = 'closed' AND answered_on IS NOT NULL`
    case 'closed':
      return sql`AND ${isOver(today)} AND answered_on IS NULL AND reply_due_on >= ${today}::date`
    case 'reply-late':
      return sql`AND ${isOver(today)} AND answered_on IS NULL AND reply_due_on < ${today}::date`
  }
}

/** The one whose last day has passed is over, whether its end was written yet or not. */
const isOver = (today: string): Sql =>
  sql`(state = 'closed' OR (state = 'open' AND closes_on < ${today}::date))`

const matching = ({ organisation, region, topic, standing, search }: Wanted, today: string): Sql => {
  const words = searchedOf(search).split(' ').filter(Boolean).slice(0, 8)
  const likes = words.map((word) => sql`AND searched LIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`)
  return sql`
    WHERE state <> 'draft'
      ${organisation ? sql`AND organisation = ${organisation}` : empty}
      ${region ? sql`AND (regions = '{}' OR ${region} = ANY(regions))` : empty}
      ${topic ? sql`AND topic = ${topic}` : empty}
      ${standingIs(standing, today)}
      ${likes.reduce((all, one) => sql`${all} ${one}`, empty)}`
}

/** The public register: open ones first, then what comes, then what is over, the latest first. */
export const listConsultations = async (
  db: Queries,
  wanted: Wanted,
  today: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ consultations: Consultation[]; count: number }> => {
  const rows = await db.query<Row & { count: number }>(sql`
    SELECT ${COLUMNS}, count(*) OVER () AS count FROM consultation ${matching(wanted, today)}
    ORDER BY CASE WHEN state = 'open' AND closes_on >= ${today}::date THEN 0 WHEN state = 'announced' THEN 1 ELSE 2 END,
      CASE WHEN state = 'open' AND closes_on >= ${today}::date THEN closes_on END,
      CASE WHEN state = 'announced' THEN opens_on END, closes_on DESC, id
    LIMIT ${limit} OFFSET ${offset}`)
  if (rows.length === 0 && offset > 0) {
    const [all] = await db.query<{ count: number }>(
      sql`SELECT count(*) AS count FROM consultation ${matching(wanted, today)}`,
    )
    return { consultations: [], count: all!.count }
  }
  return { consultations: rows.map(consultationOf), count: rows[0]?.count ?? 0 }
}

/** Every consultation of an organisation, drafts included, the latest first. */
export const consultationsOf = async (db: Queries, organisation: string): Promise<Consultation[]> => {
  const rows = await db.query<Row>(sql`
    SELECT ${COLUMNS} FROM consultation WHERE organisation = ${organisation} ORDER BY opens_on DESC, id`)
  return rows.map(consultationOf)
}

/** Those that should open today, or should have closed. */
export const turningOn = async (db: Queries, today: string): Promise<{ id: string; state: string }[]> =>
  db.query(sql`
    SELECT id, state FROM consultation
    WHERE (state = 'announced' AND opens_on <= ${today}::date) OR (state = 'open' AND closes_on < ${today}::date)
    ORDER BY id`)

/** The last day on which each organisation told of a consultation of its own, from what is public. */
export const lastTold = (db: Queries): Promise<{ organisation: string; day: string }[]> =>
  db.query(sql`
    SELECT organisation, max(coalesce((body ->> 'toldOn')::date, opens_on)) AS day FROM consultation
    WHERE state <> 'draft' GROUP BY organisation`)
