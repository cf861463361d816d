import type { Definition } from '#catalogue'
import { defineWords, type Language } from '#kernel'
import { isOwn } from './deadline.ts'

/** What is due and what to do about it, wherever a person reads it: the calendar, a reminder, an appointment. */
export type DeadlineWords = { title: string; todo: string }

const words = defineWords({
  fr: {
    completion: {
      title: 'Compléter votre demande',
      todo: 'L’organisme vous a demandé de compléter votre demande. Ouvrez-la pour voir ce qui manque et répondre.',
    },
    observations: {
      title: 'Répondre avant la décision',
      todo: 'Votre demande pourrait être refusée. Ouvrez-la pour lire pourquoi et donner votre point de vue.',
    },
    review: {
      title: 'Demander une révision, si vous n’êtes pas d’accord',
      todo: 'Après ce jour, il sera trop tard. Si la décision vous convient, vous n’avez rien à faire.',
    },
    unknown: { title: 'Une date à respecter', todo: 'Ouvrez votre demande pour voir ce qu’il faut faire.' },
  },
  en: {
    completion: {
      title: 'Complete your request',
      todo: 'The organisation asked you to complete your request. Open it to see what is missing and to answer.',
    },
    observations: {
      title: 'Answer before the decision',
      todo: 'Your request may be refused. Open it to read why and to give your point of view.',
    },
    review: {
      title: 'Ask for a review, if you do not agree',
      todo: 'After this day it will be too late. If the decision suits you, there is nothing to do.',
    },
    unknown: { title: 'A date to keep', todo: 'Open your request to see what there is to do.' },
  },
})

/** The words of the service, in the version that the dossier is on; ours for what any dossier may have. */
export const deadlineWords = (
  deadline: string,
  definition: Definition | undefined,
  language: Language,
): DeadlineWords =>
  isOwn(deadline)
    ? words[language][deadline]
    : (definition?.words[language].deadlines?.[deadline] ?? words[language].unknown)
