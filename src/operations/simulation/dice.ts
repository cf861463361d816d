/** Chance that can be played again: the same seed throws the same dice (mulberry32, public domain). */
export type Dice = {
  /** From 0 to 1, not included. */
  share(): number
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(among: readonly T[]): T
  /** One of the keys, as often as its weight says. */
  weighed<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K
  /** How many of what comes `mean` times on average (Poisson's law, by Knuth's method). */
  count(mean: number): number
}

export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + Math.floor(share() * (to - from + 1))
  return {
    share,
    between,
    chance: (probability) => share() < probability,
    pick: (among) => among[between(0, among.length - 1)]!,
    weighed<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
      const entries = Object.entries(weights) as [K, number][]
      let left = share() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0]
    },
    count(mean) {
      const least = Math.exp(-mean)
      let count = 0
      for (let product = share(); product > least; product *= share()) count += 1
      return count
    },
  }
}

/** A seed for the nth of what one seed makes: neighbours have nothing in common (the finaliser of MurmurHash3). */
export const seedOf = (seed: number, nth: number): number => {
  let mixed = (Math.imul(seed, 0x9e3779b1) + Math.imul(nth + 1, 0x85ebca6b)) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
