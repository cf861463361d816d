import { sumWithin } from '../day-counts.ts'
import type { Period } from '../days.ts'
import { type Candidate, counted, type Definition, notCounted } from '../definition.ts'
import { everySeries, type History } from '../history.ts'
import { answerableFor, servicesOn, withService } from '../services.ts'

export const reminders: Definition = {
  target: 5,
  version: 1,
  from: '2025-01-01',
  slug: { fr: 'rappels', en: 'reminders' },
  title: { fr: 'Échéances rappelées', en: 'Deadlines with a reminder' },
  wording: {
    fr: '60 % des échéances font l’objet de rappels numériques',
    en: '60% of deadlines are the subject of digital reminders',
  },
  text: {
    fr: 'Parmi les échéances arrivées dans les douze derniers mois, une par personne et par échéance, celles dont un rappel numérique a été livré avant le jour dit. L’envoi ne suffit pas. Les échéances annulées et celles où tout était déjà fait ne sont pas comptées.',
    en: 'Among the deadlines that fell due in the last twelve months, one for each person and deadline, those for which a digital reminder was delivered before the day. Sending is not enough. Deadlines that were withdrawn, or where everything was already done, are not counted.',
  },
  goal: { share: 0.6, rule: 'at-least' },
  unit: 'deadline',
  months: 12,
  kinds: ['deadline'],
  units: (history, period) => deadlines(history, period),
  judge: ({ reminded = 0, unreminded = 0 }) =>
    reminded + unreminded > 0 ? counted(reminded, reminded + unreminded) : notCounted('none-due'),
  counts: {
    reminded: { words: { fr: 'rappelées', en: 'reminded' }, cells: 1 },
    unreminded: { words: { fr: 'sans rappel livré', en: 'without a delivered reminder' }, cells: 1 },
    over: { words: { fr: 'faites ou annulées avant', en: 'done or withdrawn before' }, cells: 4 },
  },
  share: { fr: 'échéances rappelées', en: 'deadlines with a reminder' },
  reporting: withService,
  panel: 'unit',
  weight: null,
  variants: [],
}

type Due = { reminded: number; unreminded: number; over: number }

/** A service's deadlines each, and what was merged upward of each organisation. */
const deadlines = (history: History, period: Period): Candidate[] => {
  const services = servicesOn(history, period.to)
  const found = new Map<string, Candidate & { counts: Due }>()
  for (const series of everySeries(history, 'deadline')) {
    const count = sumWithin(series.byDay, period)
    if (count === 0) continue
    const { unit } = series
    const organisation = unit === '' ? series.organisation : answerableFor(services, series)
    const key = `${organisation} ${unit}`
    const row = found.get(key) ?? {
      unit,
      organisation,
      provenance: 'observed',
      notCounted: null,
      counts: { reminded: 0, unreminded: 0, over: 0 },
    }
    row.counts[kindOf(series.is)] += count
    found.set(key, row)
  }
  return [...found.values()]
}

const kindOf = ({ standing, reminded }: Readonly<Record<string, string>>): keyof Due =>
  standing !== 'due' ? 'over' : reminded === 'yes' ? 'reminded' : 'unreminded'
