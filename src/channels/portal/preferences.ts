import { isPerson } from '#access'
import { faultSentence, type Fault, type Field, needOf, readAnswer } from '#catalogue'
import { html, type Html } from '#html'
import { type Language, LANGUAGES, type Refused } from '#kernel'
import { button, buttons, errorSummary, type Faults, type Form, needField, notice, postForm } from '#look'
import {
  ADDRESS,
  choose,
  findPreferences,
  MAIL_KINDS,
  type MailKind,
  MEANS,
  type NoticeRefusal,
  type Pending,
  pendingAddress,
  type Preferences,
  silent,
} from '#notices'
import { selfRegistry } from '#registries'
import { type Platform, sentBy } from '#web'
import { to } from './paths.ts'
import { toldWords } from './told-words.ts'
import { askToSignIn, redirect, show, type Visit } from './visit.ts'

const options = (id: string, is: Field['is'], its: readonly string[]) => needOf(id, is, { options: [...its] })

const NEEDS = {
  means: options('means', 'one-of', MEANS),
  email: needOf(ADDRESS.id, 'email', { optional: true }),
  kinds: options('kinds', 'many-of', MAIL_KINDS),
  language: options('language', 'one-of', LANGUAGES),
}

/** How a person wants to be told: the means, the address, what is sent there, the language. */
export const preferences = async (visit: Visit, typed?: Form, faults: Faults = {}) => {
  const { platform, language, visitor } = visit
  if (!isPerson(visitor)) return askToSignIn(visit, to('preferences', language))
  const w = toldWords[language].preferences
  const kept = (await findPreferences(platform.db, visitor.person)) ?? silent(visitor.person, language)
  const pending = await pendingAddress(platform.db, visitor.person, platform.clock())
  const given = kept.address ? null : await addressGiven(platform, visitor.person)
  const isFaulty = Object.keys(faults).length > 0
  return show(visit, {
    title: w.title,
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    current: 'dossiers',
    body: html`${errorSummary({ language, faults })}
      <h1>${w.title}</h1>
      ${standing(visit, kept, pending)}
      <p class="lead">${w.lead}</p>
      ${platform.notices.sends ? formOf(typed ?? formFrom(kept, pending?.address ?? given), language, faults) : html`<p>${w.notOffered}</p>`}
      ${platform.received && html`<p><a href="${to('mails', language)}">${w.seeMails}</a></p>`}`,
  })
}

/** What was just done, what is awaited, and what does not work. */
const standing = (
  { language, query }: Visit,
  { address, failedAt, means }: Preferences,
  pending: Pending | null,
): Html => {
  const w = toldWords[language].preferences
  const saved = query['fait'] === '1'
  if (pending?.failed && means === 'email')
    return notice({ language, tone: 'warning', title: w.refused, body: w.refusedText(pending.address) })
  if (pending && means === 'email')
    return notice({
      language,
      tone: 'information',
      live: saved,
      title: saved ? w.asked : w.pending(pending.address),
      body: w.askedText(pending.address),
    })
  return html`${saved && notice({ language, tone: 'success', live: true, title: w.saved })}
    ${address && failedAt && notice({ language, tone: 'warning', title: w.failed, body: w.failedText(address) })}
    ${address && !failedAt && means === 'email' && html`<p>${w.confirmed(address)}</p>`}`
}

const formOf = (form: Form, language: Language, faults: Faults): Html => {
  const w = toldWords[language].preferences
  const field = (need: (typeof NEEDS)[keyof typeof NEEDS], words: Parameters<typeof needField>[0]['words']) =>
    needField({ need, words, language, form, faults })
  return postForm({
    language,
    action: to('preferences', language),
    body: html`${field(NEEDS.means, { label: w.means, options: w.meansOptions })}
      ${field(NEEDS.email, { label: w.email, why: w.emailWhy })}
      ${field(NEEDS.kinds, { label: w.kinds, options: w.kindsOptions })}
      ${field(NEEDS.language, { label: w.language, options: w.languageOptions })}
      ${buttons(button({ label: w.save }))}`,
  })
}

/** What the person gave in a request is proposed, not asked again; it is used once they confirm it, as any other. */
const addressGiven = async ({ db }: Platform, person: string): Promise<string | null> => {
  const held = await selfRegistry(db).look(person, 'email', 'preferences')
  return held.status === 'found' && typeof held.value === 'string' ? held.value : null
}

const formFrom = ({ means, address, without, language }: Preferences, proposed: string | null): Form =>
  new Map([
    ['means', [means]],
    [ADDRESS.id, [proposed ?? address ?? '']],
    ['kinds', MAIL_KINDS.filter((kind) => !without.includes(kind))],
    ['language', [language]],
  ])

export const preferencesSaved = async (visit: Visit) => {
  const { platform, language, visitor, request } = visit
  if (!isPerson(visitor)) return askToSignIn(visit, to('preferences', language))
  const { form } = await sentBy(request)
  const { values, faults } = readForm(form, language)
  if (Object.keys(faults).length > 0) return preferences(visit, form, faults)
  const chosen = {
    means: MEANS.find((one) => one === values['means']) ?? 'inbox',
    language: LANGUAGES.find((one) => one === values['language']) ?? language,
    address: values[ADDRESS.id] as string | undefined,
    without: MAIL_KINDS.filter((kind) => !((values['kinds'] ?? []) as MailKind[]).includes(kind)),
  }
  const done = await choose(platform.notices, visitor.person, chosen)
  if (!done.ok) return preferences(visit, form, { [ADDRESS.id]: sentenceOf(done, language) })
  return redirect(visit, `${to('preferences', language)}?fait=1`)
}

const readForm = (form: Form, language: Language) => {
  const values: Record<string, unknown> = {}
  const faults: Record<string, string> = {}
  for (const need of Object.values(NEEDS)) {
    const read = readAnswer(need, form as Parameters<typeof readAnswer>[1])
    if ('value' in read) values[need.id] = read.value
    else faults[need.id] = faultSentence(read.faults[0] as Fault, '', language)
  }
  return { values, faults }
}

export const sentenceOf = ({ refusal, details }: Refused<NoticeRefusal>, language: Language): string =>
  toldWords[language].refusals[refusal].replace('{most}', String(details['most'] ?? ''))
