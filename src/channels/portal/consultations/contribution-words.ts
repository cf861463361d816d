import { type Contribution, REGIONS } from '#consultations'
import type { Language } from '#kernel'
import { plainly } from './reading.ts'
import { words } from './words.ts'

const MOST_EXCERPT = 280

/** The beginning of a text, cut between two words; characters of several codes stay whole. */
export const excerptOf = (text: string): { text: string; isCut: boolean } => {
  if (text.length <= MOST_EXCERPT + 40) return { text, isCut: false }
  const cut = text.slice(0, MOST_EXCERPT).toWellFormed()
  const space = cut.lastIndexOf(' ')
  return {
    text: (space > MOST_EXCERPT / 2 ? cut.slice(0, space) : cut).replace(/[\s.,;:\uFFFD]+$/, ''),
    isCut: true,
  }
}

/** Under which name, from where, and how it came when it did not come by these pages. */
export const whoWords = (one: Contribution, language: Language): string => {
  const w = words[language].list
  const region = REGIONS.get(one.region)
  const people = one.people > 1 && w.people(one.people)
  return [one.name ?? w.anonymous, region && plainly(region, language), w.channels[one.channel], people]
    .filter(Boolean)
    .join(' · ')
}

export const nameOfRegion = (region: string, language: Language): string => {
  const name = REGIONS.get(region)
  return name ? plainly(name, language) : ''
}
