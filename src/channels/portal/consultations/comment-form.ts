import { needOf } from '#catalogue'
import { type Contribution, MOST_COMMENT } from '#consultations'
import { html, type Html } from '#html'
import { type Language, newId } from '#kernel'
import { button, buttons, errorSummary, type Faults, type Form, needField, postForm } from '#look'
import { to } from '../paths.ts'
import { whoShown } from './who-shown.ts'
import { words } from './words.ts'

const TEXT = needOf('text', 'long-text', { most: MOST_COMMENT, party: 'nobody' })

/** A comment as it was sent, and what is to be mended in it. */
export type CommentAgain = { form: Form; faults: Faults }

/** Under a contribution: a text, and the name that goes with it if any. */
export const commentForm = (
  { consultation, id }: Contribution,
  { form, faults }: CommentAgain = { form: new Map(), faults: {} },
  language: Language,
): Html => {
  const w = words[language].contribution
  return html`${errorSummary({ language, faults })}${postForm({
    language,
    action: to('contribution', language, { consultation, contribution: id }),
    hidden: { key: form.get('key')?.[0] ?? newId() },
    body: html`${needField({ need: TEXT, words: { label: w.comment, why: w.commentWhy }, language, form, faults })}
      ${whoShown(form, faults, language)}
      ${buttons(button({ label: w.send, weight: 'secondary' }))}`,
  })}`
}
