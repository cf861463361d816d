import { frenchSpacesIn, plural } from '#kernel'
import type { MailState } from '#notices'
import type { ReminderSubject, ReportingRefusal } from '#reporting'

export const words = frenchSpacesIn({
  title: 'Rappels aux organismes',
  lead: 'Un rappel part par courriel à l’adresse de l’organisme et paraît, mot pour mot, à l’accueil de son espace pendant 30 jours.',
  noMail: 'Aucun courriel ne part d’ici : le rappel paraît à l’accueil de l’organisme seulement.',
  choose: 'À propos de quoi ?',
  form: {
    title: (part: string) => `Écrire un rappel : ${part}`,
    organisations: 'À quels organismes ?',
    organisationsWhy: 'Ceux qui sont en retard sont déjà choisis.',
    noneLate: 'Aucun n’est en retard pour cette partie.',
    option: (name: string, state: string) => `${name} (${state})`,
    late: (n: number, day: string) => `${n} en retard depuis le ${day}`,
    silent: 'rien transmis',
    fine: 'à jour',
    text: 'Texte du rappel',
    textWhy: 'L’organisme le lira mot pour mot, avec le nom et l’adresse du vôtre.',
    send: 'Envoyer le rappel',
    cancel: 'Annuler',
  },
  templates: {
    plan: 'Bonjour,\n\nVotre plan de transformation numérique demande votre attention : ouvrez la partie « Plan » de votre espace pour voir ce qui est attendu, et de qui.',
    processes:
      'Bonjour,\n\nVotre inventaire des processus demande votre attention : ouvrez la partie « Processus » de votre espace pour le compléter.',
    workplaces:
      'Bonjour,\n\nLa déclaration des milieux de travail du dernier trimestre est attendue : elle tient en une page, déjà remplie d’après la précédente.',
    data: 'Bonjour,\n\nVotre inventaire de données demande votre attention : ouvrez la partie « Données » de votre espace pour voir ce qui est à mettre à jour.',
    volumes:
      'Bonjour,\n\nLes volumes de vos autres canaux sont attendus : ouvrez la partie « Volumes » de votre espace pour les transmettre.',
    consultations:
      'Bonjour,\n\nUne réponse motivée est due à celles et ceux qui ont pris part à votre consultation : ouvrez la partie « Consultations » de votre espace.',
  } satisfies Record<ReminderSubject, string>,
  sent: (n: number) =>
    n === 0
      ? 'Ce rappel était déjà parti : rien n’a été envoyé deux fois.'
      : `${n} ${plural(n, 'fr', { one: 'organisme est prévenu', other: 'organismes sont prévenus' })}.`,
  history: {
    title: 'Rappels envoyés',
    none: 'Aucun rappel n’a été envoyé.',
    columns: {
      on: 'Le',
      organisation: 'Organisme',
      part: 'Partie',
      by: 'Par',
      mail: 'Courriel',
      text: 'Texte',
    },
  },
  mail: {
    queued: 'En route',
    accepted: 'Remis',
    bounced: 'Revenu : l’adresse ne reçoit pas',
    expired: 'Abandonné après 14 jours',
    cancelled: 'Annulé : l’adresse ne reçoit pas',
    dead: 'Refusé par le serveur',
  } satisfies Record<MailState, string>,
  noMailAsked: 'Aucun',
} as const)

/** Every reason for which these acts are refused, as an agent reads it. One without a sentence does not compile. */
export const REFUSALS: Record<ReportingRefusal, string> = frenchSpacesIn({
  'reminding-reserved': 'Seul l’organisme central fait cet acte.',
  'reminder-unaddressed': 'Choisissez au moins un organisme.',
  'reminder-about-nothing': 'Choisissez à propos de quoi vous écrivez.',
  'reminder-empty': 'Écrivez le texte du rappel.',
  'reminder-too-long': 'Raccourcissez le texte : 2 000 caractères au plus.',
  'reminder-form-incomplete': 'Le formulaire est incomplet : envoyez-le de nouveau.',
  'year-not-over': 'L’année n’est pas terminée : le rapport se publie après le 31 décembre.',
  'year-unknown': 'Aucun chiffre n’est publié pour le dernier jour de cette année.',
  'report-already-published': 'Le rapport de cette année est déjà publié : il ne change plus.',
})
