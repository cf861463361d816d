import { sumWithin } from '../day-counts.ts'
import type { Period } from '../days.ts'
import { type Definition, doesNot, isOver, type Judgement, meets, notCounted } from '../definition.ts'
import { type History, seriesOf, sumOf } from '../history.ts'
import { type Measure, PROVENANCES } from '../measure.ts'
import { closedReason, leastSure, servicesOn, withService } from '../services.ts'

/** By the person, or by a partner for them; an agent who enters a dossier for somebody is not that. */
export const DIGITAL = ['portal', 'partner']
const ASSISTED = ['counter', 'phone', 'paper']

export const use: Definition = {
  target: 8,
  version: 1,
  from: '2025-01-01',
  slug: { fr: 'utilisation', en: 'use' },
  title: { fr: 'Utilisés en ligne', en: 'Used online' },
  wording: {
    fr: '75 % des services numériques présentent un taux d’utilisation supérieur à 75 %',
    en: '75% of digital services have a rate of use above 75%',
  },
  text: {
    fr: 'Parmi les services numériques en service qui ont terminé au moins un dossier dans les douze derniers mois, ceux dont plus de 75 % des dossiers ont été déposés en ligne, par la personne ou par un partenaire. Exactement 75 % ne suffit pas. Un dossier déposé au comptoir, au téléphone ou sur papier n’est pas numérique, même saisi par un agent ; les dépôts reçus hors de la plateforme comptent aussi.',
    en: 'Among the digital services in operation that finished at least one dossier in the last twelve months, those where more than 75% of dossiers were filed online, by the person or by a partner. Exactly 75% is not enough. A dossier filed at a counter, by phone or on paper is not digital, even when an agent enters it; filings received outside the platform count too.',
  },
  goal: { share: 0.75, rule: 'at-least' },
  unit: 'service',
  months: 12,
  kinds: ['dossier-filed', 'dossier-finished'],
  units: (history, period) =>
    [...servicesOn(history, period.to).values()].map((service) => ({
      unit: service.unit,
      organisation: service.organisation,
      provenance: leastSure(history, service.unit, period),
      notCounted: closedReason(service) ?? (service.isDigital ? null : 'not-digital'),
      counts: filings(history, service.unit, period),
    })),
  judge: ({ digital = 0, assisted = 0, outside = 0, finished = 0 }) =>
    finished < 1 ? notCounted('no-finished-dossier') : used(digital, assisted + outside),
  counts: {
    digital: {
      words: { fr: 'déposés en ligne', en: 'filed online' },
      cells: DIGITAL.length * PROVENANCES.length,
    },
    assisted: { words: { fr: 'avec un agent', en: 'with an agent' }, cells: ASSISTED.length },
    outside: {
      words: { fr: 'autrement, hors de la plateforme', en: 'otherwise, outside the platform' },
      cells: ASSISTED.length * (PROVENANCES.length - 1),
    },
    finished: { words: { fr: 'dossiers terminés', en: 'finished dossiers' }, cells: 2 },
  },
  share: { fr: 'dossiers déposés en ligne', en: 'dossiers filed online' },
  reporting: withService,
  panel: 'unit',
  weight: {
    of: 'dossiers',
    size: ({ digital = 0, assisted = 0, outside = 0 }) => digital + assisted + outside,
  },
  variants: [
    {
      id: 'assisted-is-digital',
      words: {
        fr: 'En comptant comme numérique ce qu’un agent a saisi ici pour la personne',
        en: 'Counting as digital what an agent entered here for the person',
      },
      judge: ({ digital = 0, assisted = 0, outside = 0, finished = 0 }) =>
        finished < 1 ? notCounted('no-finished-dossier') : used(digital + assisted, outside),
    },
  ],
}

const used = (digital: number, others: number): Judgement => {
  const filed = digital + others
  if (filed < 1) return notCounted('nothing-filed')
  return isOver(digital, filed, 0.75) ? meets(digital / filed) : doesNot(digital / filed)
}

const filings = (history: History, unit: string, period: Period) => {
  const counts = { digital: 0, assisted: 0, outside: 0 }
  // This version does not know of what came « otherwise ».
  for (const { is, byDay } of seriesOf(history, 'dossier-filed', unit))
    if (is['channel'] !== 'other') counts[entryOf(is)] += sumWithin(byDay, period)
  return { ...counts, finished: sumOf(history, 'dossier-finished', unit, period) }
}

export const entryOf = ({ channel, provenance }: Measure['is']): 'digital' | 'assisted' | 'outside' => {
  if (DIGITAL.includes(channel!)) return 'digital'
  return provenance === 'observed' ? 'assisted' : 'outside'
}
