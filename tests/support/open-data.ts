import type { OpenData } from '#opendata'
import { newId } from '#kernel'
import type { Agent } from '#parties'
import { valueOf } from './story.ts'

/** Sofia Marchetti keeps the data of the town; Hugo Lemieux those of the secretariat. */
export const keeper = (agent: string, name: string, organisation: string): Agent => ({
  kind: 'agent',
  id: `agent:${agent}`,
  agent,
  name,
  organisation,
  roles: ['donnees'],
})
export const sofia = keeper('sofia-marchetti', 'Sofia Marchetti', 'ville-des-ormes')
export const hugo = keeper('hugo-lemieux', 'Hugo Lemieux', 'secretariat-numerique')

type Entered = Parameters<OpenData['enter']>[1]['described']

const described = (given: Partial<Entered>): Entered => ({
  titleFr: 'Arbres publics',
  titleEn: 'Public trees',
  descriptionFr: 'Chaque arbre que la Ville entretient, avec son essence et son diamètre.',
  descriptionEn: 'Each tree that the town looks after, with its species and its diameter.',
  keywordsFr: 'arbres, forêt urbaine',
  keywordsEn: 'trees',
  theme: 'ENVI',
  licence: 'CC-BY-4.0',
  frequency: 'ANNUAL',
  contactName: 'Parcs et espaces verts',
  contactEmail: 'parcs@ville-des-ormes.example',
  spatial: 'Ville des Ormes',
  temporalFrom: '2024-01-01',
  temporalTo: '',
  sensitivity: 'open',
  personal: 'no',
  sensitivityReason: '',
  answers: { theme: '3', demand: '2', transparency: '1', reuse: '2', uniqueness: '2' },
  why: 'Des applications d’adoption d’arbres le demandent.',
  preparing: 'no',
  ...given,
})

export const enterDataset = async (
  opendata: OpenData,
  agent: Agent,
  given: Partial<Entered> = {},
): Promise<string> =>
  valueOf(await opendata.enter(agent, { described: described(given), key: newId(), distinct: true })).dataset
    .id

/** Sends a text as a file and publishes it, as the two pages of an organisation’s space do. */
export const publishText = async (
  opendata: OpenData,
  agent: Agent,
  id: string,
  { text, name, distribution = '' }: { text: string; name: string; distribution?: string },
): Promise<string> => {
  async function* chunks() {
    yield Buffer.from(text)
  }
  const sent = valueOf(
    await opendata.send(agent, id, {
      name,
      chunks: chunks(),
      distribution,
      format: '',
      titleFr: name,
      titleEn: '',
      key: newId(),
    }),
  )
  const digest = sent.dataset.distributions.find((one) => one.id === sent.distribution)!.pending!.digest
  valueOf(await opendata.publish(agent, id, { distribution: sent.distribution, digest, confirmed: true }))
  return sent.distribution
}

const SPECIES = ['Érable à sucre', 'Orme d’Amérique', 'Chêne rouge', 'Bouleau jaune']

/** Forty trees with their places: typed columns, decimals with a comma, quotes, an empty cell. */
export const TREES = `essence;diametre;plante_le;public;latitude;longitude\n${Array.from(
  { length: 40 },
  (_, at) =>
    [
      at === 3 ? '"Orme ""le vieux"" ; d’Amérique"' : SPECIES[at % 4],
      `${10 + at},5`,
      at === 5 ? '' : `${1960 + at}-05-01`,
      at % 2 ? 'oui' : 'non',
      (46.34 + at / 1000).toFixed(4),
      (-72.55 + ((at * 7) % 20) / 1000).toFixed(4),
    ].join(';'),
).join('\n')}\n`

export const PARKS = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [-72.548, 46.343] },
      properties: { nom: 'Parc des Ormes', hectares: 2.5 },
    },
    {
      type: 'Feature',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [-72.55, 46.34],
            [-72.54, 46.34],
            [-72.54, 46.35],
            [-72.55, 46.34],
          ],
        ],
      },
      properties: { nom: 'Boisé', hectares: 12 },
    },
  ],
})
