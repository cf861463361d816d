import type { Barometer, Publication } from '#barometer'
import { sha256 } from '#kernel'
import { PATHS } from '#portal'
import { withBarometer } from '../barometer/figures-of.ts'
import type { State } from './state.ts'

/** The pages of published measures in every state, in both languages. */

const digestOf = (text: string): string => sha256(text).toString('hex')

const publication = (name: string, more: Partial<Publication> = {}): Publication => ({
  name,
  day: name.slice(0, 10),
  revision: 1,
  publishedAt: '2026-11-23T05:04:12.000Z',
  digest: digestOf(`${name} manifest`),
  files: [
    {
      name: 'measures.ndjson',
      type: 'application/x-ndjson',
      bytes: 18_045,
      sha256: digestOf(`${name} measures`),
    },
    { name: 'figures.json', type: 'application/json', bytes: 47_120, sha256: digestOf(`${name} figures`) },
  ],
  head: { size: 50_123_456, root: digestOf(name) },
  proven: true,
  ...more,
})

/** Two years of them, one twice; the last is not proven yet, and one was published where nothing is signed. */
const MANY: readonly Publication[] = [
  publication('2026-11-22', { proven: false }),
  publication('2026-11-21-r2', { revision: 2 }),
  publication('2026-11-21', { head: { size: 0, root: null } }),
  ...Array.from({ length: 120 }, (_, back) =>
    publication(new Date(Date.parse('2026-11-20T12:00:00Z') - back * 86_400_000).toISOString().slice(0, 10)),
  ),
]

const published: Partial<Barometer> = {
  publications: async () => [...MANY],
  publication: async (name) => MANY.find((one) => one.name === name) ?? null,
}
const nothing: Partial<Barometer> = { publications: async () => [], publication: async () => null }

type Row = {
  of: 'measures' | 'publication'
  name?: string
  query?: string
  status?: number
  instead: Partial<Barometer>
}

const ROWS: Record<string, Row> = {
  'nothing published yet': { of: 'measures', instead: nothing },
  'many publications': { of: 'measures', instead: published },
  'many publications, the last page': { of: 'measures', query: 'page=3', instead: published },
  'a page that is none': { of: 'measures', query: 'page=NaN', instead: published },
  'one publication': { of: 'publication', name: '2026-11-20', instead: published },
  'one publication, not proven yet': { of: 'publication', name: '2026-11-22', instead: published },
  'one publication, a second version': { of: 'publication', name: '2026-11-21-r2', instead: published },
  'one publication, of a log that signs nothing': {
    of: 'publication',
    name: '2026-11-21',
    instead: published,
  },
  'a publication that does not exist': {
    of: 'publication',
    name: '1999-01-01',
    status: 404,
    instead: published,
  },
}

export const measuresStates = (): State[] =>
  (['fr', 'en'] as const).flatMap((language) =>
    Object.entries(ROWS).map(([name, row]): State => {
      let putBack = () => {}
      return {
        name: `measures: ${name}`,
        channel: 'portal',
        language,
        as: null,
        status: row.status ?? 200,
        async go({ house }) {
          putBack = withBarometer(house, row.instead)
          const path = PATHS[row.of][language].replace(':publication', row.name ?? '')
          return { path: row.query ? `${path}?${row.query}` : path, form: undefined }
        },
        then: async () => putBack(),
      }
    }),
  )
