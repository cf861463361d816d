import { type Definition, doesNot, meets } from '../definition.ts'
import { organisationsOn } from '../organisations.ts'
import { inForceWithin, type Standing, upTo } from '../revisions.ts'

export const paperless: Definition = {
  target: 9,
  version: 1,
  from: '2025-01-01',
  slug: { fr: 'sans-papier', en: 'paperless' },
  title: { fr: 'Processus sans papier', en: 'Processes without paper' },
  wording: {
    fr: '75 % des processus administratifs sont sans papier',
    en: '75% of administrative processes are paperless',
  },
  text: {
    fr: 'Parmi les processus administratifs de l’inventaire, ceux où aucune étape n’est sur papier : demande, preuves, traitement, décision, remise, archives. Ce qui est observé ici l’emporte sur ce qui est déclaré.',
    en: 'Among the administrative processes in the inventory, those where no step is on paper: request, evidence, handling, decision, delivery, archive. What is observed here overrides what is declared.',
  },
  goal: { share: 0.75, rule: 'at-least' },
  unit: 'process',
  months: 12,
  kinds: ['process'],
  units: (history, period) => {
    const { closed } = organisationsOn(history, period.to)
    const said = inForceWithin(history, 'process', upTo(period.to), ({ observed }) => observed!)
    return observedFirst(said).map(({ organisation, unit, series: [series] }) => ({
      unit,
      organisation,
      provenance: series!.is['observed'] === 'yes' ? 'observed' : 'declared',
      notCounted: closed.has(organisation)
        ? 'organisation-closed'
        : series!.is['paper'] === 'archived'
          ? 'process-archived'
          : null,
      counts: { paper: series!.is['paper'] === 'none' ? 0 : 1 },
    }))
  },
  judge: ({ paper = 0 }) => (paper > 0 ? doesNot() : meets()),
  counts: { paper: { words: { fr: 'reste du papier', en: 'paper remains' }, cells: 0, isYesNo: true } },
  share: null,
  reporting: (history, { to }) =>
    new Set(inForceWithin(history, 'process', upTo(to)).map(({ organisation }) => organisation)),
  panel: 'unit',
  weight: null,
  variants: [],
}

const observedFirst = (said: readonly Standing[]): Standing[] => {
  const processes = new Map<string, Standing>()
  for (const standing of said) {
    const key = `${standing.organisation} ${standing.unit}`
    if (!processes.has(key) || standing.series[0]!.is['observed'] === 'yes') processes.set(key, standing)
  }
  return [...processes.values()]
}
