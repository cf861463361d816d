import { consultationDeskStates } from './consultation-desk-states.ts'
import { dataStates } from './data-states.ts'
import { homeStates } from './home-states.ts'
import { planDeskStates } from './plan-desk-states.ts'
import { processesStates } from './processes-states.ts'
import type { State } from './state.ts'
import { volumesStates } from './volumes-states.ts'
import { workplacesStates } from './workplaces-states.ts'

/** Every page of an organisation's space: a line for each part. */
export const organisationStates = (): State[] => [
  ...consultationDeskStates(),
  ...dataStates(),
  ...homeStates(),
  ...planDeskStates(),
  ...processesStates(),
  ...volumesStates(),
  ...workplacesStates(),
]
