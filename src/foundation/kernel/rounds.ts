/** What works in rounds: `poke` asks for one now, `idle` waits until none runs, `stop` lets the one under way end. */
export type Rounds = { poke(): void; idle(): Promise<void>; stop(): Promise<void> }

/**
 * Runs `round` at each poke and every `pollMs`, one at a time. A poke that comes during a round has it followed by another,
 * so nothing that was written before the poke is left waiting. A round that fails is told, and the next one comes all the
 * same; what fails while it is being stopped is not news. `round` asks `isStopped` before each thing that it could leave for later.
 */
export const inRounds = (
  round: (isStopped: () => boolean) => Promise<void>,
  { pollMs, failed }: { pollMs: number; failed: (error: Error) => void },
): Rounds => {
  let stopped = false
  let again = false
  let running: Promise<void> | null = null

  const untilNobodyPokes = async (): Promise<void> => {
    do {
      again = false
      await round(() => stopped)
    } while (again && !stopped)
  }
  const poke = (): void => {
    again = true
    if (stopped || running) return
    running = untilNobodyPokes()
      .catch((error: Error) => (stopped ? undefined : failed(error)))
      .finally(() => void (running = null))
  }
  const look = (): void => {
    // A round that takes longer than `pollMs` is not followed by another for that: it would never be idle.
    if (!running) poke()
  }
  const timer = setInterval(look, pollMs)
  timer.unref()
  const idle = async (): Promise<void> => {
    while (running) await running
  }
  return {
    poke,
    idle,
    async stop() {
      stopped = true
      clearInterval(timer)
      await idle()
    },
  }
}
