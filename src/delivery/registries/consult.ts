import type { Known, Lookup, Registry } from './registry.ts'

/** How long a person waits for a registry before they are offered the manual way. */
export const PATIENCE_MS = 2_000

export type Question = { id: string; registry: string; fact: string }

/**
 * Asks every registry at once what it holds for this person. Never fails: a registry that throws, hangs or is unknown
 * is `unavailable`, and the others' answers stand.
 */
export const consult = async (
  registries: ReadonlyMap<string, Registry>,
  questions: Question[],
  person: string,
  purpose: string,
  at: Date,
  patienceMs = PATIENCE_MS,
): Promise<Record<string, Known>> => {
  const answers = await Promise.all(
    questions.map(async ({ id, registry, fact }) => {
      const lookup = await lookPatiently(registries.get(registry), person, fact, purpose, patienceMs)
      return [id, { ...lookup, registry, fact, at: at.toISOString() }] as const
    }),
  )
  return Object.fromEntries(answers)
}

/** An adapter is somebody else's code: an answer of another shape is no answer. */
const STATUSES: readonly unknown[] = [
  'found',
  'contested',
  'not-held',
  'unavailable',
] satisfies Lookup['status'][]

const lookPatiently = async (
  registry: Registry | undefined,
  person: string,
  fact: string,
  purpose: string,
  patienceMs: number,
): Promise<Lookup> => {
  if (!registry) return { status: 'unavailable', why: 'failed' }
  let alarm: NodeJS.Timeout | undefined
  const tooSlow = new Promise<Lookup>((resolve) => {
    alarm = setTimeout(() => resolve({ status: 'unavailable', why: 'too-slow' }), patienceMs)
  })
  try {
    const lookup = await Promise.race([registry.look(person, fact, purpose), tooSlow])
    return STATUSES.includes(lookup?.status) ? lookup : { status: 'unavailable', why: 'failed' }
  } catch {
    return { status: 'unavailable', why: 'failed' }
  } finally {
    clearTimeout(alarm)
  }
}
