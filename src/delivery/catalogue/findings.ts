import type { Text } from '#kernel'

/**
 * What a check says to the person who writes a service, most often a policy analyst: what is wrong, where, and how
 * to mend it, in both languages. An error stops the publication; a warning never does.
 *
 * Each family of checks declares its codes beside its code; `codes.ts` gathers them into the closed list that
 * docs/service-language.md documents.
 */
export type Finding = {
  level: 'error' | 'warning'
  code: string
  /** `allocation-famille/service.yaml:12` */
  where: string
  says: Text
  mend: Text
}

type Sentences = readonly [says: string, mend: string]

export type Template<D> = {
  level: Finding['level']
  fr: (details: D) => Sentences
  en: (details: D) => Sentences
}

export type Family = Record<string, Template<never>>

export const error = <D = object>(fr: Template<D>['fr'], en: Template<D>['en']): Template<D> => ({
  level: 'error',
  fr,
  en,
})

export const warning = <D = object>(fr: Template<D>['fr'], en: Template<D>['en']): Template<D> => ({
  level: 'warning',
  fr,
  en,
})

type DetailsOf<T> = T extends Template<infer D> ? D : never

/** The function by which a family of checks reports: its codes and their details are checked by the compiler. */
export const reporter =
  <const F extends Family>(family: F) =>
  <C extends keyof F & string>(code: C, where: string, details: DetailsOf<F[C]>): Finding => {
    const template = family[code] as unknown as Template<DetailsOf<F[C]>>
    const [saysFr, mendFr] = template.fr(details)
    const [saysEn, mendEn] = template.en(details)
    return {
      level: template.level,
      code,
      where,
      says: { fr: saysFr, en: saysEn },
      mend: { fr: mendFr, en: mendEn },
    }
  }

/** « Vouliez-vous dire… », or what is possible when nothing is near. */
export const meant = (near: string | null, known: readonly string[]) => ({
  fr: near ? `Vouliez-vous dire « ${near} » ?` : `Possibles : ${some(known, 'aucun')}.`,
  en: near ? `Did you mean “${near}”?` : `Possible: ${some(known, 'none')}.`,
})

const some = (names: readonly string[], nothing: string) =>
  names.length === 0 ? nothing : names.length > 12 ? `${names.slice(0, 12).join(', ')}…` : names.join(', ')
