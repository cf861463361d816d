import { Readable } from 'node:stream'
import { receiveFile } from '#documents'
import { newId } from '#kernel'
import { addToMonth, type Import } from '#volumes'
import { valueOf } from '../support/story.ts'
import { type SpaceRow, spaceStates } from './space-rows.ts'
import type { State } from './state.ts'
import { LONG_WORD, RTL, type World } from './world.ts'

const SOFIA = 'agent:sofia-marchetti'
const PAGE = '/organisation/volumes'
const SERVICE = 'signalement-chaussee'

const agentOf = ({ house }: World) => house.platform.access.agents().find(({ id }) => id === SOFIA)!

const sent = async ({ house, ...world }: World, rows: readonly string[]): Promise<string> => {
  const { volumes } = house.platform
  const text = ['service;mois;canal;nombre;note', ...rows].join('\n')
  const file = valueOf(await receiveFile(Readable.from([Buffer.from(text)]), 1e8))
  const key = newId()
  const said = { repeated: 'refuse', known: 'replace', provenance: 'declared', evidence: null } as const
  const name = `${RTL} ${LONG_WORD.slice(0, 60)}.csv`
  valueOf(
    await volumes.receive(agentOf({ house, ...world } as World), { key, file: { ...file, name }, said }),
  )
  await file.letGo()
  await volumes.idle()
  return key
}

/** A year of the counter, another number each time: the same file is told as such. */
let times = 0
const good = (): string[] => {
  times += 1
  return Array.from(
    { length: 12 },
    (_, back) =>
      `${SERVICE};${addToMonth('2026-10', -back)};comptoir;${100 + back + times};registre ${times}`,
  )
}

const bad = [
  ...Array.from({ length: 150 }, (_, at) => `${LONG_WORD};2026-${at};pigeon;-${at};`),
  `${SERVICE};2026-03;papier;4;`,
  `${SERVICE};2026-03;papier;4;`,
]

const at = (id: string, more = ''): string => `${PAGE}/${id}${more}`

const confirmed = async (world: World): Promise<string> => {
  const id = await sent(world, good())
  const { volumes } = world.house.platform
  valueOf(await volumes.confirm(agentOf(world), id, 'replace'))
  await volumes.idle()
  return id
}

/** An import on its way, as long as it is looked at. */
const underWay = (status: Import['status']): SpaceRow => {
  let putBack = () => {}
  return {
    as: SOFIA,
    go: async (world) => {
      const id = await sent(world, good())
      const { volumes } = world.house.platform
      const { find } = volumes
      const one = (await find('ville-des-ormes', id))!
      volumes.find = async () => ({ ...one, status, done: 61_200, todo: 100_000 })
      putBack = () => void (volumes.find = find)
      return at(id, '?suivi=non')
    },
    then: async () => putBack(),
  }
}

/** An act whose page comes once it is done, however slow the machine is: the page that follows an import reloads. */
const actDone = (
  act: string,
  from: (world: World) => Promise<string>,
  form: Record<string, string>,
): SpaceRow => {
  let putBack = () => {}
  return {
    as: SOFIA,
    go: async (world) => {
      const { volumes } = world.house.platform
      const { settled, idle } = volumes
      volumes.settled = () => idle()
      putBack = () => void (volumes.settled = settled)
      return at(await from(world), act)
    },
    post: () => form,
    then: async () => putBack(),
  }
}

const NOBODYS = '01a20269-5d58-76ad-bdf8-42342cf621ec'

/** Volumes of other channels, in every state. */
export const volumesStates = (): State[] =>
  spaceStates('volumes', {
    'nothing yet': { as: 'agent:hugo-lemieux', go: () => PAGE },
    'nothing yet, for somebody who reads': { as: 'agent:mathieu-lefebvre', go: () => PAGE },
    form: { as: SOFIA, go: () => `${PAGE}/nouveau` },
    'form, for somebody who reads': { as: 'agent:awa-diallo', status: 403, go: () => `${PAGE}/nouveau` },
    'form, without a file': { as: SOFIA, status: 422, go: () => `${PAGE}/nouveau`, post: () => ({}) },
    'being checked': underWay('received'),
    'being applied': underWay('confirmed'),
    'being undone': underWay('undoing'),
    'to be mended': { as: SOFIA, go: async (world) => at(await sent(world, bad)) },
    'to be mended, its second page': {
      as: SOFIA,
      go: async (world) => at(await sent(world, [...bad, ';;;;']), '?page=2'),
    },
    'to be mended, confirmed all the same': {
      as: SOFIA,
      status: 422,
      go: async (world) => at(await sent(world, [...bad, `;;;1;`]), '/confirmer'),
      post: () => ({}),
    },
    'to be confirmed': { as: SOFIA, go: async (world) => at(await sent(world, good())) },
    'to be confirmed, adding up': {
      as: SOFIA,
      go: async (world) => {
        await confirmed(world)
        return at(await sent(world, good()), '?known=add')
      },
    },
    'to be confirmed, for somebody who reads': {
      as: 'agent:awa-diallo',
      go: async (world) => at(await sent(world, good())),
    },
    'confirmed, by its form': actDone('/confirmer', (world) => sent(world, good()), { known: 'replace' }),
    applied: { as: SOFIA, go: async (world) => at(await confirmed(world)) },
    'undone after others came': {
      as: SOFIA,
      status: 422,
      go: async (world) => {
        const id = await confirmed(world)
        await confirmed(world)
        return at(id, '/annuler')
      },
      post: () => ({}),
    },
    'undone, by its form': actDone('/annuler', confirmed, {}),
    dropped: {
      as: SOFIA,
      go: async (world) => at(await sent(world, good()), '/abandonner'),
      post: () => ({}),
    },
    'an act without its form': {
      as: SOFIA,
      go: async (world) => at(await sent(world, good()), '/confirmer'),
    },
    'undoing without its form': { as: SOFIA, go: async (world) => at(await sent(world, good()), '/annuler') },
    'dropping without its form': {
      as: SOFIA,
      go: async (world) => at(await sent(world, good()), '/abandonner'),
    },
    'of another organisation': { status: 404, go: async (world) => at(await sent(world, good())) },
    'an act on what is another’s': {
      status: 404,
      go: async (world) => at(await sent(world, good()), '/confirmer'),
      post: () => ({}),
    },
    unknown: { as: SOFIA, status: 404, go: () => at(NOBODYS) },
    'all of them': { as: SOFIA, go: () => PAGE },
  })
