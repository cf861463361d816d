import { OBSTACLES, type Wanted } from '#processes'
import { PROCESSES } from './words.ts'

export const PAGE_SIZE = 50
const MOST_PAGES = 1_000
const MOST_CHARACTERS = 100
const PAPERS = { avec: 'some', sans: 'none', 'a-decrire': 'unknown' } as const
const CAUSES = { loi: 'law', systeme: 'system', habitude: 'habit' } as const

export type Asked = Wanted & { page: number }

/** What an address of the list asks for; every part has a default, so that any address is one. */
export const readAsked = (query: URLSearchParams): Asked => {
  const asked = (name: string) =>
    (query.get(name) ?? '')
      .toWellFormed()
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, MOST_CHARACTERS)
  const page = Number(asked('page'))
  const cause = CAUSES[asked('cause') as keyof typeof CAUSES] ?? ''
  return {
    words: asked('q'),
    unit: asked('unite'),
    paper: PAPERS[asked('papier') as keyof typeof PAPERS] ?? '',
    obstacle: OBSTACLES.find((one) => one === cause) ?? '',
    article: asked('article'),
    status: asked('etat') === 'archives' ? 'archived' : 'active',
    page: Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1,
  }
}

export const keyOf = (names: Readonly<Record<string, string>>, value: string): string =>
  Object.keys(names).find((name) => names[name] === value) ?? ''

export const paperKey = (paper: string): string => keyOf(PAPERS, paper)
export const causeKey = (obstacle: string): string => keyOf(CAUSES, obstacle)

/** The address of the list with some parts changed; the first page unless told. */
export const addressOf = (asked: Asked, change: Partial<Asked> = {}): string => {
  const { words, unit, paper, obstacle, article, status, page } = { ...asked, page: 1, ...change }
  const parts = {
    ...(words && { q: words }),
    ...(unit && { unite: unit }),
    ...(paper && { papier: paperKey(paper) }),
    ...(obstacle && { cause: causeKey(obstacle) }),
    ...(article && { article }),
    ...(status === 'archived' && { etat: 'archives' }),
    ...(page > 1 && { page: String(page) }),
  }
  const query = new URLSearchParams(parts).toString()
  return query ? `${PROCESSES}?${query}` : PROCESSES
}

export const isFiltered = ({ words, unit, paper, obstacle, article }: Asked): boolean =>
  [words, unit, paper, obstacle, article].some(Boolean)
