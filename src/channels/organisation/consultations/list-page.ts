import type { FastifyReply } from 'fastify'
import { type Consultation, type ConsultationDue, standingOn } from '#consultations'
import type { Visit } from '#desk'
import { html, type Html, none } from '#html'
import { dayOf, formatDay } from '#kernel'
import { emptyState, inset, linkButton, rowLink, section, table, tag, time } from '#look'
import { sendOrganisation } from '../frame.ts'
import { mayConsult, said, standingTag } from './own.ts'
import { at, NEW, words } from './words.ts'

const TARGET = 3

type Waiting = { toReview: number; reported: number; appealed: number }
type Row = Consultation & { waiting: Waiting | undefined }

/** Every consultation of the organisation, what waits in each, what is owed, and where target 3 stands. */
export const listPage = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent } = visit
  const { organisation } = agent
  const today = dayOf(platform.clock())
  const [all, waiting, due, view] = await Promise.all([
    platform.consultations.ofOrganisation(organisation),
    platform.consultations.waiting(organisation),
    platform.consultations.due(organisation, today),
    platform.barometer.view(TARGET, organisation),
  ])
  const waits = new Map(waiting.map(({ consultation, ...its }) => [consultation, its]))
  const rows = all.map((one): Row => ({ ...one, waiting: waits.get(one.id) }))
  const may = mayConsult(visit)
  return sendOrganisation(visit, {
    title: words.title,
    current: 'consultations',
    body: html`${said(visit)}
      <div class="toolbar"><h1>${words.title}</h1>${may && linkButton({ label: words.add, href: NEW, icon: 'plus' })}</div>
      <p class="lead">${words.lead}</p>
      ${!may && inset(html`<p>${words.readOnly}</p>`)} ${owed(due, today)} ${list(rows, today)}
      ${section({
        title: words.target.title,
        body: html`<p>${
          view && view.figure.denominator > 0
            ? words.target.figure(view.figure.numerator, view.figure.denominator)
            : words.target.none
        }</p><p><a href="/barometre/${TARGET}">${words.target.link}</a></p>`,
      })}`,
  })
}

const owed = (due: readonly ConsultationDue[], today: string): Html =>
  section({
    title: words.owed.title,
    body:
      due.length === 0
        ? html`<p>${words.owed.none}</p>`
        : table<ConsultationDue>({
            language: 'fr',
            caption: words.owed.title,
            unseenCaption: true,
            density: 'compact',
            rows: due,
            empty: none,
            columns: [
              {
                id: 'day',
                label: words.columns.day,
                cell: ({ day }) =>
                  html`${time({ text: formatDay(day, 'fr'), machine: day })}${day < today && html` ${tag({ status: 'late', label: words.owed.late, plain: true })}`}`,
              },
              { id: 'is', label: words.columns.waiting, cell: ({ is }) => words.owed.is[is] },
              {
                id: 'subject',
                label: words.columns.title,
                heads: true,
                cell: ({ is, id, subject }) =>
                  html`<a href="${at(id, is === 'reply' ? 'reponse' : '')}">${subject}</a>`,
              },
            ],
          }),
  })

const list = (rows: readonly Row[], today: string): Html =>
  table<Row>({
    language: 'fr',
    caption: words.title,
    unseenCaption: true,
    rows,
    empty: emptyState(words.none),
    columns: [
      {
        id: 'title',
        label: words.columns.title,
        heads: true,
        cell: ({ id, title }) => rowLink({ href: at(id), label: title.fr }),
      },
      { id: 'standing', label: words.columns.standing, cell: (one) => standingTag(one, today, true) },
      {
        id: 'window',
        label: words.columns.window,
        cell: ({ opensOn, closesOn }) => html`${opensOn} –<br>${closesOn}`,
      },
      { id: 'online', label: words.columns.online, cell: ({ online }) => words.online[online] },
      { id: 'waiting', label: words.columns.moderation, cell: ({ waiting }) => waitingWords(waiting) },
      {
        id: 'reply',
        label: words.columns.reply,
        cell: (one) =>
          ['closed', 'reply-late', 'open'].includes(standingOn(one, today)) ? one.replyDueOn : null,
      },
    ],
  })

const waitingWords = (waiting: Waiting | undefined): string | null => {
  if (!waiting) return null
  const { appealed, reported, toReview } = waiting
  const said = [
    appealed > 0 && words.waiting.appealed(appealed),
    reported > 0 && words.waiting.reported(reported),
    toReview > 0 && words.waiting.toReview(toReview),
  ].filter((one) => one !== false)
  return said.length > 0 ? said.join(', ') : null
}
