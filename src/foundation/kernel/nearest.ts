/** The known name that a person most likely meant, null when none is near enough to be worth saying. */
export const nearest = (name: string, known: Iterable<string>): string | null => {
  let best: string | null = null
  let least = Math.max(1, Math.floor(name.length / 3)) + 0.5
  for (const candidate of known) {
    const distance = edits(name.toLowerCase(), candidate.toLowerCase())
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** Levenshtein's distance, one row at a time. */
const edits = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++)
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (b[j] === letter ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
