import { sql } from '#kernel'
import { LONG_WORD, type Ref, type World } from './world.ts'

/**
 * What somebody must look at: a letter that no reader could handle, and a turn that a robot gave up. They are put where
 * the ledger and the robots put theirs; neither fails by itself in a test.
 */
export const seedLetters = async (
  { house }: World,
  { dossier }: Ref,
): Promise<{ subscription: string; index: number }> => {
  const [event] = await house.db.query<{ idx: string; seq: number }>(
    sql`SELECT idx, seq FROM seal WHERE stream = ${dossier.id} ORDER BY idx LIMIT 1`,
  )
  const subscription = 'notices'
  const index = Number(event!.idx)
  const error = `TypeError: ${LONG_WORD} at /app/src/delivery/notices/reactions.ts:12:34`
  await house.db.query(sql`
    INSERT INTO dead_letter (subscription, idx, stream, seq, kind, error, attempts, at)
    VALUES (${subscription}, ${index}, ${dossier.id}, ${event!.seq}, 'dossier.opened', ${error}, 10, ${house.now()})`)
  await house.db.query(sql`
    INSERT INTO robot_task (dossier, revision, robot, state, attempts, ready_at, last_error, closed_at)
    VALUES (${dossier.id}, 1, 'assess', 'dead', 5, ${house.now()}, ${error}, ${house.now()})`)
  return { subscription, index }
}
