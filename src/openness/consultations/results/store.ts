import { type Queries, sql } from '#kernel'

/** What is counted: of a question, `q:` and its id, `answer` being one of its values. */
export type Cell = {
  counted: string
  answer: string
  theme: string
  region: string
  channel: string
  count: number
}

/** One more, or less, of something that has only some of the dimensions. */
export const cell = (counted: string, count: number, its: Partial<Cell> = {}): Cell => ({
  answer: '',
  theme: '',
  region: '',
  channel: '',
  ...its,
  counted,
  count,
})

/** Many write at once: each under one of sixteen rows of the same count, chosen by who writes. */
export const slotOf = (bytes: Uint8Array): number => (bytes[0] ?? 0) & 15

const keyOf = ({ counted, answer, theme, region, channel }: Cell): string =>
  JSON.stringify([counted, answer, theme, region, channel])

/** Cells added up and in one order, so that two who write the same ones never wait for each other in a ring. */
const summed = (cells: readonly Cell[]): Cell[] => {
  const sums = new Map<string, Cell>()
  for (const one of cells) {
    const key = keyOf(one)
    sums.set(key, { ...one, count: one.count + (sums.get(key)?.count ?? 0) })
  }
  return [...sums]
    .filter(([, { count }]) => count !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one)
}

export const moveCounts = async (
  tx: Queries,
  consultation: string,
  slot: number,
  cells: readonly Cell[],
): Promise<void> => {
  const moved = summed(cells)
  if (moved.length === 0) return
  await tx.query(sql`
    INSERT INTO consultation_tally (consultation, counted, answer, theme, region, channel, slot, count)
    SELECT ${consultation}::text, c.counted, c.answer, c.theme, c.region, c.channel, ${slot}::smallint, c.count
    FROM unnest(
      ${moved.map(({ counted }) => counted)}::text[],
      ${moved.map(({ answer }) => answer)}::text[],
      ${moved.map(({ theme }) => theme)}::text[],
      ${moved.map(({ region }) => region)}::text[],
      ${moved.map(({ channel }) => channel)}::text[],
      ${moved.map(({ count }) => count)}::bigint[]) AS c (counted, answer, theme, region, channel, count)
    ON CONFLICT (consultation, counted, answer, theme, region, channel, slot)
    DO UPDATE SET count = consultation_tally.count + excluded.count`)
}

/** Every count of a consultation, a few hundred rows at most, however many people took part. */
export const countsOf = (db: Queries, consultation: string): Promise<Cell[]> =>
  db.query<Cell>(sql`
    SELECT counted, answer, theme, region, channel, sum(count)::int8 AS count FROM consultation_tally
    WHERE consultation = ${consultation}
    GROUP BY counted, answer, theme, region, channel HAVING sum(count) <> 0`)

/** How many contributions stand under a theme, from a region, or both. */
export const countContributions = async (
  db: Queries,
  consultation: string,
  { theme, region }: { theme: string; region: string },
): Promise<number> => {
  const [row] = await db.query<{ count: number }>(sql`
    SELECT coalesce(sum(count), 0)::int8 AS count FROM consultation_tally
    WHERE consultation = ${consultation} AND counted = 'contribution' AND answer = ''
      ${theme ? sql`AND theme = ${theme}` : sql``} ${region ? sql`AND region = ${region}` : sql``}`)
  return row!.count
}

/** Of many consultations at once, for a list: how many contributions, supports and answered questionnaires. */
export const totalsOf = (
  db: Queries,
  consultations: readonly string[],
): Promise<{ consultation: string; counted: string; count: number }[]> =>
  db.query(sql`
    SELECT consultation, counted, sum(count)::int8 AS count FROM consultation_tally
    WHERE consultation = ANY(${[...consultations]}::text[])
      AND counted IN ('contribution', 'comment', 'support', 'answer') AND answer = ''
    GROUP BY consultation, counted`)
