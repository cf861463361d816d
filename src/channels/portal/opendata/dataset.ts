import { html, none, type Html } from '#html'
import { dayOf, formatDay, formatFileSize, formatInstant, type Language } from '#kernel'
import { buttons, details, linkButton, section, summaryList, tag } from '#look'
import {
  asPublished,
  type Bilingual,
  type Change,
  type Dataset,
  type Distribution,
  FORMAT_NAMES,
  FREQUENCY_WORDS,
  isCatalogued,
  isTable,
  LICENCES,
} from '#opendata'
import { langOf, plainly } from '../bilingual.ts'
import { to } from '../paths.ts'
import { notFound, show, type Visit } from '../visit.ts'
import { downloadPath } from './addresses.ts'
import { chartSection } from './chart.ts'
import { mapSection } from './map.ts'
import { contactName, fileName, organisationName, standingTag, themeName, typed } from './names.ts'
import { previewed, previewSection } from './preview.ts'
import { qualitySection } from './quality.ts'
import { obstaclesSection, whyNot } from './unpublished.ts'
import { words } from './words.ts'

/** What a picture is drawn from: enough for its shape, little enough for a page. */
const MOST_DRAWN = 2_000
const MOST_CHANGES = 10
const TYPES: Record<string, string> = { jsonld: 'application/ld+json', ttl: 'text/turtle' }

/** One dataset: what it is, its files, their rows, a picture of them, and what a machine found of their quality. */
export const dataset = async (visit: Visit) => {
  const { platform, language, params } = visit
  const found = await platform.opendata.find(params['dataset']!)
  if (!found) return notFound(visit)
  const w = words[language]
  const shown =
    found.state === 'withdrawn' ? { ...asPublished(found), distributions: [] } : asPublished(found)
  const title = plainly(shown.title, language)
  const shownFile = previewed(shown, visit)
  const [preview, pictures, changes] = await Promise.all([
    shownFile ? previewSection(visit, shown, shownFile) : none,
    picturesOf(visit, shown, shownFile),
    platform.opendata.changes({ dataset: shown.id, limit: MOST_CHANGES }),
  ])
  const isDrawn = pictures.length > 0
  // RFC 8288: who reads pages by machine is told where the same is written for it.
  if (isCatalogued(shown))
    visit.reply.header(
      'link',
      ['jsonld', 'ttl']
        .map((syntax) => `</donnees/${shown.id}.${syntax}>; rel="describedby"; type="${TYPES[syntax]!}"`)
        .join(', '),
    )
  return show(visit, {
    title: `${title} - ${w.title}`,
    description: plainly(shown.description, language).slice(0, 200),
    current: 'data',
    layout: 'wide',
    charts: true,
    breadcrumbs: [{ label: w.title, href: to('data', language) }, { label: title }],
    body: html`<h1${langOf(shown.title, language)}>${title}</h1>
      <p>
        ${standingTag(shown, language)} ${shown.potential.high && tag({ status: 'new', label: w.high })}
      </p>
      ${language === 'en' && !shown.title.en && html`<p class="source">${w.otherLanguage}</p>`}
      ${whyNot(visit, shown)}
      ${paragraphs(shown.description, language)} ${files(visit, shown)} ${obstaclesSection(visit, shown)}
      ${section({ title: w.facts, body: facts(visit, shown) })}
      ${preview} ${isDrawn && pictures} ${shown.distributions.length > 0 && qualitySection(shown, language)}
      ${potential(visit, shown)} ${inPrograms(visit, shown, shownFile)} ${history(visit, changes)}`,
  })
}

const paragraphs = (text: Bilingual, language: Language): Html =>
  html`<div class="prose reading">
    ${plainly(text, language)
      .split(/\n+/)
      .filter(Boolean)
      .map((line) => html`<p${langOf(text, language)}>${line}</p>`)}
  </div>`

/** A map or a chart, whichever suits; nothing where neither does. */
const picturesOf = async (visit: Visit, shown: Dataset, file: Distribution | null): Promise<Html[]> => {
  const { platform, language } = visit
  const read = file && (await platform.datastore.rows(shown, file, { limit: MOST_DRAWN, offset: 0 }))
  const rows = read?.ok ? read.value : null
  const placed = shown.distributions.find((one) => one.format === 'geojson' && one.kind === 'upload') ?? file
  const map = placed && (await mapSection(visit, shown, placed, placed === file ? rows : null))
  const chart = rows && chartSection(rows, language)
  return [map, chart].filter((one) => one !== null)
}

const files = (visit: Visit, { id, distributions }: Dataset): Html => {
  const { language } = visit
  const w = words[language]
  if (distributions.length === 0) return none
  return section({
    title: w.resources,
    body: html`<ul class="contests">
      ${distributions.map((one) => html`<li>${file(visit, id, one)}</li>`)}
    </ul>`,
  })
}

