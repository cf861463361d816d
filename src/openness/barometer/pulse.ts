/** Wakes whoever sleeps; remembers that it was asked to. */
export const newPulse = () => {
  let isStopped = false
  let isPoked = false
  let wake = () => {}
  const wait = (ms: number, isOver: () => boolean) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      timer.unref()
      wake = () => {
        if (!isOver()) return
        clearTimeout(timer)
        resolve()
      }
      wake()
    })
  return {
    poke() {
      isPoked = true
      wake()
    },
    stop() {
      isStopped = true
      wake()
    },
    stopped: () => isStopped,
    rest: (ms: number) => wait(ms, () => isStopped),
    async sleep(ms: number) {
      await wait(ms, () => isStopped || isPoked)
      isPoked = false
    },
  }
}
