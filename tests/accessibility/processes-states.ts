import { newId } from '#kernel'
import type { Inventory, Process, TypedStep } from '#processes'
import { insertSeen } from '../processes/seen.ts'
import { described, head, step } from '../processes/writing.ts'
import { valueOf } from '../support/story.ts'
import { spaceStates } from './space-rows.ts'
import type { State } from './state.ts'
import { EMOJI, LONG_TEXT, LONG_WORD, RTL, type World } from './world.ts'

/** Those who plan at the town, where there are many; at the family board, nothing was ever described. */
const TOWN = 'agent:sofia-marchetti'
const READER = 'agent:jean-marc-fortin'
const LIST = '/organisation/processus'
const UGLY = `${EMOJI} ${RTL} ${LONG_WORD}`.slice(0, 120)

const inventoryOf = ({ house }: World, id: string): Inventory =>
  house.platform.processes.inventoryFor(house.platform.access.agents().find((agent) => agent.id === id)!)

/** Sixty processes in some units, once: the list has a second page. */
let many: Promise<void> | undefined
const populated = (world: World): Promise<void> =>
  (many ??= (async () => {
    const inventory = inventoryOf(world, TOWN)
    for (let at = 0; at < 56; at++) {
      const form = head(`Processus ${at}`, { unit: `Unité ${at % 7}`, pages: String(at * 1000), hours: '12' })
      valueOf(await inventory.add(newId(), form))
    }
    await described(inventory, 'Permis de démolir', {
      unit: 'Unité 0',
      papers: { request: 'enters', archive: 'archived' },
    })
    await described(inventory, UGLY, { unit: UGLY })
  })())

const onPaper: Partial<TypedStep> = {
  what: LONG_TEXT.slice(0, 480),
  articles: 'C-19, a. 345\nA-21.1, a. 7',
  law: LONG_TEXT.slice(0, 400),
  system: LONG_WORD.slice(0, 400),
  habit: RTL,
}

const page = ({ id }: Process, more = ''): string => `${LIST}/${id}${more}`
const added = async (world: World, name = 'Permis de feu'): Promise<Process> => {
  const { process } = valueOf(await inventoryOf(world, TOWN).add(newId(), head(name)))
  return process
}
const whole = (world: World) =>
  described(inventoryOf(world, TOWN), 'Vente d’un terrain', { papers: { decision: 'handled' } })
const withUglyStep = async (world: World): Promise<Process> => {
  const process = await whole(world)
  valueOf(
    await inventoryOf(world, TOWN).putStep(process.id, newId(), step('delivery', 'leaves', onPaper), ''),
  )
  return process
}
const archived = async (world: World): Promise<Process> => {
  const process = await whole(world)
  valueOf(await inventoryOf(world, TOWN).archive(process.id))
  return process
}
/** Described without paper, and a pothole was told on paper. */
const denied = async (world: World): Promise<Process> => {
  const process = await described(inventoryOf(world, TOWN), 'Nids-de-poule', {
    service: 'signalement-chaussee',
  })
  const { db } = world.house
  await insertSeen(db, {
    organisation: 'ville-des-ormes',
    service: 'signalement-chaussee',
    day: '2026-11-20',
  })
  return process
}

