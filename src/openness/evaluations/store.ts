import { empty, isId, type Queries, sql, type Sql } from '#kernel'
import type { Evaluation, Invitation } from './evaluation.ts'
import type { Improvement } from './improvement.ts'

// ---- Turns and tokens

/** The secret of a day, made by whoever comes first; `isNew` to them alone. */
export const secretOfDay = async (
  db: Queries,
  day: string,
  fresh: Buffer,
): Promise<{ secret: Buffer; isNew: boolean }> => {
  const made = await db.query(sql`
    INSERT INTO evaluation_key (day, secret) VALUES (${day}::date, ${fresh}) ON CONFLICT (day) DO NOTHING RETURNING day`)
  const [row] = await db.query<{ secret: Buffer }>(
    sql`SELECT secret FROM evaluation_key WHERE day = ${day}::date`,
  )
  return { secret: row!.secret, isNew: made.length > 0 }
}

/** Takes the turn of a dossier; answers the day on which it was taken, null once that is forgotten. */
export const takeTurn = async (db: Queries, dossier: string, day: string): Promise<string | null> => {
  await db.query(sql`
    INSERT INTO evaluation_turn (dossier, day) VALUES (${dossier}, ${day}::date) ON CONFLICT (dossier) DO NOTHING`)
  return (await turnOf(db, dossier))!.day
}

export const turnOf = async (db: Queries, dossier: string): Promise<{ day: string | null } | null> => {
  const rows = await db.query<{ day: string | null }>(
    sql`SELECT day FROM evaluation_turn WHERE dossier = ${dossier}`,
  )
  return rows[0] ?? null
}

/** Secrets before a day, the days of the turns taken with them, and invitations of before a month. */
export const forgetBefore = async (tx: Queries, day: string, month: string): Promise<void> => {
  await tx.query(sql`DELETE FROM evaluation_key WHERE day < ${day}::date`)
  // Written together, rows of one day also have one transaction: it tells no order among them.
  await tx.query(sql`UPDATE evaluation_turn SET day = NULL WHERE day < ${day}::date`)
  await tx.query(sql`DELETE FROM evaluation_invitation WHERE month < ${month}`)
}

/** Keeps a token's digest; answers whether it was used. */
export const keepInvitation = async (
  db: Queries,
  hash: Buffer,
  { service, version, end }: Invitation,
  month: string,
): Promise<{ spent: boolean }> => {
  await db.query(sql`
    INSERT INTO evaluation_invitation (hash, service, version, "end", month)
    VALUES (${hash}, ${service}, ${version}, ${end}, ${month}) ON CONFLICT (hash) DO NOTHING`)
  return (await invitationOf(db, hash))!
}

export const invitationOf = async (
  db: Queries,
  hash: Buffer,
): Promise<(Invitation & { spent: boolean }) | null> => {
  const rows = await db.query<Invitation & { spent: boolean }>(sql`
    SELECT service, version, "end", spent FROM evaluation_invitation WHERE hash = ${hash}`)
  return rows[0] ?? null
}

/** Uses a token, once: null when it was used, or is none. */
export const spend = async (tx: Queries, hash: Buffer): Promise<Invitation | null> => {
  const rows = await tx.query<Invitation>(sql`
    UPDATE evaluation_invitation SET spent = true WHERE hash = ${hash} AND NOT spent
    RETURNING service, version, "end"`)
  return rows[0] ?? null
}

// ---- Evaluations

const EVALUATION = sql`id, service, version, "end", day, satisfaction, ease, clarity, online, comment, theme`

export const keepEvaluation = (tx: Queries, one: Evaluation): Promise<unknown> =>
  tx.query(sql`
    INSERT INTO evaluation (id, service, version, "end", day, satisfaction, ease, clarity, online, comment)
    VALUES (${one.id}, ${one.service}, ${one.version}, ${one.end}, ${one.day}::date, ${one.satisfaction}, ${one.ease},
            ${one.clarity}, ${one.online}, ${one.comment})`)

/** Which evaluations a designer looks at; an empty text is no filter. */
export type Wanted = {
  services: readonly string[]
  version: number | null
  end: string
  /** `low` is a satisfaction of 1 or 2, `high` of 4 or 5. */
  mood: string
  /** A theme's id, or `none` for what has no theme yet. */
  theme: string
  /** Only those that say something in their own words. */
  said: boolean
}

const matching = ({ services, version, end, mood, theme, said }: Wanted): Sql => sql`
  WHERE service = ANY(${[...services]}::text[])
    ${said ? sql`AND comment IS NOT NULL` : empty}
    ${version === null ? empty : sql`AND version = ${version}`}
    ${end ? sql`AND "end" = ${end}` : empty}
    ${mood === 'low' ? sql`AND satisfaction <= 2` : mood === 'high' ? sql`AND satisfaction >= 4` : empty}
    ${theme === 'none' ? sql`AND theme IS NULL` : isId(theme) ? sql`AND theme = ${theme}` : empty}`

