import { type Consultation, REGIONS } from '#consultations'
import { html, type Html } from '#html'
import { type Language, sha256 } from '#kernel'
import { button, buttons, notice, postForm, summaryList } from '#look'
import { sentBy, valueIn } from '#web'
import { to } from '../paths.ts'
import { notFound, redirect, show, type Visit } from '../visit.ts'
import { contributePage, faultsIn } from './contribute.ts'
import { type Begun, begunBy, contributingOf } from './contribution-draft.ts'
import { mayTakePart } from './may-take-part.ts'
import { line, plainly } from './reading.ts'
import { faultSentences, refusedPage } from './refused.ts'
import { takingWords } from './taking-words.ts'

/** Everything that will be published, as it will be read, before it is. */
export const contributeSummary = async (visit: Visit) => {
  const { language } = visit
  const params = visit.params as { consultation: string }
  const may = await mayTakePart(visit, 'online-contributions', to('contributeSummary', language, params))
  if (!may) return visit.reply
  const begun = await begunBy(visit, may)
  if (Object.keys(faultsIn(may, begun, language)).length > 0)
    return redirect(visit, to('contribute', language, params))
  const { consultation, person } = may
  const w = takingWords[language].summary
  return show(visit, {
    title: w.pageTitle(plainly(consultation.title, language)),
    current: 'consultations',
    back: { href: to('contribute', language, params) },
    body: html`<div><p class="kicker">${plainly(consultation.title, language)}</p><h1>${w.title}</h1></div>
      ${notice({ language, tone: 'information', body: w.public })}
      ${rows(consultation, begun, person.name, language)}
      ${postForm({
        language,
        action: to('contributeSummary', language, params),
        hidden: { seen: seenOf(begun, language) },
        body: buttons(button({ label: w.send })),
      })}`,
  })
}

const rows = (consultation: Consultation, begun: Begun, own: string, language: Language): Html => {
  const w = takingWords[language].summary
  const { id, themes, contributions } = consultation
  const typed = contributingOf(begun, language)
  const theme = themes.find((one) => one.id === typed.theme)
  const region = REGIONS.get(typed.region)
  const action = (field: string) => ({ href: `${to('contribute', language, { consultation: id })}#${field}` })
  const name = { anonymous: w.anonymous, pseudonym: typed.pseudonym, name: own }[typed.shownAs]
  return summaryList({
    language,
    rows: [
      ...(themes.length > 1
        ? [{ label: w.theme, value: theme && line(theme.title, language), action: action('theme') }]
        : []),
      { label: w.heading, value: typed.title, action: action('title') },
      { label: w.text, value: typed.text.split(/\n+/), action: action('text') },
      ...(contributions.attachments
        ? [{ label: w.files, value: typed.attachments.map(({ name }) => name), action: action('files') }]
        : []),
      { label: w.region, value: region && plainly(region, language), action: action('region') },
      { label: w.shown, value: name, action: action('shownAs') },
    ],
  })
}

const seenOf = (begun: Begun, language: Language): string =>
  sha256(JSON.stringify(contributingOf(begun, language)))
    .toString('base64url')
    .slice(0, 16)

/** Sends what was read. Pressed twice it is one contribution; pressed again later, it leads to what was sent. */
export const contributionSent = async (visit: Visit) => {
  const { platform, language } = visit
  const params = visit.params as { consultation: string }
  const may = await mayTakePart(visit, 'online-contributions', to('contributeSummary', language, params))
  if (!may) return visit.reply
  const { form } = await sentBy(visit.request)
  const begun = await begunBy(visit, may)
  if (begun.form.size === 0) return redirect(visit, to('participation', language))
  // Read in one tab and changed in another: what would be sent is read first.
  if (valueIn(form, 'seen') !== seenOf(begun, language))
    return redirect(visit, to('contributeSummary', language, params))
  const given = contributingOf(begun, language)
  const done = await platform.consultations.participate(may.person, params.consultation, {
    is: 'contribution',
    ...given,
  })
  if (done.ok)
    return redirect(visit, to('participationReceipt', language, { ...params, participation: done.value.id }))
  if (done.refusal === 'not-found') return notFound(visit)
  if (done.refusal !== 'contribution-faulty')
    return refusedPage(visit, done, to('contribute', language, params))
  return contributePage(
    visit,
    may.consultation,
    begun,
    faultSentences(done.details, 'contribution', language),
  )
}
