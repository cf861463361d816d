import { frenchSpacesIn } from '#kernel'

/** The words of these pages. French only: it is the staff's interface (Charter of the French language, C-11, s. 18.1). */
export const words = frenchSpacesIn({
  title: 'Contestations',
  lead: 'Un organisme dit qu’un de ses chiffres n’est pas juste. Vous répondez une seule fois ; le chiffre ne change pas, la réponse reste à côté de lui.',
  none: 'Aucun organisme n’a contesté de chiffre.',
  awaited: 'À répondre',
  awaitedNone: 'Toutes les contestations ont leur réponse.',
  answered: 'Répondues',
  answer: 'Répondre',
  verdict: 'La contestation est-elle fondée ?',
  verdicts: { upheld: 'Oui : elle est retenue', rejected: 'Non : elle est rejetée' },
  corrected: 'Quelle est la valeur corrigée ? (en %)',
  correctedWhy: 'Seulement si la contestation est retenue.',
  reason: 'Pourquoi ?',
  reasonWhy: 'Tout le monde lira cette réponse. Elle ne se modifie plus.',
  send: 'Publier la réponse',
  sent: 'La réponse est publiée.',
  refused: 'Impossible',
  notFound: {
    title: 'Contestation introuvable',
    text: 'Aucune contestation ne répond à cette adresse.',
    back: 'Revenir aux contestations',
  },
} as const)
