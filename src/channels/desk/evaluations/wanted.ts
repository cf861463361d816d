import { ENDS, type Wanted } from '#evaluations'
import { isId } from '#kernel'
import type { DesignerVisit } from './for-designers.ts'
import { EVALUATIONS } from './words.ts'

export const PAGE_SIZE = 50
const MOST_PAGES = 1_000

/** What an address of the list asks for, one service at a time; every part has a default, so that any address is one. */
export type Asked = Omit<Wanted, 'services'> & { service: string; page: number }

export const readAsked = (
  { services }: Pick<DesignerVisit['workshop'], 'services'>,
  query: URLSearchParams,
): Asked => {
  const asked = (name: string) => query.get(name) ?? ''
  const [page, version] = [Number(asked('page')), Number(asked('version'))]
  return {
    service: services.find((one) => one === asked('service')) ?? services[0] ?? '',
    said: asked('montrer') !== 'tous',
    end: ENDS.find((end) => end === asked('fin')) ?? '',
    mood: ['low', 'high'].find((mood) => mood === asked('satisfaction')) ?? '',
    version: Number.isInteger(version) && version > 0 && version < 100_000 ? version : null,
    theme: isId(asked('theme')) || asked('theme') === 'none' ? asked('theme') : '',
    page: Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1,
  }
}

export const partsOf = ({
  service,
  said,
  end,
  mood,
  version,
  theme,
  page,
}: Asked): Record<string, string> => ({
  service,
  ...(!said && { montrer: 'tous' }),
  ...(end && { fin: end }),
  ...(mood && { satisfaction: mood }),
  ...(version !== null && { version: String(version) }),
  ...(theme && { theme }),
  ...(page > 1 && { page: String(page) }),
})

export const addressOf = (asked: Asked, change: Partial<Asked> & { done?: string } = {}): string => {
  const { done, ...rest } = change
  const parts = { ...partsOf({ ...asked, page: 1, ...rest }), ...(done && { fait: done }) }
  return `${EVALUATIONS}?${new URLSearchParams(parts)}`
}
