import type { Rule } from './consultation.ts'

/** The rules of moderation, unless the organisation writes its own. Their number is what a withdrawal cites. */
export const DEFAULT_RULES: readonly Rule[] = [
  {
    id: '1',
    text: {
      fr: 'Pas d’insulte, de menace ni de propos haineux ou discriminatoires.',
      en: 'No insults, threats, or hateful or discriminatory words.',
    },
  },
  {
    id: '2',
    text: {
      fr: 'Pas de renseignement personnel sur quelqu’un d’autre : nom d’une personne privée, adresse, numéro, photo.',
      en: 'No personal information about somebody else: name of a private person, address, number, picture.',
    },
  },
  {
    id: '3',
    text: {
      fr: 'Pas d’accusation nominative : une plainte se dépose auprès de l’organisme, pas ici.',
      en: 'No accusation against a named person: a complaint is made to the organisation, not here.',
    },
  },
  {
    id: '4',
    text: {
      fr: 'Pas de publicité, ni de texte copié en série.',
      en: 'No advertising, and no text copied many times over.',
    },
  },
  {
    id: '5',
    text: {
      fr: 'Un rapport avec la consultation. Un avis contraire au projet y a toute sa place.',
      en: 'Related to the consultation. Disagreeing with the project is entirely in place.',
    },
  },
]
