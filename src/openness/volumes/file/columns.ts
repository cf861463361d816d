import type { VolumeChannel } from '../channels.ts'

/** The columns of the template, in its order; each by the heads that people give it, without case nor accents. */
export const COLUMNS = {
  service: ['service', 'prestation'],
  month: ['mois', 'month'],
  channel: ['canal', 'voie', 'channel', 'mode'],
  count: ['nombre', 'volume', 'count', 'demandes'],
  note: ['note', 'preuve', 'source'],
} as const

export type ColumnName = keyof typeof COLUMNS

export const HEADING: Record<ColumnName, string> = {
  service: 'service',
  month: 'mois',
  channel: 'canal',
  count: 'nombre',
  note: 'note',
}

/** What people write for a channel, and what an export of a system writes. */
const CHANNEL_WORDS: Record<VolumeChannel, readonly string[]> = {
  portal: ['en ligne', 'portail', 'web', 'internet', 'portal', 'online'],
  partner: ['partenaire', 'partner'],
  counter: ['comptoir', 'guichet', 'en personne', 'counter', 'in person'],
  phone: ['telephone', 'tel', 'phone'],
  paper: ['papier', 'poste', 'courrier', 'paper', 'mail'],
  other: ['autre', 'autres', 'courriel', 'telecopie', 'other'],
}

/** Without case, accents, quotation marks around nor doubled spaces. */
export const plain = (typed: string): string =>
  typed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()

const channels = new Map(
  Object.entries(CHANNEL_WORDS).flatMap(([channel, words]) =>
    words.map((word) => [word, channel as VolumeChannel] as const),
  ),
)

export const channelNamed = (typed: string): VolumeChannel | null => channels.get(plain(typed)) ?? null

/** Where each column is; the names of those that are missing. A note is not required. */
export const placesIn = (
  heads: readonly string[],
): { places: Map<ColumnName, number>; missing: ColumnName[] } => {
  const found = heads.map(plain)
  const names = Object.keys(COLUMNS) as ColumnName[]
  const places = new Map(
    names.flatMap((name) => {
      const at = found.findIndex((head) => (COLUMNS[name] as readonly string[]).includes(head))
      return at < 0 ? [] : [[name, at] as const]
    }),
  )
  return { places, missing: names.filter((name) => name !== 'note' && !places.has(name)) }
}
