import type { DossierRefusal } from '#dossiers'
import { formatDay } from '#kernel'
import { HEARD, words } from './words.ts'

/** What a sentence may need besides the refusal's details: who an agent is, what a role is called. */
export type Names = { agent(id: string): string; role(id: string): string }

type Details = Record<string, unknown>
type Sentence = string | ((details: Details, names: Names) => string)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const dayIn = (details: Details): string => (details['until'] ? formatDay(text(details['until']), 'fr') : '')

/** What a form says of itself before the act is tried, so that everything to mend is told at once. */
export const NO_REASON = 'Écrivez la raison : la personne la lira.'
export const NOT_CHOSEN = 'Choisissez une décision parmi celles de cette étape.'

/**
 * Every reason for which an act on a dossier is refused, as an agent reads it: what stands in the way, and what would
 * lift it. A refusal without a sentence does not compile.
 */
const SENTENCES: Record<DossierRefusal, Sentence> = {
  'not-found': 'Ce dossier n’est pas de votre organisme, ou cet acte n’est pas celui d’un agent.',
  'service-unknown': 'Ce service n’est plus publié.',
  'sign-in-needed': 'La personne doit se connecter pour ce service.',
  'answers-faulty': 'Certaines réponses ne tiennent pas.',
  'not-asked': 'Une réponse a été donnée à ce qui n’est pas demandé dans ce dossier.',
  'changed-elsewhere': 'Les mêmes réponses ont été changées ailleurs.',
  'changed-too-often': 'Ce brouillon a été changé trop de fois : il peut seulement être déposé ou retiré.',
  'changed-since-summary': 'Les réponses ont changé depuis le résumé qui a été montré.',
  'key-malformed': 'Le formulaire est incomplet : ouvrez la page de nouveau.',
  'already-filed': 'Ce dossier a déjà été déposé avec un autre contenu.',
  'evidence-not-stored': 'Une pièce n’a pas été conservée : elle doit être jointe de nouveau.',
  'not-a-draft': 'Ce dossier est déposé : son contenu ne se modifie plus.',
  'not-known': 'Aucun registre n’a répondu à ce renseignement.',
  'reason-missing': NO_REASON,
  'reason-too-long': ({ most }) => `Raccourcissez le texte : ${String(most)} caractères au plus.`,
  'nothing-awaited': 'Rien n’est attendu de la personne.',
  'person-awaited': (details) =>
    details['until']
      ? `La personne a jusqu’au ${dayIn(details)} pour répondre : sa réponse vient d’abord.`
      : 'La personne est attendue : sa réponse, ou la fin de son délai, vient d’abord.',
  'not-in-progress': 'Ce dossier n’est pas en cours.',
  'already-decided': 'Ce dossier est décidé.',
  'already-withdrawn': 'La personne a retiré sa demande.',
  'not-an-agent-stage': 'Un robot traite ce dossier en ce moment ; il vous reviendra s’il ne peut conclure.',
  'role-needed': ({ role }, names) => `Cette étape demande le rôle « ${names.role(text(role))} ».`,
  'assigned-to-another': ({ assignee }, names) =>
    `${names.agent(text(assignee))} a ce dossier. Demandez-lui de vous l’attribuer, ou attribuez-le-vous.`,
  'not-assigned': 'Personne n’a ce dossier : prenez-le d’abord.',
  'already-yours': 'Ce dossier est déjà à vous.',
  'agent-unknown': 'Choisissez une personne de votre organisme qui a le rôle de cette étape.',
  'need-unknown': 'Un des renseignements choisis ne peut pas être redemandé dans ce dossier.',
  'outcome-unknown': NOT_CHOSEN,
  'intention-needed': `Avant une décision défavorable, la personne doit recevoir un avis d’intention et pouvoir donner ses observations (${HEARD}).`,
  'intention-announced': 'L’intention est déjà annoncée à la personne.',
  'observations-awaited': (details) =>
    `La personne a jusqu’au ${dayIn(details)} pour donner ses observations : elles viennent d’abord (${HEARD}).`,
  'favourable-needs-none':
    'Aucune décision défavorable n’est possible à cette étape : il n’y a rien à annoncer.',
  'not-decided': 'Cette demande n’est pas décidée.',
  'letter-printed': 'L’envoi sur papier de cette décision est déjà inscrit.',
  'review-too-late': (details) => `Le délai de révision est passé depuis le ${dayIn(details)}.`,
  'review-asked': 'Une révision est déjà demandée.',
  'not-a-robot-stage': 'Ce dossier n’est pas à une étape de robot.',
  'purpose-missing': words.purpose.missing,
}

export const refusalSentence = (
  { refusal, details }: { refusal: DossierRefusal; details: Details },
  names: Names,
): string => {
  const sentence: Sentence = SENTENCES[refusal]
  return typeof sentence === 'string' ? sentence : sentence(details, names)
}
