import { frenchSpacesIn, plural } from '#kernel'

/** The words of the space's first page. French only (C-11, s. 18.1). */
export const words = frenchSpacesIn({
  title: 'Accueil de l’organisme',
  lead: 'Ce qui presse, ce qui vient, et où en sont les dix cibles dans votre organisme.',
  due: {
    title: 'À faire',
    caption: 'Ce qui est en retard, puis ce qui vient dans les 60 jours',
    none: 'Rien n’est en retard, et rien n’est attendu d’ici 60 jours',
    noneText: 'Ce que vous planifiez, déclarez et publiez y apparaît de soi-même quand sa date approche.',
    summary: (late: number, soon: number) =>
      late === 0
        ? `Rien en retard ; ${soon} ${plural(soon, 'fr', { one: 'échéance', other: 'échéances' })} d’ici 60 jours.`
        : `${late} en retard, et ${soon} d’ici 60 jours.`,
    columns: { what: 'Quoi', part: 'Partie', day: 'Échéance', who: 'Attendu de' },
    late: (days: number) => `En retard de ${days} ${plural(days, 'fr', { one: 'jour', other: 'jours' })}`,
    today: 'Aujourd’hui',
    soon: (days: number) => `Dans ${days} ${plural(days, 'fr', { one: 'jour', other: 'jours' })}`,
    everyLate: (n: number) => `Les ${n} plus anciens sont montrés ; les autres sont dans chaque partie.`,
  },
  roles: {
    planification: 'Planification',
    direction: 'Direction',
    donnees: 'Données ouvertes',
    consultations: 'Consultations',
  },
  targets: {
    title: 'Les dix cibles, ici et ailleurs',
    caption: 'Votre chiffre parmi ceux des organismes',
    how: 'Sur la ligne : le point plein est votre organisme, les cercles sont les autres, le trait est la cible.',
    none: 'Le baromètre n’a encore rien calculé pour votre organisme',
    noneText: 'Les chiffres apparaissent dans les secondes qui suivent le premier événement.',
    columns: {
      target: 'Cible',
      here: 'Ici',
      among: 'Parmi les autres',
      median: 'Médiane',
      everyone: 'Tous ensemble',
      status: 'État',
    },
    done: 'Oui',
    notDone: 'Pas encore',
    among: (count: number) =>
      count === 0
        ? 'Aucun autre'
        : `${count} ${plural(count, 'fr', { one: 'autre organisme', other: 'autres organismes' })}`,
    publicPage: 'La page publique de votre organisme',
    contest: 'Contester un chiffre',
    barometer: 'Le baromètre de tous',
  },
  reminders: {
    title: (day: string) => `Rappel de l’organisme central, le ${day}`,
    about: (part: string) => `À propos : ${part}.`,
    go: (part: string) => `Ouvrir : ${part}`,
  },
} as const)

/** What gives a figure to a target that has none here, and the part of the space where it is done. */
export const WAYS: Readonly<Record<number, string>> = frenchSpacesIn({
  1: 'Le chiffre vient avec le premier service publié dans l’année, et l’implication des citoyens qu’il déclare.',
  2: 'Il faut un service en fonction toute l’année et au moins une demande menée à son terme.',
  3: 'Inscrivez vos consultations publiques, y compris celles qui n’ont aucun moyen numérique.',
  4: 'Il faut au moins une demande menée à son terme.',
  5: 'Il faut au moins une échéance arrivée à son jour.',
  6: 'Rédigez votre plan de transformation, puis faites-le approuver par la direction.',
  7: 'Déclarez les milieux de travail de vos unités pour le dernier trimestre.',
  8: 'Il faut au moins une demande déposée, ou les volumes de vos autres canaux.',
  9: 'Commencez l’inventaire de vos processus administratifs.',
  10: 'Inscrivez vos jeux de données et dites lesquels ont un haut potentiel de réutilisation.',
})
