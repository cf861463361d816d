import { firstDay } from '../day-counts.ts'
import { isWithin } from '../days.ts'
import { type Definition, doesNot, meets } from '../definition.ts'
import { type History, seriesOf } from '../history.ts'
import { organisationsOn } from '../organisations.ts'
import { inForceWithin, type Standing, upTo } from '../revisions.ts'

export const consultations: Definition = {
  target: 3,
  version: 1,
  from: '2025-01-01',
  slug: { fr: 'consultations', en: 'consultations' },
  title: { fr: 'Consultations en ligne', en: 'Consultations online' },
  wording: {
    fr: '75 % des consultations publiques proposent un moyen numérique pour y participer',
    en: '75% of public consultations offer a digital means of taking part',
  },
  text: {
    fr: 'Parmi toutes les consultations publiques ouvertes dans les douze derniers mois, celles auxquelles on a pu répondre en ligne du premier au dernier jour. Les consultations tenues sans moyen numérique sont inscrites et comptées elles aussi.',
    en: 'Among all public consultations opened in the last twelve months, those that could be answered online from the first day to the last. Consultations held without any digital means are registered and counted too.',
  },
  goal: { share: 0.75, rule: 'at-least' },
  unit: 'consultation',
  months: 12,
  kinds: ['consultation'],
  units: (history, period) => {
    const { closed } = organisationsOn(history, period.to)
    return inForceWithin(history, 'consultation', upTo(period.to)).map((standing) => ({
      unit: standing.unit,
      organisation: standing.organisation,
      provenance: 'declared',
      notCounted: closed.has(standing.organisation)
        ? 'organisation-closed'
        : isWithin(openedOn(history, standing), period)
          ? null
          : 'not-opened-in-period',
      counts: { online: standing.series[0]!.is['online'] === 'whole' ? 1 : 0 },
    }))
  },
  judge: ({ online = 0 }) => (online > 0 ? meets() : doesNot()),
  counts: {
    online: {
      words: { fr: 'en ligne du début à la fin', en: 'online from start to end' },
      cells: 0,
      isYesNo: true,
    },
  },
  share: null,
  reporting: (history, { to }) =>
    new Set(inForceWithin(history, 'consultation', upTo(to)).map(({ organisation }) => organisation)),
  panel: 'organisation',
  weight: null,
  variants: [],
}

/** One whose opening was never said was opened on no day, so in no period. */
const openedOn = (history: History, { organisation, unit }: Standing): string =>
  [...seriesOf(history, 'consultation', unit)]
    .filter((series) => series.organisation === organisation && series.is['state'] === 'opened')
    .map(({ byDay }) => firstDay(byDay))
    .reduce((a, b) => (a !== '' && a < b ? a : b), '')
