import { type Definition, doesNot, meets, notCounted } from '../definition.ts'
import { sumOf } from '../history.ts'
import { closedReason, servicesOn, withService } from '../services.ts'

export const improvement: Definition = {
  target: 2,
  version: 1,
  from: '2025-01-01',
  slug: { fr: 'amelioration', en: 'improvement' },
  title: { fr: 'Améliorés grâce aux citoyens', en: 'Improved thanks to citizens' },
  wording: {
    fr: '75 % des services numériques évolueront grâce à l’évaluation en continu des citoyens',
    en: '75% of digital services will evolve through continuous evaluation by citizens',
  },
  text: {
    fr: 'Parmi les services numériques en service pendant les douze derniers mois entiers et qui ont terminé au moins un dossier, ceux où une amélioration a été publiée qui cite des évaluations reçues avant elle. Offrir un questionnaire ne suffit pas.',
    en: 'Among the digital services in operation for the whole of the last twelve months that finished at least one dossier, those where an improvement was published that cites evaluations received before it. Offering a questionnaire is not enough.',
  },
  goal: { share: 0.75, rule: 'at-least' },
  unit: 'service',
  months: 12,
  kinds: ['improvement', 'dossier-finished'],
  units: (history, period) =>
    [...servicesOn(history, period.to).values()].map((service) => ({
      unit: service.unit,
      organisation: service.organisation,
      provenance: 'observed',
      notCounted:
        closedReason(service) ??
        (!service.isDigital ? 'not-digital' : service.since! > period.from ? 'not-whole-period' : null),
      counts: {
        improvements: sumOf(history, 'improvement', service.unit, period, ({ cites }) => cites === 'some'),
        finished: sumOf(history, 'dossier-finished', service.unit, period),
      },
    })),
  judge: ({ improvements = 0, finished = 0 }) => {
    if (finished < 1) return notCounted('no-finished-dossier')
    return improvements > 0 ? meets() : doesNot()
  },
  counts: {
    improvements: { words: { fr: 'améliorations', en: 'improvements' }, cells: 0 },
    finished: { words: { fr: 'dossiers terminés', en: 'finished dossiers' }, cells: 2 },
  },
  share: null,
  reporting: withService,
  panel: 'unit',
  weight: { of: 'dossiers', size: ({ finished = 0 }) => finished },
  variants: [],
}
