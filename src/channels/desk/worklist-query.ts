import { matchKey, readNumber } from '#kernel'
import { type View, VIEWS, type WorklistQuery } from '#work'
import { LIST, screenOf, VIEW_WORDS } from './words.ts'

/** What an address of the list asks for. Every part has a default, so that any address is one. */
export type Wanted = {
  view: View
  /** Empty for every service. */
  service: string
  /** As it was typed. */
  search: string
  sort: WorklistQuery['sort']
  page: number
  density: 'comfortable' | 'compact'
}

export const PAGE_SIZE = 50

const SORTS = { due: 'echeance', filed: 'depot', applicant: 'nom' } as const satisfies Record<
  Wanted['sort'],
  string
>

const DEFAULTS: Wanted = {
  view: 'todo',
  service: '',
  search: '',
  sort: 'due',
  page: 1,
  density: 'comfortable',
}

const MOST_CHARACTERS = 100
const MOST_PAGES = 100_000

export const readWanted = (query: URLSearchParams): Wanted => {
  const asked = (name: string) => (query.get(name) ?? '').normalize('NFC').trim().slice(0, MOST_CHARACTERS)
  const page = Number(asked('page'))
  return {
    view: VIEWS.find((view) => VIEW_WORDS[view].id === asked('vue')) ?? DEFAULTS.view,
    service: asked('service'),
    // What holds neither letter nor digit looks for nothing.
    search: searchKeys(asked('q'))
      ? asked('q')
          .toWellFormed()
          .replace(/\p{Cc}/gu, ' ')
      : '',
    sort:
      (Object.keys(SORTS) as Wanted['sort'][]).find((sort) => SORTS[sort] === asked('tri')) ?? DEFAULTS.sort,
    page: Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1,
    density: asked('densite') === 'serree' ? 'compact' : 'comfortable',
  }
}

/** The parts of an address that differ from the defaults, under the names that `readWanted` reads. */
export const partsOf = (wanted: Wanted): Record<string, string> => {
  const { view, service, search, sort, page, density } = wanted
  return {
    ...(view !== DEFAULTS.view && { vue: VIEW_WORDS[view].id }),
    ...(service && { service }),
    ...(search && { q: search }),
    ...(sort !== DEFAULTS.sort && { tri: SORTS[sort] }),
    ...(density === 'compact' && { densite: 'serree' }),
    ...(page > 1 && { page: String(page) }),
  }
}

/** The address of a list, with `change` made to it; another list than the one seen begins at its first page. */
export const addressOf = (wanted: Wanted, change: Partial<Wanted> = {}): string => {
  const query = new URLSearchParams(partsOf({ ...wanted, page: 1, ...change })).toString()
  return query ? `${LIST}?${query}` : LIST
}

/** The address of the list as it is seen, its page too. */
export const listAsSeen = (wanted: Wanted): string => addressOf(wanted, { page: wanted.page })

/** Where a dossier's screen is; `to` leads further, such as to the form of an act. */
export type Screen = (
  dossier: string,
  to?: { path?: string; query?: Readonly<Record<string, string>>; place?: string },
) => string

/** A dossier opened from a list carries that list in its address, so that whoever goes back finds it as it was. */
export const screenFrom =
  (wanted: Wanted): Screen =>
  (dossier, { path = '', query = {}, place = '' } = {}) => {
    const asked = new URLSearchParams({ ...partsOf(wanted), ...query }).toString()
    return `${screenOf(dossier)}${path && `/${path}`}${asked && `?${asked}`}${place && `#${place}`}`
  }

/** What was typed, as the list is searched: a number read aloud or copied badly, or the words of a name in any order. */
export const searchKeys = (typed: string): string | undefined => {
  const number = readNumber(typed)
  if (number) return matchKey(number)
  const keys = typed.split(/\s+/).map(matchKey).filter(Boolean)
  return keys.length > 0 ? keys.slice(0, 6).join(' ') : undefined
}
