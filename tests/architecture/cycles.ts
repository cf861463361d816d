import { reached } from './layers.ts'
import type { Fault, Source } from './sources.ts'

/** Import cycles, of types too: two files that need each other are one file, or one of them knows too much. */
export const cycleFaults = (sources: Source[], doors: Record<string, string>): Fault[] => {
  const graph = new Map(
    sources.map(({ path, imports }) => [path, imports.flatMap((asked) => reached(path, asked, doors) ?? [])]),
  )
  return knots(graph).map((knot) => ({
    path: knot[0]!,
    line: 0,
    says: `is in a cycle: ${[...knot, knot[0]].join(' → ')}`,
  }))
}

/** The strongly connected components of more than one file, or of one that imports itself (Tarjan, 1972). */
const knots = (graph: Map<string, string[]>): string[][] => {
  const seen = new Map<string, { index: number; low: number; open: boolean }>()
  const stack: string[] = []
  const found: string[][] = []
  const walk = (path: string) => {
    const mark = { index: seen.size, low: seen.size, open: true }
    seen.set(path, mark)
    stack.push(path)
    for (const next of graph.get(path) ?? []) {
      if (!graph.has(next)) continue
      if (!seen.has(next)) mark.low = Math.min(mark.low, walk(next).low)
      else if (seen.get(next)!.open) mark.low = Math.min(mark.low, seen.get(next)!.index)
    }
    if (mark.low === mark.index) found.push(close(stack, seen, path))
    return mark
  }
  for (const path of graph.keys()) if (!seen.has(path)) walk(path)
  return found.filter((knot) => knot.length > 1 || graph.get(knot[0]!)!.includes(knot[0]!))
}

const close = (stack: string[], seen: Map<string, { open: boolean }>, root: string): string[] => {
  const knot = stack.splice(stack.lastIndexOf(root))
  for (const path of knot) seen.get(path)!.open = false
  return knot
}
