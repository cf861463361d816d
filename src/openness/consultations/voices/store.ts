import { isId, type Queries, sql } from '#kernel'
import type { Attachment } from '../consultation.ts'
import type { Channel, Contribution } from '../contribution.ts'
import type { Answers } from '../questions.ts'

/*
 * Everything that is kept of what voices do: one thing, though long, since a voice is held first and whatever it writes is
 * written in the same transaction.
 */

// ---- Secrets and voices

export const makeKey = (db: Queries, consultation: string, fresh: Buffer): Promise<unknown> =>
  db.query(sql`
    INSERT INTO consultation_key (consultation, secret) SELECT ${consultation}::text, ${fresh}::bytea
    WHERE NOT EXISTS (SELECT FROM consultation_key WHERE consultation = ${consultation})
    ON CONFLICT (consultation) DO NOTHING`)

export const keyOf = async (db: Queries, consultation: string): Promise<Buffer | null> => {
  const rows = await db.query<{ secret: Buffer }>(
    sql`SELECT secret FROM consultation_key WHERE consultation = ${consultation}`,
  )
  return rows[0]?.secret ?? null
}

/** The consultations in which somebody may have taken part whom we can still recognise. */
export const consultationsWithKeys = async (db: Queries): Promise<string[]> =>
  (await db.query<{ consultation: string }>(sql`SELECT consultation FROM consultation_key ORDER BY 1`)).map(
    ({ consultation }) => consultation,
  )

/**
 * Counts so much to a voice, and holds it until the transaction ends: of two acts of one voice at the same moment, one
 * waits. Null when it did as much as a day allows; `isNew` the first time it takes part.
 */
export const chargeVoice = async (
  tx: Queries,
  at: { consultation: string; voice: Buffer; day: string },
  weight: number,
  most: number,
): Promise<{ isNew: boolean } | null> => {
  const made = await tx.query(sql`
    INSERT INTO consultation_voice (consultation, voice, day, acts)
    VALUES (${at.consultation}, ${at.voice}, ${at.day}::date, ${weight})
    ON CONFLICT (consultation, voice) DO NOTHING RETURNING acts`)
  if (made.length > 0) return { isNew: true }
  const rows = await tx.query(sql`
    UPDATE consultation_voice SET day = ${at.day}::date,
      acts = CASE WHEN day = ${at.day}::date THEN acts ELSE 0 END + ${weight}
    WHERE consultation = ${at.consultation} AND voice = ${at.voice}
      AND NOT (day = ${at.day}::date AND acts + ${weight} > ${most})
    RETURNING acts`)
  return rows.length > 0 ? { isNew: false } : null
}

// ---- Drafts

export const keepDraft = (
  db: Queries,
  at: { consultation: string; voice: Buffer; kind: string },
  body: unknown,
  now: Date,
): Promise<unknown> =>
  db.query(sql`
    INSERT INTO consultation_draft (consultation, voice, kind, body, saved_at)
    VALUES (${at.consultation}, ${at.voice}, ${at.kind}, ${JSON.stringify(body)}::jsonb, ${now})
    ON CONFLICT (consultation, voice, kind) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`)

export const findDraft = async <T>(
  db: Queries,
  at: { consultation: string; voice: Buffer; kind: string },
): Promise<{ body: T; savedAt: Date } | null> => {
  const rows = await db.query<{ body: T; savedAt: Date }>(sql`
    SELECT body, saved_at AS "savedAt" FROM consultation_draft
    WHERE consultation = ${at.consultation} AND voice = ${at.voice} AND kind = ${at.kind}`)
  return rows[0] ?? null
}

export const dropDraft = (
  db: Queries,
  at: { consultation: string; voice: Buffer; kind: string },
): Promise<unknown> =>
  db.query(sql`
    DELETE FROM consultation_draft
    WHERE consultation = ${at.consultation} AND voice = ${at.voice} AND kind = ${at.kind}`)

// ---- Answers

export type KeptAnswer = {
  consultation: string
  voice: Buffer
  id: string
  region: string
  channel: Channel
  day: string
  answers: Answers
}

