import type { Check, Dataset, OpenData } from '#opendata'
import { fullDataset, plainDataset } from '../support/datasets.ts'
import { enterDataset, PARKS, publishText, sofia, TREES } from '../support/open-data.ts'
import type { Row } from './row.ts'
import { EMOJI, LONG_TEXT, LONG_WORD, RTL, type World } from './world.ts'

/** Open data as the public meets it: every page in every state that one can find it in. */

/** Datasets that are really published, made once: a table with places, places themselves, values over time. */
const made = new WeakMap<World, Promise<{ trees: string; parks: string; water: string; digests: string }>>()
const published = (world: World) => {
  let them = made.get(world)
  if (!them) made.set(world, (them = publish(world)))
  return them
}

const publish = async (world: World) => {
  const { opendata } = world.house.platform
  const trees = await enterDataset(opendata, sofia)
  const file = await publishText(opendata, sofia, trees, { text: TREES, name: 'arbres.csv' })
  await publishText(opendata, sofia, trees, { text: TREES, name: 'arbres.csv', distribution: file })
  const parks = await enterDataset(opendata, sofia, { titleFr: 'Parcs', titleEn: 'Parks' })
  await publishText(opendata, sofia, parks, { text: PARKS, name: 'parcs.geojson' })
  const water = await enterDataset(opendata, sofia, { titleFr: 'Eau', titleEn: '', theme: 'HEAL' })
  const days = Array.from(
    { length: 30 },
    (_, at) => `2026-09-${String(at + 1).padStart(2, '0')},${18 - at / 3}`,
  )
  await publishText(opendata, sofia, water, { text: `jour,degres\n${days.join('\n')}\n`, name: 'eau.csv' })
  const digests = await enterDataset(opendata, sofia, { titleFr: 'Empreintes', titleEn: 'Digests' })
  await publishText(opendata, sofia, digests, { text: DIGESTS, name: 'empreintes.csv' })
  return { trees, parks, water, digests }
}

/** As many columns as are shown, and values that have nowhere to break: fingerprints, addresses, names of fields. */
const DIGESTS = [
  'publication,jour,revision,publishedAt,nom_du_fichier_tel_que_publie,octets,sha256,adresse_complete',
  ...Array.from({ length: 12 }, (_, at) => {
    const name = `mesures-de-la-publication-${at}.ndjson`
    const address = `https://donnees.ville-des-ormes.example/mesures/2026-06-30/${name}`
    return `2026-06-30,2026-06-30,1,2026-06-30T11:59:32.794Z,${name},46638,${'b7'.repeat(32)},${address}`
  }),
  '',
].join('\n')

/** Another answer than the domain’s, until the page was seen. */
const instead = (world: World, over: Partial<OpenData>): (() => void) => {
  const { platform } = world.house
  const kept = platform.opendata
  platform.opendata = { ...kept, ...over }
  return () => void (platform.opendata = kept)
}

const answering = (
  name: string,
  over: Partial<OpenData>,
  query?: string,
  of: 'data' | 'dataset' = 'dataset',
): Row => {
  let putBack = () => {}
  return {
    go: ({ world, at }) => {
      putBack = instead(world, over)
      return of === 'data' ? at('data', { query }) : at('dataset', { dataset: name, query })
    },
    then: async () => putBack(),
  }
}

const showing = (dataset: Dataset): Row =>
  answering(dataset.id, { find: async () => dataset, changes: async () => [] })

const check = (result: 'pass' | 'fail'): Check => ({
  at: '2026-11-23T09:00:00.000Z',
  downloadable: result === 'pass',
  bytes: 1234,
  rows: 40,
  cut: false,
  findings: [
    {
      criterion: 'downloadable',
      result,
      code: result === 'pass' ? 'downloaded' : 'status',
      details: { status: 404, bytes: 1234 },
    },
    { criterion: 'schema', result: 'not-applicable', code: 'no-schema', details: {} },
  ],
})

const failing = (): Dataset => {
  const dataset = fullDataset({ quality: 'poor', potential: potential() })
  return {
    ...dataset,
    distributions: dataset.distributions
      .filter(({ kind }) => kind === 'link')
      .map((one) => ({ ...one, lastCheck: check('fail'), counts: false })),
  }
}

