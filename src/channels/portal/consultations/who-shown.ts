import { MOST_PSEUDONYM, SHOWN_AS } from '#consultations'
import { needOf } from '#catalogue'
import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { type Faults, type Form, needField } from '#look'
import { takingWords } from './taking-words.ts'

const SHOWN = needOf('shownAs', 'one-of', { options: [...SHOWN_AS], party: 'nobody' })
const PSEUDONYM = needOf('pseudonym', 'text', { most: MOST_PSEUDONYM, optional: true, party: 'nobody' })

/** Under which name what is written appears: none, unless its author asks for one. */
export const whoShown = (form: Form, faults: Faults, language: Language): Html => {
  const w = takingWords[language].contribute
  const asked = form.has('shownAs') ? form : new Map([...form, ['shownAs', ['anonymous']]])
  return html`${needField({ need: SHOWN, words: { label: w.shown, why: w.shownWhy, options: w.shownOptions }, language, form: asked, faults })}
    ${needField({ need: PSEUDONYM, words: { label: w.pseudonym, why: w.pseudonymWhy }, language, form, faults })}`
}
