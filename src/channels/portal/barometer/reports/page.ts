import { html, type Html } from '#html'
import { dayOf, formatDay, formatFileSize, type Language } from '#kernel'
import { details, emptyState, linkButton, section } from '#look'
import { FORMS, LANGUAGE_OF, type Published, type ReportForm, reportFileName } from '#reporting'
import { to } from '../../paths.ts'
import { show, type Visit } from '../../visit.ts'
import { words as barometer } from '../words.ts'
import { words } from './words.ts'

/** The reports of each year, as a document and as data. */
export const reports = async (visit: Visit) => {
  const { platform, language } = visit
  const w = words[language]
  const all = await platform.reporting.reports()
  return show(visit, {
    title: w.title,
    description: w.lead,
    current: 'barometer',
    breadcrumbs: [{ label: barometer[language].title, href: to('barometer', language) }, { label: w.title }],
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${all.length > 0 ? html`${all.map((one) => report(one, language))}` : none(language)}`,
  })
}

const none = (language: Language): Html => {
  const w = words[language]
  return emptyState({
    icon: 'calendar',
    title: w.none,
    body: w.noneText,
    action: linkButton({ label: w.barometer, href: to('barometer', language), weight: 'secondary' }),
  })
}

/** The document of the page's language first. A report of before the English one has its French one only. */
const formsFor = (language: Language): ReportForm[] =>
  FORMS.toSorted((a, b) => Number(LANGUAGE_OF[b] === language) - Number(LANGUAGE_OF[a] === language))

const report = ({ year, publication, publishedAt, files }: Published, language: Language): Html => {
  const w = words[language]
  const href = (name: string) => to('barometerReport', language, { file: name })
  const named = formsFor(language).flatMap((form) => {
    const file = files.find(({ name }) => name === reportFileName({ year }, form))
    return file ? [{ form, ...file }] : []
  })
  return section({
    title: w.year(year),
    body: html`<ul class="links">
        ${named.map(
          ({ form, name, bytes }) =>
            html`<li><a href="${href(name)}"${LANGUAGE_OF[form] && html` hreflang="${LANGUAGE_OF[form]}"`}>${w.files[form](formatFileSize(bytes, language))}</a></li>`,
        )}
      </ul>
      <p>
        ${w.on(formatDay(dayOf(publishedAt), language))} ${w.from}
        <a href="${to('publication', language, { publication })}">${formatDay(publication.slice(0, 10), language)}</a>.
      </p>
      ${details({
        summary: w.digests,
        body: html`<ul>
          ${named.map(({ name, sha256 }) => html`<li>${name} <span class="technical">${sha256}</span></li>`)}
        </ul>`,
      })}`,
  })
}
