import { QUALITIES, STATES, THEMES, type Wanted } from '#opendata'
import { DATA } from './words.ts'

export const PAGE_SIZE = 50
const MOST_PAGES = 1_000

export type Asked = Pick<Wanted, 'text' | 'state' | 'theme' | 'potential' | 'quality'> & { page: number }

const among = (values: readonly string[], asked: string | null): string =>
  values.find((one) => one === asked) ?? ''

/** What an address of the list asks for; every part has a default, so that any address is one. */
export const readAsked = (query: URLSearchParams): Asked => {
  const page = Number(query.get('page'))
  const text = (query.get('q') ?? '')
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 100)
  return {
    text,
    state: among(STATES, query.get('etat')),
    theme: among(THEMES, query.get('theme')),
    potential: among(['high', 'other'], query.get('potentiel')),
    quality: among(QUALITIES, query.get('verification')),
    page: Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1,
  }
}

/** The address of the list with some parts changed; the first page unless told. */
export const addressOf = (asked: Asked, change: Partial<Asked> = {}): string => {
  const { text, state, theme, potential, quality, page } = { ...asked, page: 1, ...change }
  const query = new URLSearchParams({
    ...(text && { q: text }),
    ...(state && { etat: state }),
    ...(theme && { theme }),
    ...(potential && { potentiel: potential }),
    ...(quality && { verification: quality }),
    ...(page > 1 && { page: String(page) }),
  }).toString()
  return query ? `${DATA}?${query}` : DATA
}

export const isFiltered = ({ page: _page, ...filters }: Asked): boolean =>
  Object.values(filters).some(Boolean)
