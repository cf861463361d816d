import { type Definition, doesNot, meets, notCounted } from '../definition.ts'
import { sumOf } from '../history.ts'
import { PROVENANCES, VOLUME_CHANNELS } from '../measure.ts'
import { closedReason, filedElsewhere, servicesOn, sureness, withServiceOrVolumes } from '../services.ts'
import { improvement } from './02-improvement.ts'

/**
 * The second version: requests received outside the platform tell of a service in use, as those of the platform do, so that
 * a service known from an inventory counts (docs/decisions/0046-volumes-from-elsewhere.md).
 */
export const improvementWithVolumes: Definition = {
  ...improvement,
  version: 2,
  from: '2026-11-22',
  text: {
    fr: 'Parmi les services numériques en service pendant les douze derniers mois entiers et qui ont terminé au moins un dossier, ou reçu au moins une demande hors de la plateforme, ceux où une amélioration a été publiée qui s’appuie sur ce que les citoyens en ont dit avant elle. Offrir un questionnaire ne suffit pas.',
    en: 'Among the digital services in operation for the whole of the last twelve months that finished at least one dossier, or received at least one request outside the platform, those where an improvement was published that rests on what citizens said of it before. Offering a questionnaire is not enough.',
  },
  kinds: ['improvement', 'dossier-finished', 'dossier-filed', 'reported'],
  units: (history, period) =>
    [...servicesOn(history, period.to).values()].map((service) => ({
      unit: service.unit,
      organisation: service.organisation,
      provenance: sureness(history, service, period),
      notCounted:
        closedReason(service) ??
        (!service.isDigital ? 'not-digital' : service.since! > period.from ? 'not-whole-period' : null),
      counts: {
        improvements: sumOf(history, 'improvement', service.unit, period, ({ cites }) => cites === 'some'),
        finished: sumOf(history, 'dossier-finished', service.unit, period),
        elsewhere: filedElsewhere(history, service.unit, period),
      },
    })),
  judge: ({ improvements = 0, finished = 0, elsewhere = 0 }) => {
    if (finished < 1 && elsewhere < 1) return notCounted('no-finished-dossier')
    return improvements > 0 ? meets() : doesNot()
  },
  counts: {
    ...improvement.counts,
    elsewhere: {
      words: { fr: 'demandes reçues hors de la plateforme', en: 'requests received outside the platform' },
      cells: VOLUME_CHANNELS.length * (PROVENANCES.length - 1),
    },
  },
  reporting: withServiceOrVolumes,
  weight: { of: 'dossiers', size: ({ finished = 0, elsewhere = 0 }) => finished + Math.max(0, elsewhere) },
}