export const answerOf = async (
  db: Queries,
  consultation: string,
  voice: Buffer,
): Promise<KeptAnswer | null> => {
  const rows = await db.query<KeptAnswer>(sql`
    SELECT consultation, voice, id, region, channel, day, answers FROM consultation_answer
    WHERE consultation = ${consultation} AND voice = ${voice}`)
  return rows[0] ?? null
}

/** Keeps a sheet that was keyed in; false when it was there already. */
export const keepSheet = async (tx: Queries, one: KeptAnswer): Promise<boolean> => {
  const rows = await tx.query(sql`
    INSERT INTO consultation_answer (consultation, voice, id, region, channel, day, answers)
    VALUES (${one.consultation}, ${one.voice}, ${one.id}, ${one.region}, ${one.channel}, ${one.day}::date,
      ${JSON.stringify(one.answers)}::jsonb)
    ON CONFLICT (consultation, voice) DO NOTHING RETURNING id`)
  return rows.length > 0
}

export const keepAnswer = (tx: Queries, one: KeptAnswer): Promise<unknown> =>
  tx.query(sql`
    INSERT INTO consultation_answer (consultation, voice, id, region, channel, day, answers)
    VALUES (${one.consultation}, ${one.voice}, ${one.id}, ${one.region}, ${one.channel}, ${one.day}::date,
      ${JSON.stringify(one.answers)}::jsonb)
    ON CONFLICT (consultation, voice) DO UPDATE SET region = excluded.region, day = excluded.day,
      answers = excluded.answers`)

// ---- Contributions

/** A contribution as it is kept: the voice and the sealed person leave this domain in no form. */
export type KeptContribution = Omit<Contribution, 'appealed' | 'supports' | 'comments'> & {
  organisation: string
  place: number
  voice: Buffer | null
  author: string | null
}

/** False when it was there already: the same form sent twice. What an agent keyed in was read by them. */
export const keepContribution = async (tx: Queries, one: KeptContribution): Promise<boolean> => {
  const rows = await tx.query(sql`
    INSERT INTO contribution (consultation, id, organisation, parent, place, voice, author, theme, region, channel, people,
      language, name, title, text, attachments, day, state, reviewed, revision, history)
    VALUES (${one.consultation}, ${one.id}, ${one.organisation}, ${one.parent}, ${one.place}, ${one.voice}, ${one.author},
      ${one.theme}, ${one.region}, ${one.channel}, ${one.people}, ${one.language}, ${one.name}, ${one.title}, ${one.text},
      ${JSON.stringify(one.attachments)}::jsonb, ${one.day}::date, ${one.state}, ${one.voice === null}, 1, '[]'::jsonb)
    ON CONFLICT (consultation, id) DO NOTHING RETURNING id`)
  return rows.length > 0
}

/** What everybody reads of one: what was withdrawn keeps its place without its words. */
const PUBLIC = sql`consultation, id, parent, theme, region, channel, people, language, day, state, rule, appealed,
  supports, comments,
  CASE WHEN state = 'shown' THEN name END AS name,
  CASE WHEN state = 'shown' THEN title ELSE '' END AS title,
  CASE WHEN state = 'shown' THEN text ELSE '' END AS text,
  CASE WHEN state = 'shown' THEN attachments ELSE '[]'::jsonb END AS attachments`

const WHOLE = sql`consultation, id, parent, theme, region, channel, people, language, day, state, rule, appealed,
  supports, comments, name, title, text, attachments`

export const contributionById = async (
  db: Queries,
  consultation: string,
  id: string,
): Promise<Contribution | null> => {
  if (!isId(id)) return null
  const rows = await db.query<Contribution>(sql`
    SELECT ${PUBLIC} FROM contribution WHERE consultation = ${consultation} AND id = ${id}`)
  return rows[0] ?? null
}

export type Sort = 'recent' | 'supported' | 'random'

export type Read = { theme: string; region: string; sort: Sort }

