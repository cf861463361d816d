import { isTopic, REGIONS, STANDINGS, type Standing } from '#consultations'

/** What is asked of the register by its address: anything that is none of its choices asks nothing. */
export type Asked = {
  search: string
  standing: Standing | ''
  topic: string
  region: string
  organisation: string
  page: number
}

type Query = Record<string, string>

export const askedIn = (query: Query): Asked => ({
  search: (query['search'] ?? '').slice(0, 200).trim(),
  standing: STANDINGS.find((one) => one === query['standing']) ?? '',
  topic: isTopic(query['topic'] ?? '') ? query['topic']! : '',
  region: REGIONS.has(query['region'] ?? '') ? query['region']! : '',
  organisation: slug(query['organisation']),
  page: pageIn(query),
})

const slug = (text = ''): string => (/^[a-z0-9-]{1,80}$/.test(text) ? text : '')

export const pageIn = (query: Query): number =>
  Math.max(1, Math.min(10_000, Number.parseInt(query['page'] ?? '1', 10) || 1))

/** The end of an address that asks this: what asks nothing is left out. */
export const queryOf = (asked: Record<string, string | number>): string => {
  const said = Object.entries(asked).filter(
    ([name, value]) => value !== '' && !(name === 'page' && value === 1),
  )
  return said.length > 0
    ? `?${new URLSearchParams(said.map(([name, value]): [string, string] => [name, String(value)]))}`
    : ''
}