export const findEvaluations = (
  db: Queries,
  wanted: Wanted,
  page: { limit: number; offset: number },
): Promise<Evaluation[]> =>
  db.query(sql`
    SELECT ${EVALUATION} FROM evaluation ${matching(wanted)}
    ORDER BY day DESC, id LIMIT ${page.limit} OFFSET ${page.offset}`)

/** How many match, counted up to a bound: a list says « 1 000 et plus » rather than read them all. */
export const countEvaluations = async (db: Queries, wanted: Wanted, most: number): Promise<number> => {
  const [row] = await db.query<{ count: number }>(sql`
    SELECT count(*) AS count FROM (SELECT 1 FROM evaluation ${matching(wanted)} LIMIT ${most}) AS bounded`)
  return row!.count
}

export const evaluationsOf = (db: Queries, service: string, ids: readonly string[]): Promise<Evaluation[]> =>
  db.query(sql`
    SELECT ${EVALUATION} FROM evaluation
    WHERE id = ANY(${ids.filter(isId)}::uuid[]) AND service = ${service} ORDER BY day DESC, id`)

/** A comment that a designer takes off for good: the cleaning had left something of somebody. */
export const removeComments = (db: Queries, service: string, ids: readonly string[]): Promise<unknown> =>
  db.query(sql`
    UPDATE evaluation SET comment = NULL WHERE id = ANY(${ids.filter(isId)}::uuid[]) AND service = ${service}`)

// ---- Themes

export type Theme = { id: string; service: string; name: string; count: number }

export const themesOf = (db: Queries, services: readonly string[]): Promise<Theme[]> =>
  db.query(sql`
    SELECT t.id, t.service, t.name, count(e.id) AS count
    FROM evaluation_theme t LEFT JOIN evaluation e ON e.service = t.service AND e.theme = t.id
    WHERE t.service = ANY(${[...services]}::text[]) GROUP BY t.service, t.id ORDER BY t.service, t.name`)

export const keepTheme = (db: Queries, { id, service, name }: Omit<Theme, 'count'>): Promise<unknown> =>
  db.query(sql`
    INSERT INTO evaluation_theme (service, id, name) VALUES (${service}, ${id}, ${name})
    ON CONFLICT (service, id) DO UPDATE SET name = excluded.name`)

export const dropTheme = async (tx: Queries, service: string, id: string): Promise<void> => {
  await tx.query(sql`UPDATE evaluation SET theme = NULL WHERE service = ${service} AND theme = ${id}`)
  await tx.query(sql`DELETE FROM evaluation_theme WHERE service = ${service} AND id = ${id}`)
}

export const putUnder = (
  db: Queries,
  service: string,
  ids: readonly string[],
  theme: string | null,
): Promise<unknown> =>
  db.query(sql`
    UPDATE evaluation SET theme = ${theme} WHERE id = ANY(${ids.filter(isId)}::uuid[]) AND service = ${service}`)

// ---- Improvements

type ImprovementRow = Pick<Improvement, 'id' | 'service' | 'organisation' | 'status' | 'revision'> & {
  body: Omit<Improvement, 'id' | 'service' | 'organisation' | 'status' | 'revision' | 'parties'>
}

const improvementOf = ({ body, ...row }: ImprovementRow): Improvement => ({ ...body, ...row, parties: [] })

const bodyOf = (improvement: Improvement): string => {
  const {
    id: _id,
    service: _s,
    organisation: _o,
    status: _t,
    revision: _r,
    parties: _p,
    ...body
  } = improvement
  return JSON.stringify(body)
}

export const insertImprovement = (db: Queries, one: Improvement): Promise<unknown> =>
  db.query(sql`
    INSERT INTO improvement (id, service, organisation, status, revision, body)
    VALUES (${one.id}, ${one.service}, ${one.organisation}, ${one.status}, ${one.revision}, ${bodyOf(one)}::jsonb)`)

/** Locks the row until the transaction ends. */
export const holdImprovement = async (tx: Queries, id: string): Promise<Improvement | null> =>
  isId(id) ? ((await readImprovements(tx, sql`WHERE id = ${id} FOR UPDATE`))[0] ?? null) : null

export const updateImprovement = (tx: Queries, one: Improvement): Promise<unknown> =>
  tx.query(sql`
    UPDATE improvement SET status = ${one.status}, revision = ${one.revision}, body = ${bodyOf(one)}::jsonb
    WHERE id = ${one.id}`)

