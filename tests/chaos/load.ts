import { setTimeout as wait } from 'node:timers/promises'
import { isReady } from '../support/app.ts'
import { type Acknowledged, askForAllowance, reportPothole } from './applicant.ts'

export type Load = {
  acknowledged: readonly Acknowledged[]
  /** Nobody begins anything more; what was begun is finished. Throws what went wrong for somebody meanwhile. */
  end(): Promise<void>
}

const ALLOWANCES_ONE_IN = 4

/** So many people at once, one request after the other each; one in four asks for the family allowance, signed in. */
export const openLoad = async (origin: string, people: number): Promise<Load> => {
  const cookie = await signIn(origin)
  const acknowledged: Acknowledged[] = []
  let open = true
  const one = async (at: number) => {
    while (open) {
      acknowledged.push(
        await (at % ALLOWANCES_ONE_IN === 1 ? askForAllowance(origin, cookie) : reportPothole(origin)),
      )
      // Openings without an account are counted: a load below that limit.
      await wait(250)
    }
  }
  const all = Promise.all(Array.from({ length: people }, (_, at) => one(at)))
  // Seen at the end, not as a rejection that nobody handles meanwhile.
  all.catch(() => (open = false))
  return {
    acknowledged,
    async end() {
      open = false
      await all
    },
  }
}

const signIn = async (origin: string): Promise<string> => {
  const answer = await fetch(`${origin}/connexion`, {
    method: 'POST',
    body: new URLSearchParams({ persona: 'person:amelie-tremblay' }),
    redirect: 'manual',
  })
  await answer.arrayBuffer()
  return answer.headers.getSetCookie()[0]!.split(';')[0]!
}

/** Milliseconds from an instant until the platform can serve. */
export const untilServed = async (origin: string, from: number, within = 60_000): Promise<number> => {
  while (!(await isReady(origin))) {
    if (performance.now() - from > within) throw new Error(`it does not serve ${within} ms after the kill`)
    await wait(20)
  }
  return performance.now() - from
}
