import { empty, isId, type Queries, sql, type Sql } from '#kernel'
import type { HeldPosting, Posting } from './posting.ts'

const COLUMNS = sql`consultation, id, organisation, parent, theme, region, channel, people, language, name, title, text,
  attachments, day, state, rule, appealed, reviewed, reports, supports, comments, history`

/** Locks the row until the transaction ends. */
export const holdPosting = async (
  tx: Queries,
  consultation: string,
  id: string,
): Promise<HeldPosting | null> => {
  if (!isId(id)) return null
  const rows = await tx.query<Posting & { author: string | null; revision: number }>(sql`
    SELECT ${COLUMNS}, author, revision FROM contribution
    WHERE consultation = ${consultation} AND id = ${id} FOR UPDATE`)
  const [row] = rows
  if (!row) return null
  const { author, revision, ...posting } = row
  return {
    id,
    revision,
    organisation: posting.organisation,
    parties: [],
    posting,
    author,
    was: posting.theme,
  }
}

export const updatePosting = (tx: Queries, { posting, revision }: HeldPosting): Promise<unknown> =>
  tx.query(sql`
    UPDATE contribution SET state = ${posting.state}, rule = ${posting.rule}, theme = ${posting.theme},
      appealed = ${posting.appealed}, reviewed = ${posting.reviewed}, revision = ${revision},
      history = ${JSON.stringify(posting.history)}::jsonb
    WHERE consultation = ${posting.consultation} AND id = ${posting.id}`)

/** Comments stand under the theme of what they are about. */
export const moveComments = (
  tx: Queries,
  consultation: string,
  parent: string,
  theme: string,
): Promise<unknown> =>
  tx.query(sql`
    UPDATE contribution SET theme = ${theme} WHERE consultation = ${consultation} AND parent = ${parent}`)

/** Which contributions of a consultation a moderator looks at; an empty text is no filter. */
export type Queue = {
  show: 'to-review' | 'reported' | 'appealed' | 'hidden' | 'all'
  theme: string
  region: string
  channel: string
  search: string
}

const matching = (consultation: string, { show, theme, region, channel, search }: Queue): Sql => {
  const shown = {
    'to-review': sql`AND NOT reviewed AND state = 'shown'`,
    reported: sql`AND reports > 0 AND NOT reviewed`,
    appealed: sql`AND appealed`,
    hidden: sql`AND state = 'hidden'`,
    all: empty,
  }[show]
  return sql`
    WHERE consultation = ${consultation} ${shown}
      ${theme ? sql`AND theme = ${theme}` : empty} ${region ? sql`AND region = ${region}` : empty}
      ${channel ? sql`AND channel = ${channel}` : empty}
      ${search ? sql`AND (title ILIKE ${likeOf(search)} OR text ILIKE ${likeOf(search)})` : empty}`
}

const likeOf = (search: string): string => `%${search.slice(0, 100).replace(/[\\%_]/g, '\\$&')}%`

export const queueOf = (
  db: Queries,
  consultation: string,
  queue: Queue,
  { limit, offset }: { limit: number; offset: number },
): Promise<Posting[]> =>
  db.query<Posting>(sql`
    SELECT ${COLUMNS} FROM contribution ${matching(consultation, queue)}
    ORDER BY reports DESC, day, id LIMIT ${limit} OFFSET ${offset}`)

/** Counted up to a bound: a list says « 1 000 et plus » rather than read them all. */
export const countQueue = async (
  db: Queries,
  consultation: string,
  queue: Queue,
  most: number,
): Promise<number> => {
  const [row] = await db.query<{ count: number }>(sql`
    SELECT count(*) AS count
    FROM (SELECT 1 FROM contribution ${matching(consultation, queue)} LIMIT ${most}) AS bounded`)
  return row!.count
}

/** How much waits for a moderator, of each consultation of an organisation. */
export const waitingOf = (
  db: Queries,
  organisation: string,
): Promise<{ consultation: string; toReview: number; reported: number; appealed: number }[]> =>
  db.query(sql`
    SELECT consultation, count(*) FILTER (WHERE NOT reviewed AND state = 'shown') AS "toReview",
      count(*) FILTER (WHERE reports > 0 AND NOT reviewed AND state = 'shown') AS reported,
      count(*) FILTER (WHERE appealed) AS appealed
    FROM contribution WHERE organisation = ${organisation} AND (appealed OR NOT reviewed)
    GROUP BY consultation`)

export const findPosting = async (db: Queries, consultation: string, id: string): Promise<Posting | null> => {
  if (!isId(id)) return null
  const rows = await db.query<Posting>(sql`
    SELECT ${COLUMNS} FROM contribution WHERE consultation = ${consultation} AND id = ${id}`)
  return rows[0] ?? null
}

/** Why people reported it: never who. */
export const reportsOf = (
  db: Queries,
  consultation: string,
  id: string,
): Promise<{ rule: string; words: string; day: string }[]> =>
  db.query(sql`
    SELECT rule, words, day FROM consultation_report WHERE consultation = ${consultation} AND contribution = ${id}
    ORDER BY day DESC, rule LIMIT 100`)

/** The voice that wrote something, to know whether whoever appeals is its author. */
export const voiceOf = async (tx: Queries, consultation: string, id: string): Promise<Buffer | null> => {
  const rows = await tx.query<{ voice: Buffer | null }>(sql`
    SELECT voice FROM contribution WHERE consultation = ${consultation} AND id = ${id}`)
  return rows[0]?.voice ?? null
}

/** Texts that people wrote in a questionnaire, for those who answer: without region or day, in an order that tells nothing. */
export const textsOf = (
  db: Queries,
  consultation: string,
  question: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ id: string; text: string; channel: string }[]> =>
  db.query(sql`
    SELECT id, answers #>> ARRAY[${question}::text, '0'] AS text, channel FROM consultation_answer
    WHERE consultation = ${consultation} AND answers ? ${question}
    ORDER BY id LIMIT ${limit} OFFSET ${offset}`)
