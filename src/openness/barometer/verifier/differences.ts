/** One place where two values differ: a path of names, and what stands there on either side. */
export type Differing = { field: string; live: unknown; recomputed: unknown }

/** Down to the fields that differ. */
export const differencesIn = (live: unknown, recomputed: unknown, field: string): Differing[] => {
  if (Object.is(live, recomputed)) return []
  if (!isObject(live) || !isObject(recomputed)) return [{ field, live, recomputed }]
  const names = new Set([...Object.keys(live), ...Object.keys(recomputed)])
  return [...names].flatMap((name) => differencesIn(live[name], recomputed[name], `${field}.${name}`))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
