import { frenchSpacesIn, plural } from '#kernel'

export const words = frenchSpacesIn({
  title: 'Organismes visés',
  lead: 'Qui a transmis quoi, qui est en retard, et depuis quand.',
  summary: (late: number, silent: number, of: number) =>
    `${of} ${plural(of, 'fr', { one: 'organisme visé', other: 'organismes visés' })} : ${late} en retard pour au moins une partie, ${silent} ${plural(silent, 'fr', { one: 'n’a', other: 'n’ont' })} encore rien transmis pour au moins une.`,
  caption: 'Les organismes et ce qu’ils ont transmis',
  organisation: 'Organisme',
  reminded: 'Dernier rappel',
  never: 'Jamais',
  late: (n: number) => `${n} en retard`,
  lateSince: (day: string) => `depuis le ${day}`,
  silent: 'Rien transmis',
  fine: 'À jour',
  last: (day: string) => `transmis le ${day}`,
  filter: {
    search: 'Nom de l’organisme',
    part: 'Partie',
    everyPart: 'Toutes',
    state: 'État',
    states: { '': 'Tous', late: 'En retard', silent: 'Rien transmis', fine: 'À jour' },
  },
  none: {
    title: 'Aucun organisme ne correspond',
    body: 'Retirez un filtre, ou cherchez un autre nom.',
    clear: 'Tout effacer',
  },
  remind: 'Écrire un rappel',
  csv: 'Ce tableau (CSV)',
  contests: {
    title: 'Contestations et exclusions',
    open: (n: number, days: number) =>
      n === 0
        ? 'Aucune contestation n’attend de réponse.'
        : `${n} ${plural(n, 'fr', { one: 'contestation attend', other: 'contestations attendent' })} une réponse ; la plus ancienne depuis ${days} ${plural(days, 'fr', { one: 'jour', other: 'jours' })}.`,
    answered: (n: number) =>
      `${n} ${plural(n, 'fr', { one: 'a reçu sa réponse', other: 'ont reçu leur réponse' })}.`,
    list: 'Lire et répondre',
    see: 'Voir les contestations',
    excluded: (n: number) =>
      n === 0
        ? 'Rien n’est exclu d’un chiffre.'
        : `${n} ${plural(n, 'fr', { one: 'unité est exclue', other: 'unités sont exclues' })} d’un chiffre.`,
    exclusions: 'Inscrire ou lever une exclusion',
  },
  head: [
    'organisme',
    'nom',
    'partie',
    'etat',
    'en_retard',
    'en_retard_depuis',
    'transmis_le',
    'dernier_rappel',
  ],
} as const)
