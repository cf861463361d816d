import type { NeedState } from './dossier.ts'
import type { NeedInForce, Remainder } from './remainder.ts'

/**
 * How each need was met, in exactly one state, recorded when the dossier is filed: what target 4 (once-only) counts.
 * A list that a registry began has its own state, and one for each field that was asked (`children.custody`).
 */
export const statesOf = (remainder: Remainder): Record<string, NeedState> =>
  Object.fromEntries(remainder.inForce.flatMap(statesOfNeed))

/**
 * A need that was once asked though it was held stays so, whatever is answered later; one that comes in force with what
 * was completed takes the state that it has then.
 */
export const statesSoFar = (
  before: Record<string, NeedState>,
  now: Record<string, NeedState>,
): Record<string, NeedState> => {
  const asked = Object.entries(now).filter(([need, state]) => !before[need] || isThoughHeld(state))
  return { ...before, ...Object.fromEntries(asked) }
}

const isThoughHeld = (state: NeedState): boolean => state.includes('-though-held')

const statesOfNeed = (inForce: NeedInForce): [string, NeedState][] => {
  const { need, how, askedFields, hiddenFields } = inForce
  if (how === 'completed')
    return [
      [need.id, 'fetched'],
      ...askedFields
        .filter(({ id }) => !hiddenFields.includes(id))
        .map((field): [string, NeedState] => [`${need.id}.${field.id}`, 'asked-not-held']),
    ]
  return [[need.id, stateOf(inForce)]]
}

const stateOf = ({ need, how, because, known }: NeedInForce): NeedState => {
  if (how === 'derived') return 'derived'
  if (how === 'known') return known?.registry === 'self' ? 'reused' : 'fetched'
  // What the person gave us themselves and now changes was never somebody else's fact.
  if (because === 'contested') return known?.registry === 'self' ? 'asked-not-held' : 'contested'
  if (because !== 'unavailable' && because !== 'justified') return 'asked-not-held'
  return need.is === 'file' ? 'uploaded-though-held' : `asked-though-held:${because}`
}
