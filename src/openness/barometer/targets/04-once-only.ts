import type { Period } from '../days.ts'
import {
  type Candidate,
  type Counts,
  counted,
  type Definition,
  doesNot,
  meets,
  notCounted,
} from '../definition.ts'
import { type History, sumOf, unitsOf } from '../history.ts'
import { AGAIN } from '../measures.ts'
import { closedReason, serviceOf, servicesOn, withService } from '../services.ts'

/** At most 5 % of finished dossiers asked again for what was known. */
const TOLERATED = 5

export const onceOnly: Definition = {
  target: 4,
  version: 1,
  from: '2025-01-01',
  slug: { fr: 'une-seule-fois', en: 'once-only' },
  title: { fr: 'Demandé une seule fois', en: 'Asked only once' },
  wording: {
    fr: '50 % des services ne redemandent pas au citoyen une information déjà connue',
    en: '50% of services do not ask citizens again for information that is already known',
  },
  text: {
    fr: 'Parmi les services qui ont terminé au moins un dossier dans les douze derniers mois, ceux où, dans 95 % des dossiers terminés ou plus, on n’a demandé à aucune étape un renseignement qu’un registre détenait déjà sur la personne. Un dossier est terminé à sa première décision.',
    en: 'Among the services that finished at least one dossier in the last twelve months, those where, in 95% of finished dossiers or more, nothing that a registry already held about the person was asked at any step. A dossier is finished at its first decision.',
  },
  goal: { share: 0.5, rule: 'at-least' },
  unit: 'service',
  months: 12,
  kinds: ['dossier-finished', 'need-state'],
  units: (history, period) =>
    [...servicesOn(history, period.to).values()].map((service) => ({
      unit: service.unit,
      organisation: service.organisation,
      provenance: 'observed',
      notCounted: closedReason(service),
      counts: {
        again: sumOf(history, 'dossier-finished', service.unit, period, ({ asked }) => asked === 'again'),
        once: sumOf(history, 'dossier-finished', service.unit, period, ({ asked }) => asked === 'no'),
      },
    })),
  judge: ({ again = 0, once = 0 }) => {
    const finished = again + once
    if (finished < 1) return notCounted('no-finished-dossier')
    return again * 100 <= finished * TOLERATED ? meets(again / finished) : doesNot(again / finished)
  },
  counts: {
    again: {
      words: { fr: 'dossiers où l’on a redemandé', en: 'dossiers where something was asked again' },
      cells: 1,
    },
    once: { words: { fr: 'dossiers sans redemande', en: 'dossiers where nothing was' }, cells: 1 },
  },
  share: { fr: 'dossiers où l’on a redemandé', en: 'dossiers where something was asked again' },
  reporting: withService,
  panel: 'unit',
  weight: { of: 'dossiers', size: ({ again = 0, once = 0 }) => again + once },
  variants: [
    {
      id: 'by-need',
      words: {
        fr: 'Renseignements connus d’un registre et qui n’ont pas été redemandés, en comptant chaque renseignement de chaque dossier',
        en: 'Facts that a registry held and that were not asked again, counting each fact of each dossier',
      },
      units: (history, period) => needs(history, period),
      judge: ({ again = 0, ...known }) => {
        const held = again + sum(known)
        return held > 0 ? counted(held - again, held) : notCounted('none-due')
      },
    },
  ],
}

const sum = (counts: Counts): number => Object.values(counts).reduce((a, b) => a + b, 0)

/** What a registry held and gave, the person contesting it or not. */
const KNOWN = ['fetched', 'contested', 'reused']

const needs = (history: History, period: Period): Candidate[] => {
  const services = servicesOn(history, period.to)
  return [...unitsOf(history, 'need-state')]
    .filter((unit) => unit !== '')
    .map((unit) => {
      const service = services.get(serviceOf(unit))
      const inStates = (states: readonly string[]) =>
        sumOf(history, 'need-state', unit, period, ({ state }) => states.includes(state!))
      return {
        unit,
        organisation: service?.organisation ?? '',
        provenance: 'observed',
        notCounted: service ? closedReason(service) : 'service-closed',
        counts: { again: inStates(AGAIN), known: inStates(KNOWN) },
      }
    })
}
