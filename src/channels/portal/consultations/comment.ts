import { isPerson } from '#access'
import { needOf } from '#catalogue'
import { type Contribution, MOST_COMMENT } from '#consultations'
import { html, type Html } from '#html'
import { newId } from '#kernel'
import { button, buttons, errorSummary, needField, postForm } from '#look'
import type { Person } from '#parties'
import { sentBy, valueIn } from '#web'
import { to } from '../paths.ts'
import { redirect, show, type Visit, notFound } from '../visit.ts'
import { type CommentAgain, contributionPage } from './contribution.ts'
import { faultSentences, refusedPage } from './refused.ts'
import { signInHere } from './support-part.ts'
import { typedOf } from './typed.ts'
import { whoShown } from './who-shown.ts'
import { words } from './words.ts'

const TEXT = needOf('text', 'long-text', { most: MOST_COMMENT, party: 'nobody' })

/** Under a contribution: a text, and the name that goes with it if any. */
export const commentForm = (
  { language }: Visit,
  _who: Person,
  { consultation, id }: Contribution,
  again: CommentAgain | undefined,
): Html => {
  const w = words[language].contribution
  const form = again?.form ?? new Map()
  const faults = again?.faults ?? {}
  return html`${errorSummary({ language, faults })}${postForm({
    language,
    action: to('contribution', language, { consultation, contribution: id }),
    hidden: { key: form.get('key')?.[0] ?? newId() },
    body: html`${needField({ need: TEXT, words: { label: w.comment, why: w.commentWhy }, language, form, faults })}
      ${whoShown(form, faults, language)}
      ${buttons(button({ label: w.send, weight: 'secondary' }))}`,
  })}`
}

/** Published at once; sent twice, it is one comment. */
export const commented = async (visit: Visit) => {
  const { platform, language, params, visitor } = visit
  const [consultation, id] = [params['consultation']!, params['contribution']!]
  const here = to('contribution', language, { consultation, contribution: id })
  if (!isPerson(visitor)) return redirect(visit, signInHere(language, here))
  const { form } = await sentBy(visit.request)
  const done = await platform.consultations.comment(visitor, consultation, id, {
    ...typedOf(form, language),
    key: valueIn(form, 'key'),
  })
  if (done.ok) return redirect(visit, `${here}#c-${done.value.id}`)
  if (done.refusal === 'not-found') return notFound(visit)
  if (done.refusal !== 'contribution-faulty') return refusedPage(visit, done, here)
  const shown = await contributionPage(visit, {
    form,
    faults: faultSentences(done.details, 'comment', language),
  })
  return shown ? show(visit, shown) : notFound(visit)
}
