import type { Both } from './definition-words.ts'

/**
 * Why a unit is not in the denominator. `unobserved`: it could be, but nothing was seen of it (no data). `cannot`: the
 * target does not speak of it (not applicable).
 */
export const REASONS = {
  'service-closed': {
    means: 'cannot',
    words: { fr: 'service fermé', en: 'service closed' },
  },
  'organisation-closed': {
    means: 'cannot',
    words: { fr: 'organisme fermé', en: 'organisation closed' },
  },
  'process-archived': {
    means: 'cannot',
    words: { fr: 'processus archivé : il ne se fait plus', en: 'archived process: it is no longer done' },
  },
  'not-digital': {
    means: 'cannot',
    words: { fr: 'service qui n’est pas numérique', en: 'service that is not digital' },
  },
  'not-new': {
    means: 'cannot',
    words: { fr: 'mis en ligne avant la période', en: 'went live before the period' },
  },
  'not-whole-period': {
    means: 'cannot',
    words: { fr: 'en service depuis moins que la période', en: 'in operation for less than the period' },
  },
  'no-finished-dossier': {
    means: 'unobserved',
    words: { fr: 'aucun dossier terminé dans la période', en: 'no finished dossier in the period' },
  },
  'nothing-filed': {
    means: 'unobserved',
    words: { fr: 'aucun dossier déposé dans la période', en: 'no dossier filed in the period' },
  },
  'not-opened-in-period': {
    means: 'cannot',
    words: { fr: 'ouverte hors de la période', en: 'not opened in the period' },
  },
  'none-due': {
    means: 'cannot',
    words: { fr: 'rien n’était à rappeler', en: 'nothing was left to be reminded of' },
  },
  'too-few': {
    means: 'unobserved',
    words: { fr: 'trop peu pour être publié', en: 'too few to be published' },
  },
  'not-reported': {
    means: 'unobserved',
    words: { fr: 'n’a rien déclaré', en: 'has not reported' },
  },
  'no-high-potential': {
    means: 'cannot',
    words: {
      fr: 'aucun jeu à haut potentiel à l’inventaire',
      en: 'no high-potential dataset in its inventory',
    },
  },
} as const satisfies Record<string, { means: 'unobserved' | 'cannot'; words: Both }>

export type Reason = keyof typeof REASONS

/** Whether nothing was observed of a unit, rather than the target not speaking of it. */
export const isUnobserved = (reason: string | null): boolean =>
  reason !== null && reason in REASONS && REASONS[reason as Reason].means === 'unobserved'
