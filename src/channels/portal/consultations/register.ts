import { type Consultation, REGIONS, STANDINGS, type Standing, standingOn, TOPICS } from '#consultations'
import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { type ActiveFilter, emptyState, filterBar, linkButton, pagination } from '#look'
import { organisationName } from '../barometer/reading.ts'
import { to } from '../paths.ts'
import type { Shown, Visit } from '../visit.ts'
import { showAlike } from '../kept.ts'
import { langOf, meansWords, plainly, standingTag, whenWords, whoseWords } from './reading.ts'
import { type Asked, askedIn, queryOf } from './asked.ts'
import { today } from './one-page.ts'
import { words } from './words.ts'

const PER_PAGE = 10

/** Every consultation of every organisation, those held in a room too: what is open first. */
export const register = (visit: Visit) => showAlike(visit, () => registerPage(visit))

const registerPage = async (visit: Visit): Promise<Shown> => {
  const { platform, language } = visit
  const w = words[language]
  const asked = askedIn(visit.query)
  const { consultations, count } = await platform.consultations.list(asked, {
    limit: PER_PAGE,
    offset: (asked.page - 1) * PER_PAGE,
  })
  return {
    title: w.title,
    description: w.lead,
    current: 'consultations',
    layout: 'wide',
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${filters(visit, asked)}
      ${count > 0 && html`<h2>${w.count(count)}</h2>`}
      ${
        consultations.length > 0
          ? html`<ul class="services">${consultations.map((one) => card(visit, one))}</ul>`
          : nothing(language, isFiltered(asked))
      }
      ${pagination({
        language,
        current: asked.page,
        pages: Math.ceil(count / PER_PAGE),
        href: (page) => addressOf({ ...asked, page }, language),
      })}
      ${follow(language)}`,
  }
}

const card = (visit: Visit, consultation: Consultation): Html => {
  const { language } = visit
  const standing = standingOn(consultation, today(visit)) as Standing
  const { id, title, means } = consultation
  return html`<li>
    <h3><a href="${to('consultation', language, { consultation: id })}"${langOf(title, language)}>${plainly(title, language)}</a></h3>
    <p>${standingTag(standing, language)}</p>
    <p>${whenWords(consultation, standing, language, today(visit))}</p>
    <p>${meansWords(means, language)}</p>
    <p class="source">${whoseWords(visit, consultation)}</p>
  </li>`
}

const nothing = (language: Language, filtered: boolean): Html => {
  const w = words[language]
  return filtered
    ? emptyState({
        icon: 'search',
        title: w.none,
        body: w.noneText,
        action: linkButton({ label: w.all, href: to('consultations', language), weight: 'secondary' }),
      })
    : emptyState({ title: w.empty, body: w.emptyText })
}

/** What leaves with the register: by feed, in a calendar, as data; and what one sent oneself. */
const follow = (language: Language): Html => {
  const w = words[language]
  return html`<h2>${w.follow}</h2>
    <ul class="links">
      <li><a href="${to('participation', language)}">${w.mine}</a></li>
      <li><a href="${to('consultationsFeed', language)}">${w.feed}</a></li>
      <li><a href="${to('consultationsCalendar', language)}">${w.calendar}</a></li>
      <li><a href="${to('consultationsJson', language)}">${w.machines}</a></li>
    </ul>`
}

// ---- Filters

const isFiltered = ({ page: _page, ...asked }: Asked): boolean =>
  Object.values(asked).some((value) => value !== '')

const addressOf = (asked: Partial<Asked>, language: Language): string =>
  to('consultations', language) + queryOf(asked)

const filters = (visit: Visit, asked: Asked): Html => {
  const { platform, language } = visit
  const w = words[language]
  const organisations = [...platform.organisations.organisations.keys()]
    .map((id) => ({ value: id, label: organisationName(platform, id, language) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
  const named = (all: Iterable<[string, { fr: string; en: string }]>) =>
    [...all].map(([value, label]) => ({ value, label: plainly(label, language) }))
  const choices = [
    { name: 'standing', label: w.state, every: w.everyState, options: states(language) },
    { name: 'topic', label: w.topic, every: w.every, options: named(Object.entries(TOPICS)) },
    { name: 'region', label: w.region, every: w.everyRegion, options: named(REGIONS) },
    { name: 'organisation', label: w.organisation, every: w.every, options: organisations },
  ] as const
  const active = choices.flatMap(({ name, options }): ActiveFilter[] => {
    const chosen = options.find(({ value }) => value === asked[name])
    return chosen
      ? [{ label: chosen.label, href: addressOf({ ...asked, [name]: '', page: 1 }, language) }]
      : []
  })
  return filterBar({
    language,
    action: to('consultations', language),
    search: { name: 'search', label: w.search, value: asked.search },
    choices: choices.map(({ name, label, every, options }) => ({
      name,
      label,
      value: asked[name],
      options: [{ value: '', label: every }, ...options],
    })),
    active,
    clear: isFiltered(asked) ? to('consultations', language) : undefined,
  })
}

const states = (language: Language) =>
  STANDINGS.map((value) => ({ value, label: words[language].states[value] }))
