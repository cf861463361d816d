import { defineWords } from '#kernel'

/**
 * Every sentence of a message. A subject says that there is something to read, never what: it is shown on locked screens
 * and kept by everyone the message goes through.
 */
export const words = defineWords({
  fr: {
    hello: 'Bonjour,',
    sender: 'Parvis, services publics numériques',
    request: (service: string, number: string) => `${service}, demande ${number}`,
    subjects: {
      reminders: (day: string) => `Rappel : quelque chose à faire d’ici le ${day}`,
      'dossier-news': 'Du nouveau dans votre demande',
      address: 'Confirmez votre adresse',
    },
    kinds: {
      'dossier.filed': 'Nous avons bien reçu votre demande.',
      'completion.requested':
        'Il manque quelque chose à votre demande. Ouvrez-la pour voir quoi et répondre.',
      'intention.announced':
        'Votre demande pourrait être refusée. Rien n’est encore décidé : ouvrez-la pour lire pourquoi et répondre.',
      'dossier.decided': 'Une décision a été prise. Ouvrez votre demande pour la lire.',
      'review.requested': 'Nous avons bien reçu votre demande de révision.',
      'dossier.withdrawn': 'Votre demande est retirée.',
    },
    due: (title: string, day: string) => `${title} : au plus tard le ${day}.`,
    open: 'Ouvrir ma demande',
    openOrganisation: 'Ouvrir l’espace de l’organisme',
    signInAgent: 'Un agent de votre organisme devra se connecter.',
    calendar: 'Voir mon calendrier',
    signIn: 'Vous devrez vous connecter : ce message ne contient ni votre nom ni vos réponses.',
    confirm:
      'Vous avez demandé à recevoir nos messages à cette adresse. Confirmez-la pour que nous l’utilisions.',
    confirmAct: 'Confirmer mon adresse',
    confirmUntil: (when: string) => `Le lien sert une fois, jusqu’au ${when}.`,
    notYou: 'Si ce n’est pas vous, ne faites rien : cette adresse ne sera pas utilisée.',
    why: {
      reminders: 'Vous recevez ce rappel parce que vous avez choisi le courriel.',
      'dossier-news': 'Vous recevez ces nouvelles parce que vous avez choisi le courriel.',
    },
    stop: {
      reminders: 'Ne plus recevoir de rappels par courriel',
      'dossier-news': 'Ne plus recevoir de nouvelles de mes demandes par courriel',
    },
    preferences: 'Changer mes préférences',
    noReply: 'Ne répondez pas à ce message : personne ne le lirait.',
    demonstration: 'Démonstration : les personnes, les organismes et les données sont inventés.',
  },
  en: {
    hello: 'Hello,',
    sender: 'Parvis, digital public services',
    request: (service: string, number: string) => `${service}, request ${number}`,
    subjects: {
      reminders: (day: string) => `Reminder: something to do by ${day}`,
      'dossier-news': 'News about your request',
      address: 'Confirm your address',
    },
    kinds: {
      'dossier.filed': 'We have received your request.',
      'completion.requested': 'Something is missing from your request. Open it to see what, and to answer.',
      'intention.announced':
        'Your request may be refused. Nothing is decided yet: open it to read why, and to answer.',
      'dossier.decided': 'A decision has been made. Open your request to read it.',
      'review.requested': 'We have received your request for a review.',
      'dossier.withdrawn': 'Your request has been withdrawn.',
    },
    due: (title: string, day: string) => `${title}: by ${day}.`,
    open: 'Open my request',
    openOrganisation: 'Open the organisation’s space',
    signInAgent: 'An agent of your organisation will have to sign in.',
    calendar: 'See my calendar',
    signIn: 'You will have to sign in: this message holds neither your name nor your answers.',
    confirm: 'You asked to receive our messages at this address. Confirm it so that we use it.',
    confirmAct: 'Confirm my address',
    confirmUntil: (when: string) => `The link works until ${when}, and only once.`,
    notYou: 'If it was not you, do nothing: this address will not be used.',
    why: {
      reminders: 'You receive this reminder because you chose e-mail.',
      'dossier-news': 'You receive this news because you chose e-mail.',
    },
    stop: {
      reminders: 'Stop receiving reminders by e-mail',
      'dossier-news': 'Stop receiving news of my requests by e-mail',
    },
    preferences: 'Change my preferences',
    noReply: 'Do not answer this message: nobody would read it.',
    demonstration: 'Demonstration: the people, organisations and data are invented.',
  },
})
