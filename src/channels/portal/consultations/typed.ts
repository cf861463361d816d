import { SHOWN_AS, type ShownAs } from '#consultations'
import type { Language } from '#kernel'
import { type Form, valueIn } from '#web'

/** What forms that publish a text have in common: the text, its language, and under which name. */
export const typedOf = (
  form: Form,
  language: Language,
): { text: string; language: Language; shownAs: ShownAs; pseudonym: string } => ({
  text: valueIn(form, 'text'),
  language,
  shownAs: SHOWN_AS.find((one) => one === valueIn(form, 'shownAs')) ?? 'anonymous',
  pseudonym: valueIn(form, 'pseudonym'),
})
