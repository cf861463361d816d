import { html, type Html } from '#html'
import { dayOf, formatDay, type Language } from '#kernel'
import { emptyState, filterBar, meter, pagination, section, tag } from '#look'
import {
  asPublished,
  type Dataset,
  type Facet,
  type Facets,
  FORMAT_NAMES,
  LICENCES,
  type Sort,
  SORTS,
  THEME_NAMES,
  type Wanted,
} from '#opendata'
import { langOf, plainly } from '../bilingual.ts'
import { to } from '../paths.ts'
import { show, type Visit } from '../visit.ts'
import { FEED_PATH } from './feed.ts'
import { organisationName, standingTag, themeName } from './names.ts'
import { words } from './words.ts'

const BY_PAGE = 20
const FILTERS = ['organisation', 'theme', 'format', 'quality', 'licence', 'state'] as const
/** Their names in the address, in the language of nobody: an address may be sent from one to the other. */
const NAMES: Record<(typeof FILTERS)[number], string> = {
  organisation: 'organisation',
  theme: 'theme',
  format: 'format',
  quality: 'qualite',
  licence: 'licence',
  state: 'etat',
}

/** The portal: every dataset of the inventory, found by words and filters; the published ones first of all. */
export const data = async (visit: Visit) => {
  const { platform, language, query } = visit
  const w = words[language]
  const wanted = wantedIn(query)
  const sort = SORTS.find((one) => one === query['tri']) ?? 'relevance'
  const [{ datasets, count, page, pages }, facets, overall] = await Promise.all([
    foundOn(visit, wanted, sort),
    platform.opendata.facets(wanted),
    platform.opendata.facets({}),
  ])
  visit.reply.header('link', `<${FEED_PATH[language]}>; rel="alternate"; type="application/atom+xml"`)
  const isAnything = Object.values(wanted).every((value) => value === '')
  return show(visit, {
    title: page > 1 ? `${w.title} (${page})` : w.title,
    description: w.lead,
    current: 'data',
    layout: 'wide',
    charts: true,
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${filters(visit, wanted, sort, facets)}
      <h2>${w.found(count)}</h2>
      ${
        datasets.length > 0
          ? html`<ul class="services">${datasets.map((one) => html`<li>${card(visit, asPublished(one))}</li>`)}</ul>`
          : isAnything
            ? emptyState({ title: w.empty, body: w.emptyText })
            : emptyState({ icon: 'search', title: w.none, body: w.noneText })
      }
      ${pagination({
        language,
        current: page,
        pages,
        href: (n) => addressOf(language, wanted, sort, n),
        range:
          datasets.length > 0
            ? { from: (page - 1) * BY_PAGE + 1, to: (page - 1) * BY_PAGE + datasets.length, total: count }
            : undefined,
      })}
      ${quality(language, overall)} ${machines(language)}`,
  })
}

/** The page that is asked for; beyond the last one, the last one. */
const foundOn = async ({ platform, query }: Visit, wanted: Wanted, sort: Sort) => {
  const asked = Math.min(100_000, Math.max(1, Math.trunc(Number(query['page'])) || 1))
  const on = (page: number) =>
    platform.opendata.search(wanted, { sort, limit: BY_PAGE, offset: (page - 1) * BY_PAGE })
  const first = await on(asked)
  const pages = Math.max(1, Math.ceil(first.count / BY_PAGE))
  if (asked <= pages) return { ...first, page: asked, pages }
  return { ...(await on(pages)), page: pages, pages }
}

const wantedIn = (query: Record<string, string>): Wanted => {
  const of = (name: string) => (query[name] ?? '').toWellFormed().replaceAll('\0', '').trim().slice(0, 200)
  return {
    text: of('q'),
    organisation: of(NAMES.organisation),
    theme: of(NAMES.theme),
    format: of(NAMES.format),
    quality: of(NAMES.quality),
    licence: of(NAMES.licence),
    state: of(NAMES.state),
    sensitivity: '',
    potential: '',
  }
}

const addressOf = (language: Language, wanted: Partial<Wanted>, sort: Sort, page = 1): string => {
  const query = new URLSearchParams()
  if (wanted.text) query.set('q', wanted.text)
  for (const name of FILTERS) if (wanted[name]) query.set(NAMES[name], wanted[name])
  if (sort !== 'relevance') query.set('tri', sort)
  if (page > 1) query.set('page', String(page))
  return to('data', language) + (query.size > 0 ? `?${query}` : '')
}

const filters = (visit: Visit, wanted: Wanted, sort: Sort, facets: Facets): Html => {
  const { language, platform } = visit
  const w = words[language]
  const label = (facet: Facet, value: string) => valueName(platform, facet, value, language)
  const choice = (facet: (typeof FILTERS)[number], all: string) => {
    const counted = facets[facet].map(({ value, count }) => ({
      value,
      label: `${label(facet, value)} (${count})`,
    }))
    const missing = wanted[facet] && !facets[facet].some(({ value }) => value === wanted[facet])
    return {
      name: NAMES[facet],
      label: w[facet],
      value: wanted[facet],
      options: [
        { value: '', label: all },
        ...(missing ? [{ value: wanted[facet], label: `${label(facet, wanted[facet])} (0)` }] : []),
        ...counted,
      ],
    }
  }
  return filterBar({
    language,
    action: to('data', language),
    search: { name: 'q', label: w.search, value: wanted.text },
    choices: [
      choice('organisation', w.all),
      choice('theme', w.all),
      choice('format', w.all),
      choice('quality', w.allF),
      choice('licence', w.allF),
      choice('state', w.allF),
      {
        name: 'tri',
        label: w.sort,
        value: sort,
        options: SORTS.map((one) => ({ value: one, label: w.sorts[one]! })),
      },
    ],
    active: FILTERS.filter((name) => wanted[name]).map((name) => ({
      label: label(name, wanted[name]),
      href: addressOf(language, { ...wanted, [name]: '' }, sort),
    })),
    clear: to('data', language),
  })
}

/** What a value is called; one that somebody made up is shown as it is. */
const valueName = (platform: Visit['platform'], facet: Facet, value: string, language: Language): string => {
  if (facet === 'organisation') return organisationName(platform, value, language)
  const named = NAMED[facet](language)
  return Object.hasOwn(named, value) ? named[value]! : value
}

type Named = Readonly<Record<string, string>>

const inLanguage = (both: Readonly<Record<string, Record<Language, string>>>, language: Language): Named =>
  Object.fromEntries(Object.entries(both).map(([value, name]) => [value, name[language]]))

const LICENCE_TITLES = Object.fromEntries(Object.entries(LICENCES).map(([id, { title }]) => [id, title]))

const NAMED: Record<Exclude<Facet, 'organisation'>, (language: Language) => Named> = {
  theme: (language) => inLanguage(THEME_NAMES, language),
  format: () => FORMAT_NAMES,
  licence: (language) => inLanguage(LICENCE_TITLES, language),
  quality: (language) => words[language].qualities,
  state: (language) => words[language].states,
}

const card = ({ language, platform }: Visit, dataset: Dataset): Html => {
  const w = words[language]
  const description = plainly(dataset.description, language)
  const formats = [...new Set(dataset.distributions.map(({ format }) => FORMAT_NAMES[format]))]
  const facts = [
    organisationName(platform, dataset.organisation, language),
    themeName(dataset, language),
    ...formats,
    w.changedOn(formatDay(dayOf(new Date(dataset.updatedAt)), language)),
  ]
  return html`<h3><a href="${to('dataset', language, { dataset: dataset.id })}"${langOf(dataset.title, language)}>${plainly(dataset.title, language)}</a></h3>
    <p class="tags">
      ${standingTag(dataset, language)} ${dataset.potential.high && tag({ status: 'new', label: w.high })}
    </p>
    <p${langOf(dataset.description, language)}>${description.length > 220 ? `${description.slice(0, 219)}…` : description}</p>
    <p class="source">${facts.join(' · ')}</p>`
}

const quality = (language: Language, facets: Facets): Html => {
  const w = words[language]
  const of = (value: string) => facets.quality.find((one) => one.value === value)?.count ?? 0
  const published = facets.state.find(({ value }) => value === 'published')?.count ?? 0
  if (published === 0) return html``
  return section({
    title: w.overall,
    body: html`<p>${w.overallText(published, of('good'))}</p>
      ${meter({ share: of('good') / published })}
      <p><a href="${to('barometerTarget', language, { target: '10' })}">${w.target}</a></p>`,
  })
}

const machines = (language: Language): Html => {
  const w = words[language]
  const links = [
    [to('dataApi', language), w.api],
    [FEED_PATH[language], w.feedLink],
    ['/donnees/catalogue.jsonld', `${w.catalogue}, JSON-LD`],
    ['/donnees/catalogue.ttl', `${w.catalogue}, Turtle`],
    ['/services/catalogue.jsonld', `${w.services}, JSON-LD`],
    ['/services/catalogue.ttl', `${w.services}, Turtle`],
    [to('measures', language), w.measures],
  ] as const
  return section({
    title: w.machines,
    body: html`<ul class="links">
      ${links.map(([href, label]) => html`<li><a href="${href}">${label}</a></li>`)}
    </ul>`,
  })
}
