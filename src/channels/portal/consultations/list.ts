import { isPerson } from '#access'
import {
  type Consultation,
  type Contribution,
  type Read,
  REGIONS,
  type Sort,
  takesPart,
} from '#consultations'
import { html, type Html } from '#html'
import { dayOf, formatDay, type Language } from '#kernel'
import { buttons, emptyState, filterBar, linkButton, pagination, time } from '#look'
import { to } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { pageIn, queryOf } from './asked.ts'
import { excerptOf, whoWords } from './contribution-words.ts'
import { showOne, today } from './one-page.ts'
import { plainly } from './reading.ts'
import { type Support, supportPart } from './support-part.ts'
import { words } from './words.ts'

const PER_PAGE = 15
/** Beyond, one narrows: nobody turns two hundred pages, and each would be read past all that come before. */
const MOST_PAGES = 200

const SORTS: readonly Sort[] = ['recent', 'supported', 'random']
type Asked = Read & { page: number }

/** What people contributed, fifteen at a time, by theme, region and order. */
export const list = (visit: Visit) =>
  showOne(visit, async (consultation) => {
    const { language, platform } = visit
    const w = words[language].list
    const asked = askedIn(visit.query, consultation)
    const { contributions, count } = await platform.consultations.read(consultation.id, asked, {
      limit: PER_PAGE,
      offset: (asked.page - 1) * PER_PAGE,
    })
    const support = await supportsAmong(visit, consultation, contributions)
    const pages = Math.min(MOST_PAGES, Math.ceil(count / PER_PAGE))
    const from = (asked.page - 1) * PER_PAGE + 1
    return {
      title: w.pageTitle(plainly(consultation.title, language)),
      here: w.title,
      body: html`<div><p class="kicker">${plainly(consultation.title, language)}</p><h1>${w.title}</h1></div>
        ${takesPart(consultation, 'online-contributions', today(visit)) && buttons(linkButton({ label: words[language].one.contribute, href: to('contribute', language, { consultation: consultation.id }) }))}
        ${filters(consultation, asked, language)}
        <p class="range">${w.count(count)}</p>
        ${
          contributions.length > 0
            ? html`<ul class="contributions">${contributions.map((one) => item(one, consultation, support(one), language, addressOf(consultation.id, asked, language)))}</ul>`
            : nothing(consultation, asked, language, today(visit))
        }
        ${pagination({
          language,
          current: asked.page,
          pages,
          href: (page) => addressOf(consultation.id, { ...asked, page }, language),
          range:
            count > PER_PAGE && contributions.length > 0
              ? { from, to: from + contributions.length - 1, total: count }
              : undefined,
        })}
        ${asked.page >= MOST_PAGES && html`<p>${w.tooFar}</p>`}`,
    }
  })

const askedIn = (query: Record<string, string>, { themes }: Consultation): Asked => ({
  theme: themes.find(({ id }) => id === query['theme'])?.id ?? '',
  region: REGIONS.has(query['region'] ?? '') ? query['region']! : '',
  sort: SORTS.find((one) => one === query['sort']) ?? 'random',
  page: Math.min(MOST_PAGES, pageIn(query)),
})

const addressOf = (consultation: string, { sort, ...asked }: Asked, language: Language): string =>
  to('contributions', language, { consultation }) + queryOf({ ...asked, sort: sort === 'random' ? '' : sort })

/** What each of these is to whoever looks: nobody’s supports are read but the visitor’s own. */
export const supportsAmong = async (
  { platform, visitor }: Visit,
  consultation: Consultation,
  contributions: readonly Contribution[],
): Promise<(one: Contribution) => Support> => {
  const open =
    consultation.contributions.supports &&
    takesPart(consultation, 'online-contributions', dayOf(platform.clock()))
  if (!isPerson(visitor)) return ({ state }) => (open && state === 'shown' ? 'stranger' : 'closed')
  const ids = contributions.map(({ id }) => id)
  const given = open
    ? await platform.consultations.supportedBy(visitor, consultation.id, ids)
    : new Set<string>()
  return ({ id, state }) => (!open || state === 'hidden' ? 'closed' : given.has(id) ? 'given' : 'free')
}

const item = (
  one: Contribution,
  { themes, contributions }: Consultation,
  support: Support,
  language: Language,
  back: string,
): Html => {
  const w = words[language]
  const { id, consultation, state, comments } = one
  const href = to('contribution', language, { consultation, contribution: id })
  const theme = themes.find((theme) => theme.id === one.theme)
  const day = time({ text: formatDay(one.day, language), machine: one.day })
  const about = html`<p class="source"><span>${[whoWords(one, language), theme && themes.length > 1 && plainly(theme.title, language)].filter(Boolean).join(' · ')} · ${day}</span></p>`
  if (state === 'hidden')
    return html`<li id="c-${id}"><h2><a href="${href}">${w.contribution.hidden}</a></h2><p>${w.contribution.hiddenShort(one.rule ?? '')}</p>${about}</li>`
  const lang = one.language !== language && html` lang="${one.language}-CA"`
  const { text, isCut } = excerptOf(one.text)
  return html`<li id="c-${id}"><h2${lang}><a href="${href}">${one.title}</a></h2>
    ${about}
    <p class="said"${lang}>${text}${isCut && '…'}</p>
    ${contributions.supports && supportPart({ contribution: one, support, language, back })}
    ${comments > 0 && html`<p class="source"><span>${w.list.comments(comments)}</span></p>`}</li>`
}

const nothing = (consultation: Consultation, asked: Asked, language: Language, day: string): Html => {
  const w = words[language].list
  if (asked.theme || asked.region || asked.page > 1)
    return emptyState({
      icon: 'search',
      title: w.noMatch,
      body: w.noMatchText,
      action: linkButton({
        label: w.clear,
        href: to('contributions', language, { consultation: consultation.id }),
        weight: 'secondary',
      }),
    })
  const open = takesPart(consultation, 'online-contributions', day)
  return emptyState({ title: w.none, body: open ? w.noneText : w.noneClosed })
}

const filters = ({ id, themes }: Consultation, asked: Asked, language: Language): Html => {
  const w = words[language]
  const every = { value: '', label: w.every }
  const named = (all: Iterable<readonly [string, { fr: string; en: string }]>) =>
    [...all].map(([value, text]) => ({ value, label: plainly(text, language) }))
  return filterBar({
    language,
    action: to('contributions', language, { consultation: id }),
    choices: [
      ...(themes.length > 1
        ? [
            {
              name: 'theme',
              label: w.theme,
              value: asked.theme,
              options: [every, ...named(themes.map((one) => [one.id, one.title] as const))],
            },
          ]
        : []),
      {
        name: 'region',
        label: w.region,
        value: asked.region,
        options: [{ value: '', label: w.everyRegion }, ...named(REGIONS)],
      },
      {
        name: 'sort',
        label: w.list.sort,
        value: asked.sort,
        options: SORTS.map((value) => ({ value, label: w.list.sorts[value] })),
      },
    ],
    clear: undefined,
  })
}
