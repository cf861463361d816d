/**
 * Many callers, one commit. What arrives while a commit is on its way waits for the next one, so the batch grows with
 * the load and an idle system pays no delay. Each caller is answered after its own row is durable, or refused alone.
 * A second commit leaves beside the first when it is worth one, or when the first is late (it waits for a lock).
 *
 * `runAll` gives one outcome per item, in their order. When one poisoned row fails the whole statement, each item is run
 * again by itself: its neighbours never pay for it. Any other failure (the database is gone) is everybody's.
 */
export const batching = <Item, Outcome>(
  runAll: (items: Item[]) => Promise<Outcome[]>,
  { most = 128, abreast = 4, enough = 48, lateMs = 100, isPoison = () => true }: BatchOptions = {},
) => {
  const waiting: Waiting<Item, Outcome>[] = []
  let running = 0
  let late = 0

  const next = (): void => {
    if (running >= abreast || waiting.length === 0) return
    if (running > late && waiting.length < enough) return
    running += 1
    const lateness = watch()
    void settle(waiting.splice(0, most)).finally(() => {
      running -= 1
      lateness.end()
      next()
    })
  }

  const watch = () => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      late += 1
      next()
    }, lateMs)
    return {
      end() {
        clearTimeout(timer)
        if (isLate) late -= 1
      },
    }
  }

  const settle = async (taken: Waiting<Item, Outcome>[]): Promise<void> => {
    try {
      const outcomes = await runAll(taken.map(({ item }) => item))
      for (const [at, { resolve }] of taken.entries()) resolve(outcomes[at]!)
    } catch (error) {
      if (taken.length > 1 && isPoison(error)) for (const one of taken) await settle([one])
      else for (const { reject } of taken) reject(error)
    }
  }

  return (item: Item): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      // Requests that were parsed in the same turn of the loop leave together.
      setImmediate(next)
    })
}

type BatchOptions = {
  /** The most items in one commit. */
  most?: number
  /** The most commits on their way at once. */
  abreast?: number
  /** How many items are worth a commit beside the one on its way: fewer and larger ones cost everybody less. */
  enough?: number
  /** After how long a commit on its way is waited for no more. */
  lateMs?: number
  /** Whether a failure may be one item's alone. */
  isPoison?: (error: unknown) => boolean
}

type Waiting<Item, Outcome> = {
  item: Item
  resolve: (outcome: Outcome) => void
  reject: (error: unknown) => void
}
