import { sumWithin } from '../day-counts.ts'
import type { Period } from '../days.ts'
import { type Candidate, counted, type Definition, notCounted } from '../definition.ts'
import type { History, Series } from '../history.ts'
import { PROVENANCES, type Provenance } from '../measure.ts'
import { organisationsOn } from '../organisations.ts'
import { declaredWorkplaces } from '../workplaces.ts'

export const workplaces: Definition = {
  target: 7,
  version: 1,
  from: '2025-01-01',
  slug: { fr: 'milieux-de-travail', en: 'workplaces' },
  title: { fr: 'Milieux de travail transformés', en: 'Transformed workplaces' },
  wording: {
    fr: '60 % des employés bénéficient d’un milieu de travail et de façons de faire transformés',
    en: '60% of employees benefit from a transformed workplace and ways of working',
  },
  text: {
    fr: 'Parmi les employés déclarés par chaque unité pour son dernier trimestre déclaré dans les douze derniers mois, ceux qui ont tout : poste mobile, outils de collaboration, signature électronique, dossiers accessibles sans papier, façon de travailler agile ou collaborative.',
    en: 'Among the employees that each unit declared for the last quarter it declared in the last twelve months, those who have everything: a mobile workstation, collaboration tools, electronic signature, files without paper, an agile or collaborative way of working.',
  },
  goal: { share: 0.6, rule: 'at-least' },
  unit: 'employee',
  months: 12,
  kinds: ['workplace'],
  units: (history, period) => units(history, period),
  judge: ({ equipped = 0, others = 0 }) =>
    equipped + others > 0 ? counted(equipped, equipped + others) : notCounted('too-few'),
  counts: {
    equipped: { words: { fr: 'employés qui ont tout', en: 'employees who have everything' }, cells: 3 },
    others: { words: { fr: 'autres employés', en: 'other employees' }, cells: 3 },
  },
  share: { fr: 'employés qui ont tout', en: 'employees who have everything' },
  reporting: (history, period) =>
    new Set(declaredWorkplaces(history, period).map(({ organisation }) => organisation)),
  panel: 'unit',
  weight: null,
  variants: [],
}

const units = (history: History, period: Period): Candidate[] => {
  const { closed } = organisationsOn(history, period.to)
  return declaredWorkplaces(history, period).map(({ organisation, unit, series }) => ({
    unit,
    organisation,
    provenance: leastSureOf(series),
    notCounted: closed.has(organisation) ? 'organisation-closed' : null,
    counts: { equipped: employees(series, period, 'yes'), others: employees(series, period, 'no') },
  }))
}

const employees = (series: readonly Series[], period: Period, whole: string): number =>
  series.reduce((sum, { is, byDay }) => sum + (is['whole'] === whole ? sumWithin(byDay, period) : 0), 0)

const leastSureOf = (series: readonly Series[]): Provenance =>
  PROVENANCES.findLast((provenance) => series.some(({ is }) => is['provenance'] === provenance)) ?? 'declared'
