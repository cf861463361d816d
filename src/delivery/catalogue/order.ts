import type { CompiledNeed } from './compiled.ts'

/** Needs that wait for each other: `through` begins and ends with the same one. */
export type NeedCycle = { code: 'need-cycle'; through: string[] }

/**
 * The needs so that each comes after those that its condition or its computation mentions; otherwise the order of
 * the file is kept.
 */
export const inDependencyOrder = (needs: CompiledNeed[]): { order: CompiledNeed[]; cycles: NeedCycle[] } => {
  const byId = new Map(needs.map((each) => [each.need.id, each]))
  const placed = new Set<CompiledNeed>()
  const cycles: NeedCycle[] = []
  const visit = (each: CompiledNeed, trail: string[]): void => {
    if (placed.has(each)) return
    const from = trail.indexOf(each.need.id)
    if (from >= 0)
      return void cycles.push({ code: 'need-cycle', through: [...trail.slice(from), each.need.id] })
    for (const name of mentioned(each)) {
      const other = byId.get(name)
      if (other) visit(other, [...trail, each.need.id])
    }
    placed.add(each)
  }
  for (const each of needs) visit(each, [])
  return { order: [...placed], cycles }
}

/** A field's condition may read other needs; it reads its own list only through the item. */
const mentioned = ({ need, when, derive, fields }: CompiledNeed): string[] => {
  const own = new Set([need.id, ...need.fields.map((field) => field.id)])
  const ofFields = fields.flatMap((field) => field.when?.references ?? []).filter((name) => !own.has(name))
  return [...(when?.references ?? []), ...(derive?.references ?? []), ...ofFields]
}
