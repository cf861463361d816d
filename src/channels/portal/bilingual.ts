import { html, type Html, none } from '#html'
import type { Language, Text } from '#kernel'

/** What somebody wrote in French, and perhaps in English, in the page's language where it exists. */
export const plainly = (text: Text, language: Language): string => text[language] || text.fr

export const isOnlyFrench = (text: Text, language: Language): boolean => language === 'en' && !text.en

/** The language of a text that was written in French only, for who listens to the English page (WCAG 3.1.2). */
export const langOf = (text: Text, language: Language): Html =>
  isOnlyFrench(text, language) ? html` lang="fr-CA"` : none

/** A line, inside a sentence or a heading. */
export const line = (text: Text, language: Language): Html =>
  isOnlyFrench(text, language) ? html`<span lang="fr-CA">${text.fr}</span>` : html`${plainly(text, language)}`
