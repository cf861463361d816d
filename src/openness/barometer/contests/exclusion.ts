import type { Both } from '../definition-words.ts'

/** Why the secretariat leaves a unit out of a figure. The figure with and without stays published. */
export const EXCLUSION_REASONS = {
  duplicate: { fr: 'compté deux fois', en: 'counted twice' },
  trial: { fr: 'service à l’essai', en: 'service on trial' },
  'outside-scope': { fr: 'exclu par la loi', en: 'excluded by law' },
  'data-faulty': { fr: 'données erronées, en correction', en: 'faulty data, being corrected' },
} as const satisfies Record<string, Both>

export type ExclusionReason = keyof typeof EXCLUSION_REASONS

export const isExclusionReason = (code: string): code is ExclusionReason =>
  Object.hasOwn(EXCLUSION_REASONS, code)

/** A code that is not of the list, of a publication that came from elsewhere, is shown as it is. */
export const exclusionWords = (code: string, language: keyof Both): string =>
  isExclusionReason(code) ? EXCLUSION_REASONS[code][language] : code

/** A unit of a figure: `{ target: 8, organisation: 'ville-des-ormes', unit: 'signalement-chaussee' }`. */
export type Excludable = { target: number; organisation: string; unit: string }
