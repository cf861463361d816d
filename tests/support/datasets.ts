import type { Dataset, Distribution } from '#opendata'

/** A dataset of which only the least is known, published. */
export const plainDataset = (given: Partial<Dataset> = {}): Dataset => ({
  id: 'arbres',
  organisation: 'ville-des-ormes',
  title: { fr: 'Arbres publics', en: '' },
  description: { fr: 'Les arbres que la ville entretient.', en: '' },
  keywords: { fr: [], en: [] },
  theme: 'ENVI',
  licence: 'CC-BY-4.0',
  frequency: 'IRREG',
  contact: { name: 'Sofia Marchetti', email: 'donnees@ville-des-ormes.example' },
  spatial: '',
  temporal: { from: null, to: null },
  sensitivity: { level: 'open', personal: false, reason: '' },
  potential: {
    criteria: '2026-01-01',
    answers: {},
    why: '',
    score: 0,
    most: 15,
    threshold: 9,
    high: false,
    reasons: [],
  },
  state: 'published',
  withdrawn: null,
  obstacles: [],
  createdAt: '2026-10-01T14:00:00.000Z',
  updatedAt: '2026-11-02T14:00:00.000Z',
  publishedAt: '2026-10-02T14:00:00.000Z',
  revision: 3,
  distributions: [],
  quality: 'unchecked',
  measured: null,
  ...given,
})

/** One of which everything is known: a file kept here, a link that leads elsewhere, a table of the platform's own. */
export const fullDataset = (given: Partial<Dataset> = {}): Dataset =>
  plainDataset({
    id: 'plein',
    title: { fr: 'Nids-de-poule réparés', en: 'Potholes repaired' },
    description: {
      fr: 'Chaque réparation, sa rue et son coût.',
      en: 'Each repair, its street and its cost.',
    },
    keywords: { fr: ['chaussée', 'réparation'], en: ['road', 'repair'] },
    theme: 'TRAN',
    licence: 'CC0-1.0',
    frequency: 'MONTHLY',
    spatial: 'Ville des Ormes',
    temporal: { from: '2024-01-01', to: null },
    distributions: [
      distribution({
        id: '3f0e8a94-5a0c-4a3f-9a55-1d2f1b8f7c01',
        kind: 'upload',
        digest: 'ab'.repeat(32),
        bytes: 1234,
        rows: 40,
      }),
      distribution({
        id: '3f0e8a94-5a0c-4a3f-9a55-1d2f1b8f7c02',
        kind: 'link',
        format: 'geojson',
        mediaType: 'application/geo+json',
        url: 'https://donnees.example/nids.geojson',
      }),
      distribution({ id: '3f0e8a94-5a0c-4a3f-9a55-1d2f1b8f7c03', kind: 'query', query: 'services', rows: 3 }),
    ],
    quality: 'good',
    ...given,
  })

const distribution = (given: Partial<Distribution> & Pick<Distribution, 'id' | 'kind'>): Distribution => ({
  title: { fr: '', en: '' },
  status: 'published',
  format: 'csv',
  mediaType: 'text/csv',
  url: null,
  query: null,
  digest: null,
  bytes: null,
  rows: null,
  schema: null,
  versions: [],
  pending: null,
  updatedAt: '2026-11-02T14:00:00.000Z',
  lastCheck: null,
  counts: true,
  ...given,
})
