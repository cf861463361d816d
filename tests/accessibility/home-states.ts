import { newId } from '#kernel'
import { figuresOf } from '../barometer/figures-of.ts'
import { spaceStates } from './space-rows.ts'
import type { State } from './state.ts'
import { LONG_WORD, type World } from './world.ts'

/** The first page of an organisation's space. */
export const homeStates = (): State[] =>
  spaceStates('organisation', {
    home: {
      go: async (world) => {
        await figuresOf(world.house)
        return '/organisation'
      },
    },
    'home, reminded': {
      as: 'agent:sofia-marchetti',
      go: async (world) => {
        await reminded(world)
        return '/organisation'
      },
    },
    'home, of the secretariat': { as: 'agent:solange-picard', go: () => '/organisation' },
    'home, for a person': { as: 'person:amelie-tremblay', status: 403, go: () => '/organisation' },
  })

const reminded = async ({ house }: World): Promise<void> => {
  const { access, reporting } = house.platform
  const secretary = access.agents().find(({ id }) => id === 'agent:solange-picard')!
  const text = `Bonjour,\n\n<script>alert(1)</script> ${LONG_WORD}`
  await reporting.remind(secretary, {
    key: newId(),
    subject: 'volumes',
    organisations: ['ville-des-ormes'],
    text,
  })
}
