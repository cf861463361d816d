import { defineWords } from '#kernel'

export const words = defineWords({
  fr: {
    home: 'Aller aux services',
    faults: {
      missing: {
        title: 'Page introuvable',
        text: 'Cette adresse ne mène nulle part, ou la demande n’est pas la vôtre. Si vous avez tapé l’adresse, vérifiez-la ; si vous étiez connecté, votre session a peut-être pris fin.',
      },
      elsewhere: {
        title: 'Envoi refusé',
        text: 'Ce formulaire a été envoyé depuis un autre site. Revenez sur nos pages et recommencez : rien n’a été enregistré.',
      },
      tooLarge: {
        title: 'Envoi trop volumineux',
        text: 'Ce qui a été envoyé dépasse la limite. Revenez en arrière et raccourcissez le texte, ou envoyez moins de fichiers à la fois : votre brouillon est tel que vous l’aviez enregistré.',
      },
      tooMany: {
        title: 'Trop de demandes en ce moment',
        text: 'Plus de demandes arrivent que nous n’en acceptons en si peu de temps. Rien de ce qui était enregistré n’est perdu. Réessayez dans une minute, ou téléphonez à l’organisme si c’est urgent.',
      },
      unreadable: {
        title: 'Envoi illisible',
        text: 'Ce qui a été envoyé n’a pas pu être lu. Revenez en arrière et recommencez : rien de ce qui était enregistré n’a changé.',
      },
      outage: {
        title: 'Service momentanément indisponible',
        text: 'Nous n’avons pas pu enregistrer ni lire. Ce qui était enregistré l’est toujours. Réessayez dans une minute : le même envoi, fait deux fois, ne compte qu’une fois.',
      },
      bug: {
        title: 'Une erreur de notre côté',
        text: 'Ce n’est pas votre faute, et ce qui était enregistré l’est toujours. Réessayez ; si cela recommence, téléphonez à l’organisme.',
      },
    },
  },
  en: {
    home: 'Go to the services',
    faults: {
      missing: {
        title: 'Page not found',
        text: 'This address leads nowhere, or the request is not yours. If you typed the address, check it; if you were signed in, your session may have ended.',
      },
      elsewhere: {
        title: 'Submission refused',
        text: 'This form was sent from another site. Come back to our pages and start again: nothing was saved.',
      },
      tooLarge: {
        title: 'Too much at once',
        text: 'What was sent is over the limit. Go back and shorten the text, or send fewer files at a time: your draft is as you had saved it.',
      },
      tooMany: {
        title: 'Too many requests at the moment',
        text: 'More requests are coming than we take in so little time. Nothing that was saved is lost. Try again in a minute, or phone the organisation if it is urgent.',
      },
      unreadable: {
        title: 'Submission not readable',
        text: 'What was sent could not be read. Go back and start again: nothing that was saved has changed.',
      },
      outage: {
        title: 'Service unavailable for the moment',
        text: 'We could neither save nor read. What was saved still is. Try again in a minute: the same submission, made twice, counts once.',
      },
      bug: {
        title: 'An error on our side',
        text: 'It is not your fault, and what was saved still is. Try again; if it happens again, phone the organisation.',
      },
    },
  },
})