export const findImprovement = async (db: Queries, id: string): Promise<Improvement | null> =>
  isId(id) ? ((await readImprovements(db, sql`WHERE id = ${id}`))[0] ?? null) : null

export const improvementsOf = (db: Queries, services: readonly string[]): Promise<Improvement[]> =>
  readImprovements(db, sql`WHERE service = ANY(${[...services]}::text[]) ORDER BY id DESC`)

const readImprovements = async (db: Queries, where: Sql): Promise<Improvement[]> => {
  const rows = await db.query<ImprovementRow>(
    sql`SELECT id, service, organisation, status, revision, body FROM improvement ${where}`,
  )
  return rows.map(improvementOf)
}

// ---- Pages

export type Rating = { id: string; page: string; service: string; day: string; useful: boolean }

/** Keeps a rating once; false when it was there. */
export const keepRating = async (tx: Queries, one: Rating): Promise<boolean> => {
  const rows = await tx.query(sql`
    INSERT INTO page_rating (id, page, service, day, useful)
    VALUES (${one.id}, ${one.page}, ${one.service}, ${one.day}::date, ${one.useful})
    ON CONFLICT (id) DO NOTHING RETURNING id`)
  return rows.length > 0
}

/** What was missing, said once; false when the rating is unknown. */
export const keepMissing = async (db: Queries, id: string, missing: string): Promise<boolean> => {
  await db.query(sql`UPDATE page_rating SET missing = ${missing} WHERE id = ${id} AND missing IS NULL`)
  return (await db.query(sql`SELECT FROM page_rating WHERE id = ${id}`)).length > 0
}

export type Missing = { page: string; service: string; day: string; missing: string }

export const latestMissing = (db: Queries, page: string, most: number): Promise<Missing[]> =>
  db.query(sql`
    SELECT page, service, day, missing FROM page_rating
    WHERE missing IS NOT NULL AND page = ${page} ORDER BY day DESC, id LIMIT ${most}`)

export type PageTally = { page: string; service: string; useful: number; useless: number }

export const pageTally = (db: Queries, from: string): Promise<PageTally[]> =>
  db.query(sql`
    SELECT page, service, coalesce(sum(count) FILTER (WHERE useful), 0)::int8 AS useful,
      coalesce(sum(count) FILTER (WHERE NOT useful), 0)::int8 AS useless
    FROM page_tally WHERE month >= ${from} GROUP BY page, service ORDER BY useless DESC, page, service`)

// ---- Tallies

export type Tally = {
  service: string
  version: number
  end: string
  /** `reached`, `received`, or a question. */
  question: string
  answer: string
  count: number
}

export const addToTally = (tx: Queries, counted: readonly (Tally & { month: string })[]): Promise<unknown> =>
  tx.query(sql`
    INSERT INTO evaluation_tally (service, version, month, "end", question, answer, count)
    SELECT * FROM unnest(
      ${counted.map(({ service }) => service)}::text[],
      ${counted.map(({ version }) => version)}::int[],
      ${counted.map(({ month }) => month)}::text[],
      ${counted.map(({ end }) => end)}::text[],
      ${counted.map(({ question }) => question)}::text[],
      ${counted.map(({ answer }) => answer)}::text[],
      ${counted.map(({ count }) => count)}::bigint[])
    ON CONFLICT (service, version, month, "end", question, answer)
    DO UPDATE SET count = evaluation_tally.count + excluded.count`)

export const addToPages = (
  tx: Queries,
  counted: readonly { page: string; service: string; month: string; useful: boolean; count: number }[],
): Promise<unknown> =>
  tx.query(sql`
    INSERT INTO page_tally (page, service, month, useful, count)
    SELECT * FROM unnest(
      ${counted.map(({ page }) => page)}::text[],
      ${counted.map(({ service }) => service)}::text[],
      ${counted.map(({ month }) => month)}::text[],
      ${counted.map(({ useful }) => useful)}::boolean[],
      ${counted.map(({ count }) => count)}::bigint[])
    ON CONFLICT (page, service, month, useful) DO UPDATE SET count = page_tally.count + excluded.count`)

/** What was counted from a month on, of some services; a few hundred rows at most, however many people answered. */
export const tallyOf = (db: Queries, services: readonly string[], from: string): Promise<Tally[]> =>
  db.query(sql`
    SELECT service, version, "end", question, answer, sum(count)::int8 AS count FROM evaluation_tally
    WHERE service = ANY(${[...services]}::text[]) AND month >= ${from}
    GROUP BY service, version, "end", question, answer`)

export const clearTallies = async (tx: Queries): Promise<void> => {
  await tx.query(sql`DELETE FROM evaluation_tally`)
  await tx.query(sql`DELETE FROM page_tally`)
}
