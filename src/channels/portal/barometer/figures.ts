import { type Definition, type Figures, inForceOn, versionsOf } from '#barometer'
import { dayOf, type Language } from '#kernel'
import { to } from '../paths.ts'
import type { Visit } from '../visit.ts'

/** The target that an address names, by its number or by its words in either language; null when there is none. */
export const targetNamed = (named: string, day: string): Definition | null => {
  const isNamed = ({ target, slug }: Definition) =>
    named === String(target) || named === slug.fr || named === slug.en
  return inForceOn(day).find(isNamed) ?? null
}

export const today = ({ platform }: Visit): string => dayOf(platform.clock())

/** The definition under which a figure was computed. */
export const definitionOf = (figure: Figures['figures'][number]): Definition => {
  const versions = versionsOf(figure.target)
  return versions.find(({ version }) => version === figure.definition.version) ?? versions.at(-1)!
}

export const targetPath = ({ slug }: Pick<Definition, 'slug'>, language: Language): string =>
  to('barometerTarget', language, { target: slug[language] })

/** A target's JSON: the same figures, for machines. */
export const jsonOf = (target: number | null): string =>
  target === null ? '/api/v1/barometer' : `/api/v1/barometer/${target}`

/** The stand-alone verifier, one file. */
export const VERIFIER = '/donnees/parvis-verify'
