import { formatDay, frenchSpacesIn } from '#kernel'
import type { Numbers, Quarter, WorkplaceRefusal } from '#workplaces'
import { SPACE } from '../words.ts'

/** Where the pages of workplaces are. */
export const WORKPLACES = SPACE.workplaces
export const DECLARATIONS_FILE = `${WORKPLACES}/declarations.csv`
/** The page, on one quarter. */
export const quarterAt = (quarter: Quarter): string => `${WORKPLACES}?trimestre=${quarter}`
export const declarationAt = (unit: string, quarter: Quarter): string =>
  `${WORKPLACES}/${encodeURIComponent(unit)}/${encodeURIComponent(quarter)}`

const MONTHS = ['janvier à mars', 'avril à juin', 'juillet à septembre', 'octobre à décembre']

/** `3e trimestre 2026`. */
export const quarterName = (quarter: Quarter): string => {
  const number = Number(quarter.slice(-1))
  return `${number}${number === 1 ? 'er' : 'e'} trimestre ${quarter.slice(0, 4)}`
}
/** `T3 2026`: in tables and under curves. */
export const quarterShort = (quarter: Quarter): string => `T${quarter.slice(-1)} ${quarter.slice(0, 4)}`
export const quarterMonths = (quarter: Quarter): string =>
  `${MONTHS[Number(quarter.slice(-1)) - 1]} ${quarter.slice(0, 4)}`

/** The words of these pages. French only: it is the staff's interface (Charter of the French language, C-11, s. 18.1). */
export const words = frenchSpacesIn({
  title: 'Milieux de travail',
  lead: 'Pour chaque unité et chaque trimestre : combien d’employés ont ce qu’il faut pour travailler autrement. Une page par unité, remplie d’avance avec la dernière déclaration.',
  readOnly: 'Vous pouvez tout lire ici. Les personnes qui ont le rôle « Planification » déclarent.',
  units: 'Unités',
  export: 'Exporter les déclarations (CSV)',
  figures: {
    response: 'Unités qui ont répondu',
    whole: 'Employés qui ont tout',
    agents: 'Agents à l’œuvre ici',
    agentsNote: (of: number) => `sur ${of} qui ont un compte : observé, non déclaré`,
    of: (count: string, all: string) => `${count} sur ${all}`,
    exact: (count: string, all: string) =>
      `${count} sur ${all}, exactement ; le baromètre publie des multiples de cinq`,
    none: 'Aucune déclaration',
  },
  late: (names: string, day: string) => `En retard depuis le ${day} : ${names}.`,
  now: (quarter: string) => `À déclarer : ${quarter}`,
  then: (quarter: string) => `Déclarations : ${quarter}`,
  toNow: 'Revenir au trimestre à déclarer',
  nowWhy: (months: string, day: string) =>
    `La situation au dernier jour de ${months}. À déclarer au plus tard le ${day}.`,
  caption: 'Les unités et leur dernière déclaration',
  columns: {
    unit: 'Unité',
    status: 'État',
    last: 'Dernière déclaration',
    employees: 'Employés',
    whole: 'Ont tout',
    share: 'Part',
    act: 'Acte',
  },
  status: {
    declared: 'Déclaré',
    awaited: 'À déclarer',
    late: 'En retard',
    closed: 'Unité fermée',
    later: 'Au prochain trimestre',
  },
  declare: 'Déclarer',
  correct: 'Corriger',
  see: 'Voir',
  empty: {
    title: 'Aucune unité encore',
    text: 'Nommez d’abord les unités de l’organisme : chacune déclare pour elle.',
  },
  trend: {
    title: 'Évolution',
    label: (first: string, last: string) =>
      `Part des employés déclarés qui ont tout, et part des unités qui ont répondu, du ${first} au ${last}.`,
    whole: 'Employés qui ont tout',
    response: 'Unités qui ont répondu',
    goal: 'Cible : 60 %',
    goalName: 'La cible, 60 % des employés',
    said: (quarter: string, share: string) => `${quarter} : ${share}`,
    caption: 'Les trimestres, du plus récent au plus ancien',
    columns: {
      quarter: 'Trimestre',
      answered: 'Unités qui ont répondu',
      employees: 'Employés déclarés',
      whole: 'Ont tout',
      share: 'Part',
      agents: 'Agents à l’œuvre ici',
    },
  },
  form: {
    title: (unit: string, quarter: string) => `${unit} : ${quarter}`,
    kicker: 'Milieux de travail',
    day: (day: string) => `Comptez les employés de l’unité au ${day}.`,
    from: (quarter: string) =>
      `Les nombres viennent de votre déclaration du ${quarter} : changez ceux qui ont bougé.`,
    fields: {
      employees: { label: 'Combien d’employés l’unité compte-t-elle ?', why: '' },
      mobile: {
        label: 'Un poste de travail mobile',
        why: 'Un ordinateur portable, et de quoi travailler ailleurs qu’au bureau.',
      },
      suite: {
        label: 'Des outils de collaboration',
        why: 'Écrire à plusieurs, se voir et se parler à distance.',
      },
      signature: { label: 'La signature électronique', why: 'Signer sans imprimer, avec effet légal.' },
      paperless: {
        label: 'Leurs dossiers sans papier',
        why: 'Tout ce qu’il faut pour travailler s’ouvre à l’écran.',
      },
      agile: {
        label: 'Une façon de travailler agile ou collaborative',
        why: 'En équipe, par petites étapes, avec ceux qui s’en servent.',
      },
      whole: {
        label: 'Combien ont les cinq à la fois ?',
        why: 'C’est ce nombre que compte la cible 7. Il ne peut dépasser le plus petit des cinq.',
      },
    } satisfies Record<keyof Numbers, { label: string; why: string }>,
    have: 'Combien ont…',
    send: 'Déclarer',
    correct: 'Corriger la déclaration',
    corrections: 'Ce qui a été déclaré pour ce trimestre',
    correctionsWhy: 'Une correction s’ajoute : ce qui avait été déclaré reste lisible.',
    revision: 'Version',
    at: 'Le',
    by: 'Par',
    current: 'en vigueur',
    tooEarly: (day: string) => `Ce trimestre n’est pas terminé : il se déclare à partir du ${day}.`,
    tooLate: 'Ce trimestre est trop ancien pour être encore déclaré ou corrigé.',
  },
  short: {
    employees: 'Employés',
    mobile: 'Poste mobile',
    suite: 'Collaboration',
    signature: 'Signature',
    paperless: 'Sans papier',
    agile: 'Agile',
    whole: 'Ont tout',
  } satisfies Record<keyof Numbers, string>,
  done: 'La déclaration est enregistrée.',
  cancel: 'Annuler',
  file: {
    name: 'milieux-de-travail',
    head: [
      'unite',
      'nom',
      'trimestre',
      'version',
      'employes',
      'poste_mobile',
      'collaboration',
      'signature',
      'sans_papier',
      'agile',
      'ont_tout',
      'declare_le',
    ],
  },
} as const)

