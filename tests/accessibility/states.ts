import { barometerStates } from './barometer-states.ts'
import { centralStates } from './central-states.ts'
import { deskStates } from './desk-states.ts'
import { formalitiesStates } from './formalities-states.ts'
import { measuresStates } from './measures-states.ts'
import { organisationStates } from './organisation-states.ts'
import { planStates } from './plan-states.ts'
import { portalStates } from './portal-states.ts'
import type { State } from './state.ts'
import { yearsStates } from './years-states.ts'

/** Every state of every page. Those of a new page are added here. */
export const everyState = (): State[] => [
  ...portalStates(),
  ...yearsStates(),
  ...barometerStates(),
  ...measuresStates(),
  ...formalitiesStates(),
  ...planStates(),
  ...deskStates(),
  ...organisationStates(),
  ...centralStates(),
]

/** Whether an address is one of the staff's spaces. */
export const isStaffs = (path: string): boolean => /^\/(bureau|organisation|central)(\/|$)/.test(path)
