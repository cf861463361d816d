import type { Status as DossierStatus } from '#dossiers'
import { formatArticle, plural } from '#kernel'
import type { View } from '#work'

/** Where the pages of the desk are. */
export const LIST = '/bureau'
export const INCIDENTS = '/bureau/incidents'
export const screenOf = (dossier: string): string => `/bureau/dossiers/${dossier}`

/** Whoever is refused is heard before. */
export const HEARD = formatArticle('J-3, a. 5', 'fr')

const counted = (n: number, one: string, other: string): string => `${n} ${plural(n, 'fr', { one, other })}`

/** The words of the desk. French only: it is the staff's interface (Charter of the French language, C-11, s. 18.1). */
export const words = {
  dossiers: 'Dossiers',
  organisation: 'Organisme',
  central: 'Organisme central',
  backToList: 'Revenir à la liste',
  you: 'Vous',
  nobody: 'Personne',
  withoutAccount: 'Sans compte',
  unknownAgent: 'un autre agent',
  yes: 'Oui',
  no: 'Non',
  notFound: {
    title: 'Dossier introuvable',
    text: 'Aucun dossier de votre organisme ne répond à cette adresse. Cherchez-le dans la liste, par son numéro ou par le nom de la personne.',
  },
  notForPeople: {
    title: 'Cette page est réservée aux agents',
    text: 'Le bureau est l’outil de travail du personnel des organismes. Vos demandes, elles, vous attendent dans votre espace.',
    action: 'Voir mes demandes',
  },
  list: {
    views: 'Vues',
    filter: { search: 'Numéro ou nom', service: 'Service', everyService: 'Tous' },
    found: (text: string) => `« ${text} »`,
    caption: (view: string) => `Dossiers : ${view}`,
    columns: {
      pick: 'Choisir',
      number: 'Numéro',
      service: 'Service',
      applicant: 'Personne',
      filed: 'Déposé le',
      due: 'Échéance',
      who: 'Attribué à',
      status: 'État',
      marks: 'À noter',
    },
    pick: (number: string) => `Choisir le dossier ${number}`,
    take: 'Prendre les dossiers choisis',
    taken: (n: number) => `${counted(n, 'dossier est', 'dossiers sont')} maintenant à vous.`,
    notTaken: (n: number) => `${counted(n, 'dossier n’a pas été pris', 'dossiers n’ont pas été pris')}`,
    noneChosen: 'Aucun dossier n’était choisi',
    noneChosenText: 'Cochez les dossiers à prendre, puis appuyez sur « Prendre les dossiers choisis ».',
    review: 'Révision demandée',
    doubt: 'Doute du robot',
    noMatch: {
      title: 'Aucun dossier ne correspond',
      body: 'Vérifiez le numéro ou le nom, retirez un filtre, ou cherchez dans toutes les vues.',
      clear: 'Tout effacer',
    },
  },
  purpose: {
    title: 'Pourquoi ouvrez-vous ce dossier ?',
    lead: 'Ce dossier ne vous est pas attribué. Chaque consultation est inscrite, avec sa raison : la personne peut la voir.',
    label: 'Raison de la consultation',
    other: 'Si c’est une autre raison, laquelle ?',
    otherWhy: 'En quelques mots, que la personne pourra lire.',
    open: 'Ouvrir le dossier',
    missing: 'Dites pourquoi vous ouvrez ce dossier.',
    otherMissing: 'Précisez la raison en quelques mots.',
    otherTooLong: 'Précisez la raison en 200 caractères au plus.',
  },
  incidents: {
    title: 'Incidents',
    count: (n: number) => `${counted(n, 'incident à regarder', 'incidents à regarder')}`,
    lead: 'Ce que la plateforme n’a pas pu faire seule, et que quelqu’un doit regarder.',
    letters: 'Suites qui n’ont pas pu être données',
    lettersWhy:
      'Un acte a bien été enregistré, mais une de ses suites (une liste, un avis) a échoué plusieurs fois. Une fois la cause corrigée, relancez-la : rien n’est fait deux fois.',
    tasks: 'Tours de robot abandonnés',
    tasksWhy:
      'Le robot a échoué plusieurs fois ; ces dossiers ont été remis à une personne et sont encore ouverts.',
    retry: 'Relancer',
    retried:
      'La suite est relancée. Si elle échoue encore, elle restera dans cette liste avec sa nouvelle erreur.',
    retryAsked: 'Relance demandée',
    gone: 'Cet incident est déjà réglé, ou il n’existe pas.',
    subscriptions: {
      'work.worklists': 'Listes des agents',
      'work.robot-turns': 'Tour du robot',
      'dossiers.after-filing': 'Suites du dépôt',
      'notices.inbox': 'Avis à la personne',
      'evaluations.tally': 'Comptes des évaluations',
    } as Record<string, string>,
    none: 'Aucun incident',
    noneText: 'Toutes les suites ont été données, et aucun robot n’a abandonné.',
    columns: {
      dossier: 'Dossier',
      what: 'Suite',
      event: 'Après',
      error: 'Erreur',
      when: 'Depuis',
      robot: 'Robot',
      attempts: 'Essais',
      act: 'Relancer',
    },
  },
} as const

/** Views of the worklist: how an address names each, its tab, and what an empty one says. */
export const VIEW_WORDS: Record<View, { id: string; label: string; empty: { title: string; body: string } }> =
  {
    todo: {
      id: 'a-traiter',
      label: 'À traiter',
      empty: {
        title: 'Rien à traiter',
        body: 'Aucun dossier n’attend une décision de votre part. Les nouveaux dépôts arrivent ici d’eux-mêmes.',
      },
    },
    mine: {
      id: 'a-moi',
      label: 'À moi',
      empty: {
        title: 'Aucun dossier ne vous est attribué',
        body: 'Prenez-en dans « Non attribués » : cochez-les, puis « Prendre ».',
      },
    },
    unassigned: {
      id: 'non-attribues',
      label: 'Non attribués',
      empty: { title: 'Tous les dossiers ont quelqu’un', body: 'Les prochains dépôts apparaîtront ici.' },
    },
    late: {
      id: 'en-retard',
      label: 'En retard',
      empty: { title: 'Aucun retard', body: 'Aucun dossier ouvert n’a dépassé son échéance.' },
    },
    awaiting: {
      id: 'en-attente',
      label: 'En attente de la personne',
      empty: {
        title: 'Personne n’est attendu',
        body: 'Les dossiers où un complément ou des observations ont été demandés sont ici ; leur délai est suspendu.',
      },
    },
    'all-open': {
      id: 'tous',
      label: 'En cours',
      empty: { title: 'Aucun dossier ouvert', body: 'Les dossiers décidés ou retirés sont dans « Fermés ».' },
    },
    closed: {
      id: 'fermes',
      label: 'Fermés',
      empty: {
        title: 'Aucun dossier fermé',
        body: 'Les dossiers décidés ou retirés par la personne viendront ici.',
      },
    },
  }

export const CLOSED_WORDS: Record<Extract<DossierStatus, 'decided' | 'withdrawn'>, string> = {
  decided: 'Décidé',
  withdrawn: 'Retiré',
}
