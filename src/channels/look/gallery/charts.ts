import { html, type Html } from '#html'
import type { Language } from '#kernel'
import {
  type FigureCard,
  figureCards,
  folded,
  meter,
  page,
  roadmap,
  section,
  trend,
  type TrendPoint,
} from '../index.ts'

/** The barometer's drawings: cards in each state, bars at their ends, curves with a gap, a break, a comparison, one point. */
export const charts = (language: Language): Html => {
  const said = (french: string, english: string) => (language === 'fr' ? french : english)
  const title = said('Les graphiques', 'The charts')
  return page({
    language,
    title,
    path: '/galerie/graphiques',
    otherPath: '/en/gallery/charts',
    demonstration: true,
    layout: 'wide',
    charts: true,
    body: html`<h1>${title}</h1>
      ${figureCards(cards(said))}
      ${section({
        title: said('Les barres', 'The bars'),
        body: html`${[null, 0, 0.004, 0.75, 1].map((share) =>
          meter({
            share,
            goal: 0.75,
            label: `${share === null ? said('Aucun chiffre', 'No figure') : `${share * 100} %`}, ${said('cible', 'target')} 75 %`,
          }),
        )}`,
      })}
      ${section({ title: said('Deux définitions', 'Two definitions'), body: curve(said, true) })}
      ${section({
        title: said('Un seul mois', 'A single month'),
        body: folded({ summary: said('La courbe', 'The curve'), body: curve(said, false) }),
      })}
      ${section({ title: said('Une feuille de route', 'A roadmap'), body: years(said) })}`,
  })
}

type Said = (french: string, english: string) => string

/** Every state, over eleven years: one day alone, one that waits for what ends after it begins, one for what is not drawn. */
const years = (said: Said): Html => {
  const states = {
    planned: said('Prévue', 'Planned'),
    'under-way': said('En préparation', 'In preparation'),
    'in-operation': said('En œuvre', 'In operation'),
    done: said('Terminée', 'Done'),
    dropped: said('Abandonnée', 'Dropped'),
  }
  const bars = [
    ['a', said('Ouvrir le comptoir', 'Open the counter'), 'in-operation', '2024-02-01', '2026-11-22', []],
    ['b', said('Une journée', 'One day'), 'done', '2025-07-01', '2025-07-01', []],
    ['c', 'Anticonstitutionnellement'.repeat(6), 'under-way', '2026-01-15', '2027-03-31', ['a', 'x']],
    ['d', said('Plus tard', 'Later'), 'planned', '2028-01-01', '2034-12-31', ['c']],
    ['e', said('Jamais', 'Never'), 'dropped', '2026-06-01', '2026-09-30', []],
  ] as const
  return roadmap({
    label: said('Cinq mesures, de 2024 à 2034', 'Five measures, 2024 to 2034'),
    today: { day: '2026-11-22', label: said('Aujourd’hui', 'Today') },
    quarter: (number) => said(`T${number}`, `Q${number}`),
    legend: Object.entries(states).map(([state, label]) => ({ state: state as keyof typeof states, label })),
    bars: bars.map(([id, title, state, start, end, after]) => ({
      id,
      title,
      state,
      stateLabel: states[state],
      start,
      end,
      after,
    })),
  })
}

const cards = (said: Said): FigureCard[] => [
  {
    href: '/barometre/1',
    number: 1,
    title: said('Services conçus avec les citoyens', 'Services designed with citizens'),
    official: '75 % des nouveaux services numériques sont conçus en impliquant les citoyens',
    value: '80 %',
    share: 0.8,
    goal: 0.75,
    goalWords: said('Cible : 75 %', 'Target: 75%'),
    status: { kind: 'done', label: said('Cible atteinte', 'Target reached') },
    count: said('4 services sur 5', '4 services of 5'),
    change: {
      direction: 'up',
      label: said('13 points de plus en un an', '13 points more in a year'),
    },
    lines: [
      said('Du 23 novembre 2025 au 22 novembre 2026', 'November 23, 2025 to November 22, 2026'),
      said('Données du 22 novembre 2026', 'Data of November 22, 2026'),
    ],
    more: said('À propos de ce chiffre', 'About this figure'),
  },
  {
    href: '/barometre/4',
    number: 4,
    title: said('Rien à redire deux fois', 'Nothing to say twice'),
    official: '50 % des services ne redemandent pas au citoyen une information déjà connue',
    value: '33,3 %',
    share: 0.333,
    goal: 0.5,
    goalWords: said('Cible : 50 %', 'Target: 50%'),
    status: { kind: 'progress', label: said('Pas encore atteinte', 'Not reached yet') },
    count: said('1 service sur 3', '1 service of 3'),
    change: { direction: 'down', label: said('5 points de moins en un an', '5 points less in a year') },
    lines: [said('N’a rien transmis : Ville des Ormes', 'Reported nothing: Town of Les Ormes')],
    more: said('À propos de ce chiffre', 'About this figure'),
  },
  {
    href: '/barometre/10',
    number: 10,
    title: said('Données ouvertes', 'Open data'),
    official: '60 % des organisations diffusent la majorité de leurs données à haut potentiel',
    value: null,
    share: null,
    goal: 0.6,
    goalWords: said('Cible : 60 %', 'Target: 60%'),
    status: { kind: 'stopped', label: said('Aucune donnée', 'No data') },
    count: said('L’inventaire des données n’existe pas encore.', 'There is no inventory of data yet.'),
    lines: [],
    more: said('À propos de ce chiffre', 'About this figure'),
  },
]

const MONTHS = ['2025-11-30', '2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'] as const

const points = (shares: readonly (number | null)[]): TrendPoint[] =>
  shares.map((share, at) => ({ day: MONTHS[at]!, share, said: `${MONTHS[at]} : ${share}` }))

const curve = (said: Said, long: boolean): Html =>
  trend({
    label: said('De 40 % à 62 % en cinq mois ; cible : 75 %', 'From 40% to 62% in five months; target: 75%'),
    lines: long
      ? [
          {
            name: said('Définition 1', 'Definition 1'),
            kind: 'past',
            points: points([0.4, 0.42, 0.5, 0.55]),
          },
          {
            name: said('Définition 2', 'Definition 2'),
            kind: 'main',
            points: points([0.3, 0.34, null, 0.5, 0.58, 0.62]),
          },
          {
            name: said('Tous les organismes', 'Every organisation'),
            kind: 'other',
            points: points([0.8, 0.8, 0.7, 0.72, 0.75, 0.76]),
          },
        ]
      : [{ name: said('Le chiffre', 'The figure'), kind: 'main', points: points([0.4]) }],
    goal: { share: 0.75, label: '75 %', name: said('Cible', 'Target') },
    breaks: long ? [{ day: '2026-03-01', label: said('Définition 2', 'Definition 2') }] : [],
    ticks: (long ? [MONTHS[0], '2026-02-14', MONTHS[5]] : [MONTHS[0]]).map((day) => ({
      day,
      label: day.slice(0, 7),
    })),
    levels: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ share, label: `${share * 100} %` })),
  })