const potential = (): Dataset['potential'] => ({
  criteria: '2026-01-01',
  answers: { theme: 3 },
  why: 'Demandé chaque année.',
  score: 12,
  most: 15,
  threshold: 8,
  high: true,
  reasons: [{ criterion: 'theme', points: 3, fr: 'Un thème de forte valeur.', en: 'A theme of high value.' }],
})

const UGLY = `${RTL} ${EMOJI} ${LONG_WORD} <script>alert(1)</script>`
const ugly = (): Dataset =>
  fullDataset({
    title: { fr: UGLY, en: '' },
    description: { fr: LONG_TEXT, en: '' },
    spatial: LONG_WORD,
    keywords: { fr: [LONG_WORD, RTL], en: [] },
    contact: { name: LONG_WORD, email: `${'a'.repeat(60)}@ville-des-ormes.example` },
    distributions: failing().distributions.map((one) => ({
      ...one,
      title: { fr: UGLY, en: '' },
      url: `https://donnees.example/${'x'.repeat(300)}`,
    })),
  })

export const openDataRows: Record<string, Row> = {
  'open data, nothing listed': answering(
    '',
    {
      search: async () => ({ datasets: [], count: 0 }),
      facets: async () => ({ organisation: [], theme: [], format: [], licence: [], quality: [], state: [] }),
    },
    undefined,
    'data',
  ),
  'open data': {
    go: async ({ world, at }) => {
      await published(world)
      return at('data')
    },
  },
  'open data, filtered': {
    go: ({ at }) =>
      at('data', { query: 'q=arbres&organisation=ville-des-ormes&theme=ENVI&etat=published&tri=title' }),
  },
  'open data, nothing found': { go: ({ at }) => at('data', { query: 'q=introuvable&theme=RIEN' }) },
  'open data, a page that is none': { go: ({ at }) => at('data', { query: 'page=1e99' }) },
  'open data, long and odd': answering(
    '',
    { search: async () => ({ datasets: Array.from({ length: 20 }, ugly), count: 900 }) },
    'page=3',
    'data',
  ),
  'use the data API': { go: ({ at }) => at('dataApi') },
  'a dataset, its table, map and chart': {
    go: async ({ world, at }) => at('dataset', { dataset: (await published(world)).trees }),
  },
  'a dataset, further rows': {
    go: async ({ world, at }) => at('dataset', { dataset: (await published(world)).trees, query: 'page=4' }),
  },
  'a dataset, rows that are not there': {
    go: async ({ world, at }) =>
      at('dataset', { dataset: (await published(world)).trees, query: 'page=999&fichier=rien' }),
  },
  'a dataset of places': {
    go: async ({ world, at }) => at('dataset', { dataset: (await published(world)).parks }),
  },
  'a dataset over time': {
    go: async ({ world, at }) => at('dataset', { dataset: (await published(world)).water }),
  },
  'a dataset of long values': {
    go: async ({ world, at }) => at('dataset', { dataset: (await published(world)).digests }),
  },
  'a dataset whose file is away': showing(failing()),
  'a dataset, long and odd': showing(ugly()),
  'a dataset not published yet': showing(
    plainDataset({
      state: 'preparing',
      quality: 'none',
      potential: potential(),
      obstacles: [
        { id: 'a', what: 'Retirer les adresses', owner: 'Parcs', until: '2026-12-15', removedOn: null },
        {
          id: 'b',
          what: 'Choisir une licence',
          owner: 'Direction',
          until: '2026-10-15',
          removedOn: '2026-10-12',
        },
      ],
    }),
  ),
  'a dataset not published yet, without an obstacle': showing(
    plainDataset({ state: 'inventoried', quality: 'none' }),
  ),
  'a dataset that will not be published': showing(
    plainDataset({
      state: 'inventoried',
      quality: 'none',
      sensitivity: { level: 'confidential', personal: true, reason: LONG_TEXT },
    }),
  ),
  'a dataset that was withdrawn': showing(
    plainDataset({
      state: 'withdrawn',
      quality: 'none',
      withdrawn: {
        reason: 'replaced',
        words: LONG_WORD,
        at: '2026-11-01T12:00:00.000Z',
        replacedBy: 'plein',
      },
    }),
  ),
  'a dataset that does not exist': { status: 404, go: ({ at }) => at('dataset', { dataset: 'rien-de-tel' }) },
}