export const readContributions = (
  db: Queries,
  consultation: string,
  { theme, region, sort }: Read,
  { limit, offset }: { limit: number; offset: number },
): Promise<Contribution[]> => {
  const order = { recent: sql`day DESC, id`, supported: sql`supports DESC, id`, random: sql`id` }[sort]
  return db.query<Contribution>(sql`
    SELECT ${PUBLIC} FROM contribution
    WHERE consultation = ${consultation} AND parent IS NULL
      ${theme ? sql`AND theme = ${theme}` : sql``} ${region ? sql`AND region = ${region}` : sql``}
    ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`)
}

export const readComments = (
  db: Queries,
  consultation: string,
  parent: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<Contribution[]> =>
  db.query<Contribution>(sql`
    SELECT ${PUBLIC} FROM contribution WHERE consultation = ${consultation} AND parent = ${parent}
    ORDER BY place LIMIT ${limit} OFFSET ${offset}`)

/** What a voice wrote, its words too when they were withdrawn. */
export const contributionsOfVoice = (
  db: Queries,
  consultation: string,
  voice: Buffer,
): Promise<(Contribution & { history: Incident[] })[]> =>
  db.query<Contribution & { history: Incident[] }>(sql`
    SELECT ${WHOLE}, history FROM contribution WHERE consultation = ${consultation} AND voice = ${voice}
    ORDER BY day DESC, id LIMIT 500`)

/** What happened to a contribution: `by` is the agent, never the author. */
export type Incident =
  | { is: 'hidden'; rule: string; by: string; on: string }
  | { is: 'restored'; by: string; on: string }
  | { is: 'appealed'; text: string; on: string }
  | { is: 'judged'; verdict: 'restored' | 'upheld'; reason: string; by: string; on: string }

export const countByVoice = async (db: Queries, consultation: string, voice: Buffer): Promise<number> => {
  const [row] = await db.query<{ count: number }>(sql`
    SELECT count(*) AS count FROM contribution
    WHERE consultation = ${consultation} AND voice = ${voice} AND parent IS NULL`)
  return row!.count
}

/** The next place under a contribution that is in view; null when it is not there, or was withdrawn. */
export const addComment = async (
  tx: Queries,
  consultation: string,
  parent: string,
): Promise<{ place: number; theme: string; region: string } | null> => {
  const rows = await tx.query<{ place: number; theme: string; region: string }>(sql`
    UPDATE contribution SET comments = comments + 1
    WHERE consultation = ${consultation} AND id = ${parent} AND parent IS NULL AND state = 'shown'
    RETURNING comments AS place, theme, region`)
  return rows[0] ?? null
}

// ---- Supports

type Supported = { supports: number; theme: string; region: string }

/** One support, and the count moved by what was really inserted, in one statement. Null when nothing was. */
export const giveSupport = async (
  tx: Queries,
  consultation: string,
  contribution: string,
  voice: Buffer,
): Promise<Supported | null> => {
  const rows = await tx.query<Supported>(sql`
    WITH given AS (
      INSERT INTO consultation_support (consultation, contribution, voice)
      SELECT consultation, id, ${voice}::bytea FROM contribution
      WHERE consultation = ${consultation} AND id = ${contribution} AND parent IS NULL AND state = 'shown'
      ON CONFLICT (consultation, contribution, voice) DO NOTHING RETURNING contribution
    )
    UPDATE contribution SET supports = supports + 1
    WHERE consultation = ${consultation} AND id = ${contribution} AND EXISTS (SELECT FROM given)
    RETURNING supports, theme, region`)
  return rows[0] ?? null
}

export const withdrawSupport = async (
  tx: Queries,
  consultation: string,
  contribution: string,
  voice: Buffer,
): Promise<Supported | null> => {
  const rows = await tx.query<Supported>(sql`
    WITH withdrawn AS (
      DELETE FROM consultation_support
      WHERE consultation = ${consultation} AND contribution = ${contribution} AND voice = ${voice}
      RETURNING contribution
    )
    UPDATE contribution SET supports = supports - 1
    WHERE consultation = ${consultation} AND id = ${contribution} AND EXISTS (SELECT FROM withdrawn)
    RETURNING supports, theme, region`)
  return rows[0] ?? null
}

/** Those of these contributions that a voice supports. */
export const supportedAmong = async (
  db: Queries,
  consultation: string,
  contributions: readonly string[],
  voice: Buffer,
): Promise<Set<string>> => {
  const rows = await db.query<{ contribution: string }>(sql`
    SELECT contribution FROM consultation_support
    WHERE consultation = ${consultation} AND contribution = ANY(${contributions.filter(isId)}::uuid[])
      AND voice = ${voice}`)
  return new Set(rows.map(({ contribution }) => contribution))
}

// ---- Reports

export const keepReport = async (
  tx: Queries,
  at: { consultation: string; contribution: string; voice: Buffer; day: string },
  { rule, words }: { rule: string; words: string },
): Promise<boolean> => {
  const rows = await tx.query(sql`
    WITH reported AS (
      INSERT INTO consultation_report (consultation, contribution, voice, rule, words, day)
      SELECT consultation, id, ${at.voice}::bytea, ${rule}::text, ${words}::text, ${at.day}::date FROM contribution
      WHERE consultation = ${at.consultation} AND id = ${at.contribution} AND state = 'shown'
      ON CONFLICT (consultation, contribution, voice) DO NOTHING RETURNING contribution
    )
    UPDATE contribution SET reports = reports + 1, reviewed = false
    WHERE consultation = ${at.consultation} AND id = ${at.contribution} AND EXISTS (SELECT FROM reported)
    RETURNING id`)
  return rows.length > 0
}

// ---- Whose it is, among those that somebody may read

/** The consultations where these voices took part, or began to. */
export const whereVoices = async (
  db: Queries,
  voices: readonly { consultation: string; voice: Buffer }[],
): Promise<
  { consultation: string; took: boolean; answered: boolean; drafts: string[]; contributions: number }[]
> =>
  db.query(sql`
    SELECT v.consultation,
      EXISTS (SELECT FROM consultation_voice t WHERE t.consultation = v.consultation AND t.voice = v.voice) AS took,
      EXISTS (SELECT FROM consultation_answer a WHERE a.consultation = v.consultation AND a.voice = v.voice) AS answered,
      ARRAY(SELECT d.kind FROM consultation_draft d WHERE d.consultation = v.consultation AND d.voice = v.voice
        ORDER BY 1) AS drafts,
      (SELECT count(*) FROM contribution c WHERE c.consultation = v.consultation AND c.voice = v.voice) AS contributions
    FROM unnest(
      ${voices.map(({ consultation }) => consultation)}::text[],
      ${voices.map(({ voice }) => `\\x${voice.toString('hex')}`)}::bytea[]) AS v (consultation, voice)`)

// ---- What is forgotten

/**
 * The secrets of consultations that ended before a day, what was begun in them and never sent, and what joined their
 * contributions to a voice or a person.
 */
export const forgetEndedBefore = async (tx: Queries, day: string): Promise<string[]> => {
  const rows = await tx.query<{ consultation: string }>(sql`
    DELETE FROM consultation_key WHERE consultation IN (SELECT id FROM consultation WHERE closes_on < ${day}::date)
    RETURNING consultation`)
  const ended = rows.map(({ consultation }) => consultation)
  if (ended.length === 0) return []
  await tx.query(sql`DELETE FROM consultation_draft WHERE consultation = ANY(${ended}::text[])`)
  await tx.query(
    sql`UPDATE contribution SET voice = NULL, author = NULL WHERE consultation = ANY(${ended}::text[])`,
  )
  return ended
}

/** Whether a file is one of a contribution that is in view. */
export const attachmentOf = async (
  db: Queries,
  consultation: string,
  contribution: string,
  digest: string,
): Promise<Attachment | null> => {
  const found = await contributionById(db, consultation, contribution)
  return found?.attachments.find((one) => one.digest === digest) ?? null
}
