import type { Measure } from './plan.ts'

type Depending = Pick<Measure, 'id' | 'title' | 'after'>

/** The measures through which one would wait for itself, as they are called; null when it does not. */
export const dependencyCycle = (measures: readonly Depending[], id: string): string[] | null => {
  const byId = new Map(measures.map((one) => [one.id, one]))
  const seen = new Set<string>()
  /** Depth first: a plan has 80 measures at most. */
  const through = (at: Depending, path: readonly Depending[]): readonly Depending[] | null => {
    for (const next of at.after.map((one) => byId.get(one))) {
      if (next?.id === id) return path
      if (!next || seen.has(next.id)) continue
      seen.add(next.id)
      const found = through(next, [...path, next])
      if (found) return found
    }
    return null
  }
  const start = byId.get(id)
  return (start && through(start, [start])?.map(({ title }) => title.fr)) ?? null
}

/** The measures that begin before what they depend on has ended: possible, and worth a look. */
export const hasty = (measures: readonly (Depending & Pick<Measure, 'start' | 'end'>)[]): Set<string> => {
  const byId = new Map(measures.map((one) => [one.id, one]))
  const begins = ({ after, start }: (typeof measures)[number]) =>
    after.some((id) => (byId.get(id)?.end ?? '') >= start)
  return new Set(measures.filter(begins).map(({ id }) => id))
}