/** Every reason for which a declaration is refused. One without a sentence does not compile. */
export const REFUSALS: Record<WorkplaceRefusal, (details: Record<string, unknown>) => string> =
  frenchSpacesIn({
    'planner-needed': () => 'Seules les personnes qui ont le rôle « Planification » déclarent.',
    'unit-unknown': () => 'Cette unité n’est pas de votre organisme.',
    'quarter-unknown': () => words.form.tooLate,
    'quarter-not-over': () => 'Ce trimestre n’est pas terminé : on déclare la situation à son dernier jour.',
    'number-malformed': () => 'Écrivez un nombre entier, par exemple 42 ; 0 si personne ne l’a.',
    nobody: () =>
      'Une unité qui déclare a au moins un employé. Si elle n’en a plus, fermez-la dans « Unités ».',
    'more-than-employees': ({ employees }) =>
      `L’unité compte ${String(employees)} employés : ce nombre ne peut les dépasser.`,
    'whole-too-many': ({ most }) =>
      `${String(most)} au plus : personne n’a les cinq sans avoir celui que le moins d’employés ont.`,
    'whole-too-few': ({ least }) =>
      `${String(least)} au moins : tant d’employés ont chacun des cinq que ${String(least)} les ont forcément tous.`,
    'changed-elsewhere': () =>
      'Ce trimestre a été déclaré entre-temps, par quelqu’un d’autre ou dans un autre onglet. Voici ce que vous aviez écrit ; comparez plus bas, puis enregistrez de nouveau.',
  })

export const longDay = (day: string): string => formatDay(day, 'fr')
