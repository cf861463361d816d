import type { DossierRefusal } from '#dossiers'
import { html } from '#html'
import { defineWords, type Refused } from '#kernel'
import { inset, notice } from '#look'
import { paragraphs } from './decision.ts'
import { to } from './paths.ts'
import type { Opened } from './reference.ts'
import { refusalSentence } from './refusals.ts'
import { kicker } from './request.ts'
import { show, type Visit } from './visit.ts'

const notSent = defineWords({
  fr: { text: 'Votre texte n’a pas été envoyé. Le voici, pour que vous puissiez le copier.' },
  en: { text: 'Your text was not sent. Here it is, so that you can copy it.' },
})

/** The request moved on while the person wrote: they are told, and what they wrote is not lost. */
export const tooLate = (
  visit: Visit,
  { dossier, ref }: Opened,
  title: string,
  text: string,
  refusal: Refused<DossierRefusal>,
) => {
  const { language } = visit
  return show(visit, {
    title,
    status: 409,
    error: true,
    current: 'dossiers',
    back: { href: to('dossier', language, { ref }) },
    body: html`<div>${kicker(dossier, language)}<h1>${title}</h1></div>
      ${notice({ language, tone: 'warning', title: refusalSentence(refusal, language), body: notSent[language].text, live: true })}
      ${inset(paragraphs(text))}`,
  })
}
