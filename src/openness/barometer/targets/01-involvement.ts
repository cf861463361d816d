import { isWithin } from '../days.ts'
import { type Definition, doesNot, meets } from '../definition.ts'
import { servicesOn, withService } from '../services.ts'

export const involvement: Definition = {
  target: 1,
  version: 1,
  from: '2025-01-01',
  slug: { fr: 'implication', en: 'involvement' },
  title: { fr: 'Conçus avec les citoyens', en: 'Designed with citizens' },
  wording: {
    fr: '75 % des nouveaux services numériques sont conçus en impliquant les citoyens',
    en: '75% of new digital services are designed by involving citizens',
  },
  text: {
    fr: 'Parmi les services numériques mis en ligne pour la première fois dans les douze derniers mois, ceux pour lesquels des citoyens ont pris part à la conception avant la mise en ligne. L’activité doit être datée, sa méthode nommée, ses participants comptés et son constat publié.',
    en: 'Among the digital services that first went live in the last twelve months, those that citizens took part in designing before they went live. The activity must be dated, its method named, its participants counted and its finding published.',
  },
  goal: { share: 0.75, rule: 'at-least' },
  unit: 'service',
  months: 12,
  kinds: ['service'],
  // A service that has closed since was new all the same: closing one does not better the figure.
  units: (history, period) =>
    [...servicesOn(history, period.to).values()].map((service) => ({
      unit: service.unit,
      organisation: service.organisation,
      provenance: 'observed',
      notCounted: service.organisationIsClosed
        ? 'organisation-closed'
        : !service.wasDigital
          ? 'not-digital'
          : isWithin(service.firstDay, period)
            ? null
            : 'not-new',
      counts: { involved: service.wasInvolved ? 1 : 0 },
    })),
  judge: ({ involved = 0 }) => (involved > 0 ? meets() : doesNot()),
  counts: {
    involved: {
      words: { fr: 'des citoyens y ont pris part', en: 'citizens took part' },
      cells: 0,
      isYesNo: true,
    },
  },
  share: null,
  reporting: withService,
  panel: 'organisation',
  weight: null,
  variants: [],
}