/** The inventory of processes, in every state. */
export const processesStates = (): State[] =>
  spaceStates('processes', {
    'list, empty': { go: () => LIST },
    'list, empty, of somebody who reads': { as: 'agent:lucie-gagnon', go: () => LIST },
    'list, of many': { as: TOWN, go: async (w) => (await populated(w), LIST) },
    'list, second page': { as: TOWN, go: async (w) => (await populated(w), `${LIST}?page=2`) },
    'list, filtered': {
      as: READER,
      go: async (w) => (
        await populated(w),
        `${LIST}?q=permis&papier=avec&unite=unite-0&cause=loi&article=C-19`
      ),
    },
    'list, nothing found': { as: TOWN, go: () => `${LIST}?q=${encodeURIComponent(UGLY)}%25&etat=archives` },
    'list, archived': { as: TOWN, go: async (w) => (await archived(w), `${LIST}?etat=archives`) },
    'new, its form': { as: TOWN, go: () => `${LIST}/nouveau` },
    'new, refused': {
      as: TOWN,
      status: 422,
      go: () => `${LIST}/nouveau`,
      post: () => ({ key: newId(), name: 'Taxes', unit: '', pages: 'beaucoup' }),
    },
    'new, cost refused': {
      as: TOWN,
      status: 422,
      go: () => `${LIST}/nouveau`,
      post: () => ({ key: newId(), name: UGLY, unit: UGLY, pages: 'beaucoup' }),
    },
    'new, done': {
      as: TOWN,
      go: () => `${LIST}/nouveau`,
      post: () => ({ key: newId(), name: 'Taxes', unit: 'Finances', pages: '10', hours: '' }),
    },
    'page, nothing described': { as: TOWN, go: async (w) => page(await added(w)) },
    'page, described': { as: TOWN, go: async (w) => page(await whole(w)) },
    'page, with all that is long': { as: TOWN, go: async (w) => page(await withUglyStep(w)) },
    'page, with a name that is long': { as: TOWN, go: async (w) => page(await added(w, UGLY)) },
    'page, of somebody who reads': { as: READER, go: async (w) => page(await whole(w)) },
    'page, denied by what is observed': { as: TOWN, go: async (w) => page(await denied(w)) },
    'page, archived': { as: TOWN, go: async (w) => page(await archived(w)) },
    'page, of another organisation': { status: 404, go: async (w) => page(await whole(w)) },
    'page, an act refused': {
      as: READER,
      status: 422,
      go: async (w) => page(await whole(w)),
      post: () => ({ _do: 'archiver' }),
    },
    'page, a step taken out': {
      as: TOWN,
      go: async (w) => {
        const process = await whole(w)
        dropped = process.steps[0]!.id
        return page(process)
      },
      post: () => ({ _do: `retirer:${dropped}` }),
    },
    'page, restored': {
      as: TOWN,
      go: async (w) => page(await archived(w)),
      post: () => ({ _do: 'retablir' }),
    },
    'head, its form': { as: TOWN, go: async (w) => page(await whole(w), '/modifier') },
    'head, refused': {
      as: TOWN,
      status: 422,
      go: async (w) => page(await whole(w), '/modifier'),
      post: () => ({ was: 'x', name: 'Ventes', unit: 'Finances', service: '', pages: '', hours: '' }),
    },
    'step, its form': { as: TOWN, go: async (w) => page(await added(w), '/etapes/nouvelle?etape=decision') },
    'step, there already': {
      as: TOWN,
      go: async (w) => {
        const process = await whole(w)
        return page(process, `/etapes/${process.steps[3]!.id}`)
      },
    },
    'step, that is not there': { as: TOWN, go: async (w) => page(await added(w), `/etapes/${newId()}`) },
    'step, refused': {
      as: TOWN,
      status: 422,
      go: async (w) => page(await added(w), `/etapes/${newId()}`),
      post: () => ({ ...step('delivery', 'leaves', onPaper), articles: LONG_TEXT.slice(0, 300), was: '' }),
    },
    units: { as: TOWN, go: async (w) => (await populated(w), `${LIST}/unites`) },
    'units, none': { go: () => `${LIST}/unites` },
    'units, for somebody who reads': { as: READER, go: () => `${LIST}/unites` },
    'units, refused': {
      as: TOWN,
      status: 422,
      go: async (w) => (await populated(w), `${LIST}/unites`),
      post: () => ({ act: 'renommer:unite-1', 'name.unite-1': 'Unité 2' }),
    },
    'units, one closed': {
      as: TOWN,
      go: async (w) => {
        valueOf(await inventoryOf(w, TOWN).addUnit('Vétérans'))
        return `${LIST}/unites`
      },
      post: () => ({ _do: 'fermer:veterans' }),
    },
  })

let dropped = ''
