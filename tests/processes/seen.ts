import { type Queries, sql } from '#kernel'

/** Paper seen in the request, as the reaction to a filing on paper writes it. */
export const insertSeen = async (
  db: Queries,
  { organisation, service, day }: { organisation: string; service: string; day: string },
): Promise<void> => {
  await db.query(sql`
    INSERT INTO process_paper_seen (organisation, service, day, stage, times)
    VALUES (${organisation}, ${service}, ${day}::date, 'request', 3) ON CONFLICT DO NOTHING`)
}
