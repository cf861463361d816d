import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { html, none, type Html } from '#html'
import { dayOf, formatDay } from '#kernel'
import { button, buttons, notice, postForm, section, table, time } from '#look'
import { FORMS, type Published, type ReportForm } from '#reporting'
import { sentBy, valueIn } from '#web'
import { sendCentral } from '../frame.ts'
import { REFUSALS } from '../reminders/words.ts'
import { CENTRAL } from '../words.ts'
import { words } from './words.ts'

export const reportsPage = (visit: Visit): Promise<FastifyReply> => sendReports(visit, null, 200)

/** `fault`: why what was asked cannot be. */
export const sendReports = async (
  visit: Visit,
  fault: string | null,
  status: number,
): Promise<FastifyReply> => {
  const { platform, query } = visit
  const year = Number(dayOf(platform.clock()).slice(0, 4))
  const [reports, publications] = await Promise.all([
    platform.reporting.reports(),
    platform.barometer.publications(),
  ])
  const isPublished = (one: number) => reports.some((report) => report.year === one)
  const isReady = (one: number) => publications.some(({ day }) => day === `${one}-12-31`)
  const done = query.get('publie')
  return sendCentral(visit, {
    title: words.title,
    current: 'reports',
    status,
    error: fault !== null,
    body: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      ${fault && notice({ language: 'fr', tone: 'problem', title: words.refused, body: fault, live: true })}
      ${
        done && isPublished(Number(done)) && !fault
          ? notice({ language: 'fr', tone: 'success', body: words.done(done), live: true })
          : none
      }
      ${!isPublished(year - 1) && (isReady(year - 1) ? ready(year - 1) : unready(year - 1))}
      ${draft(year)} ${publishedSection(visit, reports)}`,
  })
}

const draft = (year: number): Html =>
  section({
    title: words.draft.title(year),
    body: html`<p>${words.draft.text}</p>
      ${fileLinks((form) => `${CENTRAL.reports}/${year}/apercu.${form}`)}`,
  })

const ready = (year: number): Html => {
  const { ready: w } = words
  return section({
    title: w.title(year),
    body: html`<p>${w.text}</p>
      ${fileLinks((form) => `${CENTRAL.reports}/${year}/apercu.${form}`)}
      ${postForm({
        language: 'fr',
        action: CENTRAL.reports,
        hidden: { year: String(year) },
        body: html`<p>${w.sure}</p>
          ${buttons(button({ label: w.publish(year) }))}`,
      })}`,
  })
}

const unready = (year: number): Html =>
  section({ title: words.unready.title(year), body: html`<p>${words.unready.text}</p>` })

const fileLinks = (href: (form: ReportForm) => string): Html =>
  html`<ul class="links">
    ${FORMS.map((form) => html`<li><a href="${href(form)}">${words.read[form]}</a></li>`)}
  </ul>`

const publishedSection = ({ platform }: Visit, reports: readonly Published[]): Html => {
  const { published: w } = words
  const agents = new Map(platform.access.agents().map(({ id, name }) => [id, name]))
  return section({
    title: w.title,
    body: html`${table<Published>({
      language: 'fr',
      caption: w.caption,
      rows: reports,
      empty: html`<p>${w.none}</p>`,
      columns: [
        { id: 'year', label: w.columns.year, heads: true, cell: ({ year }) => String(year) },
        {
          id: 'on',
          label: w.columns.on,
          cell: ({ publishedAt: at }) => time({ text: formatDay(dayOf(at), 'fr'), machine: dayOf(at) }),
        },
        { id: 'by', label: w.columns.by, cell: ({ by }) => agents.get(by) ?? by },
        { id: 'files', label: w.columns.files, cell: filesCell },
      ],
    })}
      <p><a href="/barometre/rapports">${w.public}</a></p>`,
  })
}

const filesCell = ({ files }: Published): Html =>
  html`<ul>
    ${files.map(
      ({ name, sha256 }) =>
        html`<li>
          <a href="${`/barometre/rapports/${name}`}">${name}</a>
          <span class="technical">${words.published.digest(sha256)}</span>
        </li>`,
    )}
  </ul>`

export const published = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, request, reply } = visit
  const { form } = await sentBy(request)
  const year = Number(valueIn(form, 'year'))
  if (!Number.isSafeInteger(year) || year < 1900 || year > 9999)
    return sendReports(visit, REFUSALS['year-unknown'], 422)
  const done = await platform.reporting.publish(agent, year)
  // Pressed twice, it is published once: the second press finds it done.
  if (!done.ok && done.refusal !== 'report-already-published')
    return sendReports(visit, REFUSALS[done.refusal], 422)
  return reply.redirect(`${CENTRAL.reports}?publie=${year}`, 303)
}
