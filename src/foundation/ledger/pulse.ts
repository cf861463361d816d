/**
 * How a loop sleeps: until somebody pokes it or the time is up. A poke that comes while it works is not lost: the next
 * sleep ends at once.
 */
export type Pulse = { poke(): void; sleep(ms: number): Promise<void> }

export const newPulse = (): Pulse => {
  let poked = false
  let wake: (() => void) | null = null
  return {
    poke() {
      poked = true
      wake?.()
    },
    async sleep(ms) {
      if (!poked && ms > 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      wake = null
      poked = false
    },
  }
}

/**
 * How long to wait after each of a series of rounds: nothing for the first `atOnce`, then what keeps them `everyMs` apart
 * on average.
 */
export const newPace = (everyMs: number, atOnce: number, now = () => performance.now()) => {
  let due = 0
  return (): number => {
    const at = now()
    due = Math.max(due, at) + everyMs
    return Math.max(0, due - at - everyMs * atOnce)
  }
}
