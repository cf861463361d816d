import { valueOf } from '../support/story.ts'
import { spaceStates } from './space-rows.ts'
import type { State } from './state.ts'
import { EMOJI, LONG_WORD, RTL, type World } from './world.ts'

const OFFICE = 'agent:fatou-ndiaye'
const PAGE = '/organisation/milieux'
const UGLY = `${EMOJI} ${RTL} ${LONG_WORD}`.slice(0, 120)
const NUMBERS = {
  employees: '40',
  mobile: '20',
  suite: '30',
  signature: '12',
  paperless: '18',
  agile: '11',
  whole: '9',
}

const agentOf = ({ house }: World) => house.platform.access.agents().find(({ id }) => id === OFFICE)!

/** Three units, two of which declared three quarters; once. */
let done: Promise<void> | undefined
const populated = (world: World): Promise<void> =>
  (done ??= (async () => {
    const { processes, workplaces } = world.house.platform
    world.house.setTime('2026-01-05T15:00:00.000Z')
    for (const unit of ['Greffe', 'Registre', UGLY])
      valueOf(await processes.inventoryFor(agentOf(world)).addUnit(unit))
    world.house.setTime('2026-11-23T15:00:00.000Z')
    const declarations = workplaces.declarationsFor(agentOf(world))
    for (const quarter of ['2026-Q1', '2026-Q2', '2026-Q3'])
      for (const unit of ['greffe', 'registre'])
        valueOf(await declarations.declare(unit, quarter, NUMBERS, 0))
  })())

const form = async (world: World, unit: string, quarter: string): Promise<string> => {
  await populated(world)
  return `${PAGE}/${unit}/${quarter}`
}
const ugly = async (world: World): Promise<string> => {
  await populated(world)
  const units = await world.house.platform.processes.units.of('directeur-des-actes')
  return units.find(({ name }) => name === UGLY.trim())?.id ?? units.at(-1)!.id
}

/** Declarations of workplaces, in every state. */
export const workplacesStates = (): State[] =>
  spaceStates('workplaces', {
    'nothing yet': { as: 'agent:hugo-lemieux', go: () => PAGE },
    'nothing yet, for somebody who reads': { as: 'agent:solange-picard', go: () => PAGE },
    declared: { as: OFFICE, go: async (w) => (await populated(w), PAGE) },
    'declared, for somebody who reads': {
      as: 'agent:mathieu-lefebvre',
      go: async (w) => (await populated(w), PAGE),
    },
    'an earlier quarter, looked at': {
      as: OFFICE,
      go: async (w) => (await populated(w), `${PAGE}?trimestre=2026-Q1`),
    },
    'form, of a unit that never declared': { as: OFFICE, go: async (w) => form(w, await ugly(w), '2026-Q3') },
    'form, prefilled from an earlier quarter': { as: OFFICE, go: (w) => form(w, 'greffe', '2025-Q4') },
    'form, to correct': { as: OFFICE, go: (w) => form(w, 'greffe', '2026-Q3') },
    'form, of a quarter that is not over': { as: OFFICE, go: (w) => form(w, 'greffe', '2026-Q4') },
    'form, for somebody who reads': { as: 'agent:mathieu-lefebvre', go: (w) => form(w, 'greffe', '2026-Q3') },
    'form, of another organisation': { status: 404, go: (w) => form(w, 'greffe', '2026-Q3') },
    'form, numbers refused': {
      as: OFFICE,
      status: 422,
      go: (w) => form(w, 'greffe', '2026-Q3'),
      post: () => ({ ...NUMBERS, mobile: 'tous', agile: '', was: '1' }),
    },
    'form, whole refused': {
      as: OFFICE,
      status: 422,
      go: (w) => form(w, 'greffe', '2026-Q3'),
      post: () => ({ ...NUMBERS, whole: '12', was: '1' }),
    },
    'form, declared meanwhile': {
      as: OFFICE,
      status: 422,
      go: (w) => form(w, 'registre', '2026-Q3'),
      post: () => ({ ...NUMBERS, whole: '8', was: '0' }),
    },
    'form, corrected': {
      as: OFFICE,
      go: (w) => form(w, 'greffe', '2026-Q2'),
      post: () => ({ ...NUMBERS, whole: '8', was: '1' }),
    },
  })
