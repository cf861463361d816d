import type { ContestRefusal } from '#barometer'
import { frenchSpacesIn } from '#kernel'

/** Where the barometer's pages of the desk are. */
export const BAROMETER = '/bureau/barometre'
export const contestFormOf = (target: number): string => `${BAROMETER}/contester/${target}`
export const contestPageOf = (id: string): string => `${BAROMETER}/contestations/${id}`

/** The words of these pages. French only: it is the staff's interface (Charter of the French language, C-11, s. 18.1). */
export const words = frenchSpacesIn({
  title: 'Baromètre',
  pageTitle: 'Baromètre : nos chiffres',
  lead: (name: string) =>
    `Les chiffres publiés de votre organisme : ${name}. Ce que vous contestez, et la réponse, restent affichés à côté du chiffre.`,
  none: 'Le baromètre n’a encore rien calculé pour votre organisme',
  noneText: 'Les chiffres apparaissent dans les secondes qui suivent le premier événement.',
  caption: 'Les dix chiffres de votre organisme',
  columns: { target: 'Cible', figure: 'Chiffre', count: 'Compte', status: 'État', act: 'Acte' },
  contest: 'Contester ce chiffre',
  public: 'Voir la page publique',
  mine: 'Nos contestations',
  mineNone: 'Votre organisme n’a contesté aucun chiffre.',
  contestColumns: { on: 'Le', organisation: 'Organisme', target: 'Cible', status: 'État' },
  status: { awaited: 'Réponse attendue', upheld: 'Retenue', rejected: 'Rejetée' },
  form: {
    title: (target: string) => `Contester : ${target}`,
    shown: 'Chiffre affiché',
    why: 'Votre texte sera public, avec le nom de votre organisme. N’y nommez personne.',
    proposed: 'Quelle valeur serait juste ? (en %)',
    proposedWhy: 'Laissez vide si vous ne pouvez pas la dire.',
    reason: 'Pourquoi ce chiffre n’est-il pas juste ?',
    reasonWhy: 'Dites ce qui manque ou ce qui est de trop, et comment le vérifier.',
    send: 'Déposer la contestation',
    sent: 'La contestation est déposée, et visible à côté du chiffre. L’organisme central y répondra.',
  },
  answer: {
    title: (target: string, organisation: string) => `Contestation de ${organisation} : ${target}`,
    at: 'Déposée le',
    proposed: 'Valeur proposée',
    contestReason: 'Raison',
    given: 'Réponse',
    correctedValue: 'Valeur corrigée',
    noValue: 'Non précisée',
  },
  notFound: {
    title: 'Contestation introuvable',
    text: 'Aucune contestation de votre organisme ne répond à cette adresse.',
  },
  back: 'Revenir au baromètre',
  cancel: 'Annuler',
} as const)

/** Every reason for which these acts are refused, as an agent reads it. One without a sentence does not compile. */
export const CONTEST_REFUSALS: Record<ContestRefusal, string> = frenchSpacesIn({
  'secretariat-only': 'Seul l’organisme central fait cet acte.',
  'figure-unknown': 'Ce chiffre n’existe pas, ou n’a pas encore été calculé.',
  'reason-missing': 'Écrivez la raison : tout le monde la lira.',
  'reason-too-long': 'Raccourcissez le texte : 2 000 caractères au plus.',
  'share-malformed': 'Écrivez un pourcentage de 0 à 100, par exemple 62,5.',
  'verdict-missing': 'Dites si la contestation est retenue ou rejetée.',
  'correction-missing': 'Une contestation retenue dit quelle est la valeur corrigée.',
  'contest-unknown': 'Cette contestation n’existe pas.',
  'already-answered': 'Une réponse est déjà publiée : elle ne se modifie plus.',
  'unit-unknown': 'Ce chiffre ne compte rien de tel.',
  'exclusion-unknown': 'Choisissez une raison de la liste.',
  'already-excluded': 'C’est déjà exclu de ce chiffre.',
  'not-excluded': 'Ce n’est pas exclu de ce chiffre.',
  'key-malformed': 'Le formulaire est incomplet : ouvrez la page de nouveau.',
})
