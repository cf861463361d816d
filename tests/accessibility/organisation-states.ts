import { homeStates } from './home-states.ts'
import type { State } from './state.ts'

/** Every page of an organisation's space: a line for each part. */
export const organisationStates = (): State[] => [...homeStates()]
