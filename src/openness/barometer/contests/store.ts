import { type Queries, sql } from '#kernel'
import type { Contest, ContestAnswer, ContestedFigure } from './contest.ts'

type Row = Omit<Contest, 'contested' | 'answer'> & {
  contested: string
  verdict: ContestAnswer['verdict'] | null
  corrected: number | null
  answer: string | null
  answeredAt: Date | null
}

const COLUMNS = sql`organisation, id, target, contested, proposed, reason, at, verdict, corrected, answer,
  answered_at AS "answeredAt"`

const contestOf = ({ contested, verdict, corrected, answer, answeredAt, ...row }: Row): Contest => ({
  ...row,
  contested: JSON.parse(contested) as ContestedFigure,
  answer: verdict ? { verdict, corrected, reason: answer ?? '', at: answeredAt! } : null,
})

/** Told twice, it is kept once. */
export const keepContest = async (tx: Queries, contest: Omit<Contest, 'answer'>): Promise<void> => {
  const { organisation, id, target, contested, proposed, reason, at } = contest
  await tx.query(sql`
    INSERT INTO figure_contest (organisation, id, target, contested, proposed, reason, at)
    VALUES (${organisation}, ${id}, ${target}, ${JSON.stringify(contested)}, ${proposed}, ${reason}, ${at.toISOString()})
    ON CONFLICT (organisation, id) DO NOTHING`)
}

export const keepAnswer = async (
  tx: Queries,
  { organisation, id }: Pick<Contest, 'organisation' | 'id'>,
  { verdict, corrected, reason, at }: ContestAnswer,
): Promise<void> => {
  await tx.query(sql`
    UPDATE figure_contest SET verdict = ${verdict}, corrected = ${corrected}, answer = ${reason},
      answered_at = ${at.toISOString()}
    WHERE organisation = ${organisation} AND id = ${id}`)
}

/** Only before a rebuild from the ledger, in the same transaction: nothing else takes a contest out. */
export const clearContests = async (tx: Queries): Promise<void> => {
  await tx.query(sql`DELETE FROM figure_contest`)
}

/** The newest first; those of one target, of one organisation, or both. */
export const contestsOf = async (
  q: Queries,
  { target = null, organisation = null }: { target?: number | null; organisation?: string | null },
): Promise<Contest[]> => {
  const rows = await q.query<Row>(sql`
    SELECT ${COLUMNS} FROM figure_contest
    WHERE (${target}::int IS NULL OR target = ${target}) AND (${organisation}::text IS NULL OR organisation = ${organisation})
    ORDER BY at DESC, id DESC`)
  return rows.map(contestOf)
}

export const contestById = async (q: Queries, id: string): Promise<Contest | null> => {
  const rows = await q.query<Row>(sql`SELECT ${COLUMNS} FROM figure_contest WHERE id = ${id}`)
  return rows[0] ? contestOf(rows[0]) : null
}
