import { html, type Html } from '#html'
import type { Refused } from '#kernel'
import { button, buttons, linkButton, postForm } from '#look'
import { confirm, lookAtConfirmation, lookAtUnsubscribing, type NoticeRefusal, unsubscribe } from '#notices'
import { to } from './paths.ts'
import { sentenceOf } from './preferences.ts'
import { toldWords } from './told-words.ts'
import { show, type Visit } from './visit.ts'

/**
 * Where the links of messages lead. Opening one does nothing (mail servers open them too); the button does. Neither needs
 * a session: the link is the proof.
 */
export const confirmPage = async (visit: Visit) => {
  const { platform, language, params } = visit
  const found = await lookAtConfirmation(platform.notices, params['token']!)
  if (!found.ok) return dead(visit, found)
  const w = toldWords[language].confirm
  return show(visit, {
    title: w.title,
    body: html`<h1>${w.title}</h1>
      <p>${w.lead(found.value.address)}</p>
      ${act(visit, to('confirmAddress', language, { token: params['token']! }), w.act)}`,
  })
}

export const confirmed = async (visit: Visit) => {
  const { platform, language, params } = visit
  const done = await confirm(platform.notices, params['token']!)
  if (!done.ok) return dead(visit, done)
  const w = toldWords[language].confirm
  return show(visit, {
    title: w.doneTitle,
    body: html`<h1>${w.doneTitle}</h1>
      <p>${w.done(done.value.address)}</p>
      ${preferencesLink(visit)}`,
  })
}

export const unsubscribePage = async (visit: Visit) => {
  const { platform, language, params } = visit
  const found = lookAtUnsubscribing(platform.notices, params['token']!)
  if (!found.ok) return dead(visit, found)
  const w = toldWords[language].unsubscribe
  const title = w.titles[found.value.kind]
  return show(visit, {
    title,
    body: html`<h1>${title}</h1>
      <p>${w.lead}</p>
      ${act(visit, to('unsubscribe', language, { token: params['token']! }), w.act)}`,
  })
}

/** By the button, or by a mail application in one click (RFC 8058): the same. */
export const unsubscribed = async (visit: Visit) => {
  const { platform, language, params } = visit
  const done = await unsubscribe(platform.notices, params['token']!)
  if (!done.ok) return dead(visit, done)
  const w = toldWords[language].unsubscribe
  return show(visit, {
    title: w.doneTitle,
    body: html`<h1>${w.doneTitle}</h1>
      <p>${w.done[done.value.kind]}</p>
      ${preferencesLink(visit)}`,
  })
}

const act = ({ language }: Visit, action: string, label: string): Html =>
  postForm({ language, action, body: buttons(button({ label })) })

const preferencesLink = ({ language }: Visit): Html =>
  linkButton({
    label: toldWords[language].unsubscribe.preferences,
    href: to('preferences', language),
    weight: 'secondary',
  })

const GONE = { 'link-expired': 410, 'link-used': 410 } as const

/** A link that opens nothing: why, and where to go. */
const dead = (visit: Visit, refusal: Refused<NoticeRefusal>) => {
  const w = toldWords[visit.language]
  return show(visit, {
    title: w.linkTitle,
    status: GONE[refusal.refusal as keyof typeof GONE] ?? 404,
    body: html`<h1>${w.linkTitle}</h1>
      <p>${sentenceOf(refusal, visit.language)}</p>
      <p>${w.linkHelp}</p>
      ${preferencesLink(visit)}`,
  })
}
