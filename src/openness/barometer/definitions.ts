import type { Definition } from './definition.ts'
import { involvement } from './targets/01-involvement.ts'
import { improvement } from './targets/02-improvement.ts'
import { improvementWithVolumes } from './targets/02-improvement-2.ts'
import { consultations } from './targets/03-consultations.ts'
import { onceOnly } from './targets/04-once-only.ts'
import { reminders } from './targets/05-reminders.ts'
import { plans } from './targets/06-plans.ts'
import { workplaces } from './targets/07-workplaces.ts'
import { use } from './targets/08-use.ts'
import { useWithVolumes } from './targets/08-use-2.ts'
import { paperless } from './targets/09-paperless.ts'
import { openData } from './targets/10-open-data.ts'

/** Every version of every target. One that ruled is never taken out: its series stays published. */
export const DEFINITIONS: readonly Definition[] = [
  involvement,
  improvement,
  consultations,
  onceOnly,
  reminders,
  plans,
  workplaces,
  use,
  paperless,
  openData,
  improvementWithVolumes,
  useWithVolumes,
]

export type DefinitionState = 'proposed' | 'in-force' | 'past'

/** The versions of a target, the oldest first. */
export const versionsOf = (target: number, definitions = DEFINITIONS): Definition[] =>
  definitions.filter((definition) => definition.target === target).toSorted((a, b) => a.version - b.version)

/** What rules each target on a day, by target. A day before the first version is read under that one. */
export const inForceOn = (day: string, definitions = DEFINITIONS): Definition[] =>
  [...new Set(definitions.map(({ target }) => target))]
    .toSorted((a, b) => a - b)
    .map((target) => {
      const versions = versionsOf(target, definitions)
      return versions.findLast(({ from }) => from <= day) ?? versions[0]!
    })

export const stateOn = (definition: Definition, day: string, definitions = DEFINITIONS): DefinitionState => {
  if (definition.from > day) return 'proposed'
  return inForceOn(day, definitions).includes(definition) ? 'in-force' : 'past'
}

/** The days on which a version took over from another: where a chart breaks. */
export const breaksOf = (target: number, definitions = DEFINITIONS): string[] =>
  versionsOf(target, definitions)
    .slice(1)
    .map(({ from }) => from)
