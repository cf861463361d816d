import { spaceStates } from './space-rows.ts'
import type { State } from './state.ts'

/** The first page of an organisation's space. */
export const homeStates = (): State[] =>
  spaceStates('organisation', {
    home: { go: () => '/organisation' },
    'home, of the secretariat': { as: 'agent:solange-picard', go: () => '/organisation' },
    'home, for a person': { as: 'person:amelie-tremblay', status: 403, go: () => '/organisation' },
  })