const file = ({ language }: Visit, dataset: string, one: Distribution): Html => {
  const w = words[language]
  const format = FORMAT_NAMES[one.format]
  const facts = [
    one.bytes !== null && formatFileSize(one.bytes, language),
    one.rows !== null && w.rows(one.rows),
    w.changedOn(formatDay(dayOf(new Date(one.updatedAt)), language)),
    one.kind === 'query' && w.computed,
    one.url && w.elsewhere(URL.parse(one.url)?.host ?? ''),
  ].filter(Boolean)
  return html`<h3${one.title.fr ? langOf(one.title, language) : none}>${fileName(one, language)}</h3>
    <p class="source">${facts.join(' · ')}</p>
    ${buttons(
      linkButton({
        href: downloadPath(dataset, one.id),
        label: html`${one.url ? w.open(format) : w.download(format)}<span class="unseen"> ${fileName(one, language)}</span>`,
        weight: 'secondary',
      }),
    )}
    ${one.versions.length > 1 && versions(language, dataset, one)}`
}

const versions = (language: Visit['language'], dataset: string, one: Distribution): Html => {
  const w = words[language]
  return details({
    summary: w.versions,
    body: html`<ul class="links">
      ${one.versions
        .slice(0, -1)
        .toReversed()
        .map(
          ({ version, at, bytes }) =>
            html`<li>
              <a href="${downloadPath(dataset, one.id, version)}"
                >${w.version(version, formatDay(dayOf(new Date(at)), language))}</a
              >
              (${formatFileSize(bytes, language)})
            </li>`,
        )}
    </ul>`,
  })
}

const facts = ({ language, platform }: Visit, shown: Dataset): Html => {
  const w = words[language]
  const day = (iso: string) => formatDay(dayOf(new Date(iso)), language)
  const { licence, contact, temporal } = shown
  const period = [
    temporal.from && w.from(formatDay(temporal.from, language)),
    temporal.to && w.until(formatDay(temporal.to, language)),
  ].filter(Boolean)
  return summaryList({
    language,
    dense: true,
    rows: [
      {
        label: w.organisation,
        value: html`<a href="${to('barometerOrganisation', language, { organisation: shown.organisation })}">${organisationName(platform, shown.organisation, language)}</a>`,
      },
      { label: w.theme, value: themeName(shown, language) },
      {
        label: w.licence,
        value: licence && html`<a href="${LICENCES[licence].url}">${LICENCES[licence].title[language]}</a>`,
      },
      { label: w.frequency, value: FREQUENCY_WORDS[language][shown.frequency] },
      ...(shown.publishedAt ? [{ label: w.published, value: day(shown.publishedAt) }] : []),
      { label: w.updated, value: day(shown.updatedAt) },
      ...(shown.spatial ? [{ label: w.about, value: typed(shown.spatial, language) }] : []),
      ...(period.length > 0 ? [{ label: w.period, value: period.join(' ') }] : []),
      {
        label: w.contact,
        value: [
          contactName(platform, shown, language),
          html`<a href="mailto:${contact.email}">${contact.email}</a>`,
        ],
      },
      ...(shown.keywords[language].length > 0
        ? [{ label: w.keywords, value: shown.keywords[language].join(', ') }]
        : []),
      { label: w.id, value: html`<code>${shown.id}</code>` },
    ],
  })
}

const potential = ({ language }: Visit, { potential: of }: Dataset): Html => {
  const w = words[language]
  if (of.reasons.length === 0) return none
  return section({
    title: w.potential,
    body: html`<p>${w.potentialScore(of.score, of.most, of.threshold)} ${typed(of.why, language)}</p>
      <div class="prose reading">
        <ul>
          ${of.reasons.map((one) => html`<li>${one[language]}</li>`)}
        </ul>
      </div>`,
  })
}

const inPrograms = ({ language, platform }: Visit, shown: Dataset, file: Distribution | null): Html => {
  const w = words[language]
  if (!isCatalogued(shown)) return none
  const home = platform.address()
  return section({
    title: w.apiOf,
    body: html`${
      file &&
      isTable(file) &&
      html`<p>${w.apiText}</p>
          <code class="command">${home}/api/3/action/datastore_search?resource_id=${file.id}&amp;limit=100</code>`
    }
      <p>
        ${w.metadata} <a href="/donnees/${shown.id}.jsonld">JSON-LD</a>,
        <a href="/donnees/${shown.id}.ttl">Turtle</a>. <a href="${to('dataApi', language)}">${w.api}</a>
      </p>`,
  })
}

const history = ({ language }: Visit, changes: readonly Change[]): Html => {
  const w = words[language]
  if (changes.length === 0) return none
  return section({
    title: w.history,
    body: html`<ul>
      ${changes.map(({ kind, at }) => html`<li>${formatInstant(at, language)} – ${w.changes[kind] ?? w.changes['changed']}</li>`)}
    </ul>`,
  })
}
