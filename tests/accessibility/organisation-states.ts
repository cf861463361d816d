import { consultationDeskStates } from './consultation-desk-states.ts'
import { homeStates } from './home-states.ts'
import { planDeskStates } from './plan-desk-states.ts'
import { processesStates } from './processes-states.ts'
import type { State } from './state.ts'
import { workplacesStates } from './workplaces-states.ts'

/** Every page of an organisation's space: a line for each part. */
export const organisationStates = (): State[] => [
  ...consultationDeskStates(),
  ...homeStates(),
  ...planDeskStates(),
  ...processesStates(),
  ...workplacesStates(),
]
