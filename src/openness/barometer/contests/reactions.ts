import type { Queries } from '#kernel'
import type { SealedEvent, Subscriber } from '#ledger'
import type { Contest, ContestAnswer } from './contest.ts'
import { clearContests, keepAnswer, keepContest } from './store.ts'

/** Keeps what was contested and answered where pages read it. */
export const contestReadings = (): Subscriber => ({
  name: 'barometer.contests',
  kinds: ['figure.contested', 'contest.answered'],
  react: keep,
  reset: clearContests,
})

const keep = async (tx: Queries, { kind, stream: id, body, at, erased }: SealedEvent): Promise<void> => {
  if (erased) return
  if (kind === 'contest.answered') {
    const { organisation, ...answer } = body as { organisation: string } & Omit<ContestAnswer, 'at'>
    return keepAnswer(tx, { organisation, id }, { ...answer, at })
  }
  return keepContest(tx, { ...(body as Omit<Contest, 'id' | 'at' | 'answer'>), id, at })
}
