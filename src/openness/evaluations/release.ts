/** What the public sees of persons' counts: multiples of five, rounded down. No cell says 1 to 4, nor moves by so few. */
const STEP = 5

export const released = (count: number): number => STEP * Math.floor(Math.max(0, count) / STEP)

/** An average is told from this many answers on: below, one person's answer shows in it. */
export const ENOUGH = 20
