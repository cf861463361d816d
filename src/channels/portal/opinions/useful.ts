import { randomUUID } from 'node:crypto'
import { needOf } from '#catalogue'
import { MOST_CHARACTERS } from '#evaluations'
import { html } from '#html'
import { isId } from '#kernel'
import { button, buttons, errorSummary, type Faults, linkButton, needField, postForm } from '#look'
import { refusedWith, sentBy, valueIn } from '#web'
import { PATHS, to } from '../paths.ts'
import { notFound, redirect, show, type Visit } from '../visit.ts'
import { words } from './words.ts'

/** Counts that a page was useful or not. Only a name that the portal has is a page; strangers have a quota of these. */
export const rated = async (visit: Visit) => {
  const { platform, language } = visit
  const { form } = await sentBy(visit.request)
  const [page, useful] = [valueIn(form, 'page'), valueIn(form, 'useful')]
  if (!Object.hasOwn(PATHS, page) || (useful !== 'yes' && useful !== 'no')) return notFound(visit)
  if (!platform.quotas.opinions.take(1)) throw refusedWith(429, 'too many ratings of pages')
  const service = platform.catalogue.current(valueIn(form, 'service'))?.service ?? ''
  const id = randomUUID()
  await platform.evaluations.rate({ id, page, service, useful: useful === 'yes' })
  return redirect(visit, to('rated', language, { rating: id }))
}

/** Whoever comes back to the address of the answer, or asks for it in the other language. */
export const toHome = async (visit: Visit) => redirect(visit, to('home', visit.language))

const missingNeed = needOf('missing', 'long-text', { most: MOST_CHARACTERS, optional: true, party: 'nobody' })

/** Thanks, and a question more for whoever wants. */
export const thanks = async (visit: Visit, typed = '', fault?: string) => {
  const { language, params, query } = visit
  if (!isId(params['rating'])) return notFound(visit)
  const w = words[language].useful
  const home = linkButton({ label: w.home, href: to('home', language), weight: 'quiet' })
  if (query['recu'] === '1')
    return show(visit, {
      title: w.received,
      body: html`<h1>${w.received}</h1>
        <p class="lead">${w.receivedText}</p>
        ${buttons(home)}`,
    })
  const faults: Faults = fault ? { missing: fault } : {}
  return show(visit, {
    title: w.thanks,
    status: fault ? 422 : 200,
    error: !!fault,
    body: html`${errorSummary({ language, faults })}<h1>${w.thanks}</h1>
      <p class="lead">${w.thanksText}</p>
      ${postForm({
        language,
        action: to('rated', language, { rating: params['rating'] }),
        body: html`${needField({ need: missingNeed, words: { label: w.missing, why: w.missingWhy }, language, form: new Map([['missing', [typed]]]), faults })}
          ${buttons(button({ label: w.send }), home)}`,
      })}`,
  })
}

export const missingTold = async (visit: Visit) => {
  const { platform, language, params } = visit
  const text = valueIn((await sentBy(visit.request)).form, 'missing')
  const rating = params['rating']!
  if (text.trim().length > MOST_CHARACTERS) return thanks(visit, text, words[language].useful.tooLong)
  if (!platform.quotas.opinions.take(1)) throw refusedWith(429, 'too many remarks on pages')
  if (text.trim() !== '' && !(await platform.evaluations.tellMissing(rating, text))) return notFound(visit)
  return redirect(visit, `${to('rated', language, { rating })}?recu=1`)
}
