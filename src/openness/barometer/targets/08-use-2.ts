import { sumWithin } from '../day-counts.ts'
import type { Period } from '../days.ts'
import { type Definition, doesNot, isOver, type Judge, meets, notCounted } from '../definition.ts'
import { type History, seriesOf, sumOf } from '../history.ts'
import { PROVENANCES, VOLUME_CHANNELS } from '../measure.ts'
import { closedReason, servicesOn, sureness, withServiceOrVolumes } from '../services.ts'
import { DIGITAL, entryOf, use } from './08-use.ts'

/**
 * The second version: requests received outside the platform are a use of the service by themselves, and may have come
 * « otherwise » than by a channel of ours (docs/decisions/0046-volumes-from-elsewhere.md).
 */
const [assistedIsDigital] = use.variants

const ELSEWHERE = PROVENANCES.length - 1

const used =
  (isDigital: readonly string[]): Judge =>
  ({ finished = 0, elsewhere = 0, ...counts }) => {
    if (finished < 1 && elsewhere < 1) return notCounted('no-finished-dossier')
    const of = (names: readonly string[]) => names.reduce((sum, name) => sum + (counts[name] ?? 0), 0)
    const [digital, filed] = [of(isDigital), of(['digital', 'assisted', 'outside'])]
    if (filed < 1) return notCounted('nothing-filed')
    return isOver(digital, filed, 0.75) ? meets(digital / filed) : doesNot(digital / filed)
  }

export const useWithVolumes: Definition = {
  ...use,
  version: 2,
  from: '2026-11-22',
  text: {
    fr: 'Parmi les services numériques en service qui, dans les douze derniers mois, ont terminé au moins un dossier ou reçu au moins une demande hors de la plateforme, ceux dont plus de 75 % des demandes ont été déposées en ligne, par la personne ou par un partenaire. Exactement 75 % ne suffit pas. Une demande déposée au comptoir, au téléphone, sur papier ou autrement n’est pas numérique, même saisie par un agent.',
    en: 'Among the digital services in operation that, in the last twelve months, finished at least one dossier or received at least one request outside the platform, those where more than 75% of requests were filed online, by the person or by a partner. Exactly 75% is not enough. A request filed at a counter, by phone, on paper or otherwise is not digital, even when an agent enters it.',
  },
  kinds: [...use.kinds, 'reported'],
  units: (history, period) =>
    [...servicesOn(history, period.to).values()].map((service) => ({
      unit: service.unit,
      organisation: service.organisation,
      provenance: sureness(history, service, period),
      notCounted: closedReason(service) ?? (service.isDigital ? null : 'not-digital'),
      counts: filings(history, service.unit, period),
    })),
  judge: used(['digital']),
  counts: {
    ...use.counts,
    outside: {
      ...use.counts['outside']!,
      cells: VOLUME_CHANNELS.filter((channel) => !DIGITAL.includes(channel)).length * ELSEWHERE,
    },
    elsewhere: {
      words: { fr: 'reçues hors de la plateforme, en tout', en: 'received outside the platform, in all' },
      cells: VOLUME_CHANNELS.length * ELSEWHERE,
    },
  },
  reporting: withServiceOrVolumes,
  variants: [{ ...assistedIsDigital!, judge: used(['digital', 'assisted']) }],
}

const filings = (history: History, unit: string, period: Period) => {
  const counts = { digital: 0, assisted: 0, outside: 0, elsewhere: 0 }
  for (const { is, byDay } of seriesOf(history, 'dossier-filed', unit)) {
    const count = sumWithin(byDay, period)
    counts[entryOf(is)] += count
    if (is['provenance'] !== 'observed') counts.elsewhere += count
  }
  return { ...counts, finished: sumOf(history, 'dossier-finished', unit, period) }
}
