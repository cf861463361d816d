import type { Visit } from '#desk'
import { isSubject } from '#reporting'
import { CENTRAL } from '../words.ts'
import type { Standing, Wanted } from './standings.ts'

const STATES: readonly Standing['state'][] = ['late', 'silent', 'fine']

/** What an address asks for; what it misspells is not asked. */
export const wantedIn = ({ query }: Visit): Wanted => {
  const part = query.get('partie') ?? ''
  const state = query.get('etat') ?? ''
  return {
    search: (query.get('q') ?? '').slice(0, 100),
    part: isSubject(part) ? part : '',
    state: STATES.find((one) => one === state) ?? '',
  }
}

export const pathOf = ({ search, part, state }: Wanted, base: string = CENTRAL.overview): string => {
  const asked = new URLSearchParams(
    Object.entries({ q: search, partie: part, etat: state }).filter(([, value]) => value !== ''),
  )
  return asked.size > 0 ? `${base}?${asked}` : base
}
