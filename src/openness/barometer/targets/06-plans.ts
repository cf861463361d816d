import type { Period } from '../days.ts'
import { type Definition, doesNot, meets } from '../definition.ts'
import type { History } from '../history.ts'
import { organisationsOn } from '../organisations.ts'
import { inForceWithin, upTo } from '../revisions.ts'

export const plans: Definition = {
  target: 6,
  version: 1,
  from: '2025-01-01',
  slug: { fr: 'plans', en: 'plans' },
  title: { fr: 'Plans de transformation', en: 'Transformation plans' },
  wording: {
    fr: '100 % des organisations déploient des mesures pour réaliser la transformation numérique',
    en: '100% of organisations deploy measures to achieve the digital transformation',
  },
  text: {
    fr: 'Parmi tous les organismes visés, ceux qui ont un plan de transformation en vigueur et au moins une mesure en œuvre, preuve à l’appui. Un organisme qui n’a rien déclaré est compté comme n’en ayant pas, et nommé.',
    en: 'Among all organisations subject, those with a transformation plan in force and at least one measure in operation, with evidence. An organisation that has reported nothing is counted as having none, and named.',
  },
  goal: { share: 1, rule: 'at-least' },
  unit: 'organisation',
  months: 12,
  kinds: ['plan'],
  units: (history, period) => {
    const { subject, closed } = organisationsOn(history, period.to)
    const plans = plansOn(history, period)
    return [...new Set([...subject, ...plans.keys()])].map((organisation) => {
      const plan = plans.get(organisation)
      return {
        unit: organisation,
        organisation,
        provenance: 'declared',
        notCounted: closed.has(organisation) ? 'organisation-closed' : null,
        counts: {
          reported: plan ? 1 : 0,
          inForce: plan?.['inForce'] === 'yes' ? 1 : 0,
          evidence: plan?.['evidence'] === 'some' ? 1 : 0,
        },
      }
    })
  },
  judge: ({ reported = 0, inForce = 0, evidence = 0 }) => {
    if (reported < 1) return doesNot(null, 'not-reported')
    return inForce > 0 && evidence > 0 ? meets() : doesNot()
  },
  counts: {
    reported: { words: { fr: 'a déclaré', en: 'has reported' }, cells: 0, isYesNo: true },
    inForce: { words: { fr: 'plan en vigueur', en: 'plan in force' }, cells: 0, isYesNo: true },
    evidence: {
      words: { fr: 'mesure en œuvre, avec preuve', en: 'measure in operation, with evidence' },
      cells: 0,
      isYesNo: true,
    },
  },
  share: null,
  reporting: (history, period) => new Set(plansOn(history, period).keys()),
  panel: 'unit',
  weight: null,
  variants: [],
}

/** A plan stays as it was last said to be, however long ago. */
const plansOn = (history: History, { to }: Period) =>
  new Map(
    inForceWithin(history, 'plan', upTo(to)).map(({ organisation, series }) => [organisation, series[0]!.is]),
  )
