import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { words as consultationWords } from './consultations/words.ts'
import { to } from './paths.ts'
import { toldWords } from './told-words.ts'

/** Beside requests and messages: what there is to do by a day, and how to be told. */
export const toldLinks = (language: Language): Html => {
  const w = toldWords[language]
  return html`<p>
    <a href="${to('calendar', language)}">${w.calendar.link}</a> ·
    <a href="${to('preferences', language)}">${w.preferences.link}</a> ·
    <a href="${to('participation', language)}">${consultationWords[language].mine}</a>
  </p>`
}
