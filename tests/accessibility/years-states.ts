import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepYears } from '#barometer'
import { dayOf, type Language } from '#kernel'
import { gather, readMapping, takeOver } from '#volumes'
import { valueOf } from '../support/story.ts'
import { northern, NORTHERN_MAPPING } from '../volumes/countries.ts'
import type { State } from './state.ts'
import type { World } from './world.ts'

/** A small country, once: its years are long over, and change nothing of today’s figures. */
let done: Promise<void> | undefined
const takenOver = ({ house }: World): Promise<void> =>
  (done ??= (async () => {
    const { db, clock } = house.platform
    const folder = await mkdtemp(join(tmpdir(), 'parvis-years-'))
    const file = join(folder, 'north.csv')
    await writeFile(file, northern(220).csv)
    const inventory = await gather({
      mapping: valueOf(readMapping(NORTHERN_MAPPING)),
      mappingPath: file,
      files: [file],
      today: dayOf(clock()),
      year: null,
    })
    await rm(folder, { recursive: true })
    valueOf(await takeOver(db, clock, inventory, { files: [file], by: 'operator', digest: 'd' }))
    await house.ledger.caughtUp()
    await house.platform.volumes.names.refresh()
    await keepYears(db, clock, ['2023-03-31', '2022-03-31'])
  })())

const BASE = { fr: '/barometre/annees', en: '/en/barometer/years' }

type Row = { status?: number; go: (world: World) => Promise<string> | string }

const rows: Record<string, Row> = {
  none: { go: () => '' },
  'of a day that is none': { status: 404, go: () => '/2023-02-30/8' },
  several: { go: async (world) => (await takenOver(world), '') },
  'one, improved': { go: async (world) => (await takenOver(world), '/2023-03-31/2') },
  'one, used online': { go: async (world) => (await takenOver(world), '/2023-03-31/8') },
  'one, a page of it': { go: async (world) => (await takenOver(world), '/2022-03-31/8?page=3') },
  'of a target that no inventory tells of': {
    status: 404,
    go: async (world) => (await takenOver(world), '/2023-03-31/4'),
  },
}

/** Years that were taken over from the inventories of others, in every state. */
export const yearsStates = (): State[] =>
  Object.entries(rows).flatMap(([name, { status = 200, go }]) =>
    (['fr', 'en'] as const).map((language: Language): State => ({
      name: `years: ${name}`,
      channel: 'portal',
      language,
      as: null,
      status,
      go: async (world) => ({ path: `${BASE[language]}${await go(world)}`, form: undefined }),
    })),
  )
