import type { FastifyReply } from 'fastify'
import { type Reply, type Results, standingOn, type Theme } from '#consultations'
import { html, type Html, none } from '#html'
import { formatDay, formatNumber } from '#kernel'
import {
  button,
  buttons,
  errorSummary,
  inset,
  linkButton,
  notice,
  postForm,
  rowLink,
  section,
  table,
  tag,
} from '#look'
import { type Form, sentBy } from '#web'
import { sendOrganisationNotFound } from '../frame.ts'
import { filled, inEnglish, paragraph, textIn, type Typed } from './fields.ts'
import { langOf } from './moderation-page.ts'
import { faultsOf, ofOne, type OwnVisit, refusedNotice, sendOwn, toWrite } from './own.ts'
import { at, words } from './words.ts'

const w = words.reply

/** What is owed to each theme: which have their answer, and since when the others wait. */
export const replyPage = ofOne(async (visit): Promise<FastifyReply> => {
  const { platform, consultation } = visit
  const { byTheme } = await platform.consultations.results(consultation)
  return sendOwn(visit, {
    page: 'reponse',
    title: w.title,
    body: html`<p>${w.lead}</p>
      ${owed(visit)} ${list(visit, byTheme)}`,
  })
})

const owed = ({ consultation, today }: OwnVisit): Html => {
  const { replyDueOn, answeredOn } = consultation
  const due = formatDay(replyDueOn, 'fr')
  switch (standingOn(consultation, today)) {
    case 'answered':
      return html`<p>${w.answeredOn(formatDay(answeredOn!, 'fr'))}</p>`
    case 'reply-late':
      return notice({ language: 'fr', tone: 'warning', body: w.late(due) })
    case 'closed':
      return html`<p>${w.due(due)}</p>`
    default:
      return html`<p>${w.notYet} ${w.due(due)}</p>`
  }
}

type Row = Theme & { counts: Results['byTheme'][number] | undefined; reply: Reply | undefined }

const list = ({ consultation }: OwnVisit, byTheme: Results['byTheme']): Html => {
  const { id, themes, replies, state } = consultation
  const rows = themes.map((theme): Row => ({
    ...theme,
    counts: byTheme.find((one) => one.id === theme.id),
    reply: replies.find((one) => one.theme === theme.id),
  }))
  const count = (n: number | undefined) => formatNumber(n ?? 0, 'fr')
  return table<Row>({
    language: 'fr',
    caption: w.title,
    unseenCaption: true,
    rows,
    empty: none,
    columns: [
      {
        id: 'theme',
        label: w.columns.theme,
        heads: true,
        cell: (one) =>
          state === 'closed'
            ? rowLink({ href: at(id, 'reponse', one.id), label: one.title.fr })
            : one.title.fr,
      },
      {
        id: 'contributions',
        label: w.columns.contributions,
        numeric: true,
        cell: (one) => count(one.counts?.contributions),
      },
      {
        id: 'supports',
        label: w.columns.supports,
        numeric: true,
        cell: (one) => count(one.counts?.supports),
      },
      {
        id: 'state',
        label: w.columns.state,
        cell: ({ reply }) =>
          reply
            ? tag({ status: 'done', label: `${w.state.done} ${reply.on}`, plain: true })
            : tag({ status: 'waiting', label: w.state.none, plain: true }),
      },
    ],
  })
}

// ---- One theme

const PARTS = ['heard', 'kept', 'notKept', 'next'] as const

const themeOf = ({ consultation, params }: OwnVisit): Theme | undefined =>
  consultation.themes.find(({ id }) => id === params['theme'])

export const replyForm = toWrite((visit) => {
  const theme = themeOf(visit)
  if (!theme) return sendOrganisationNotFound(visit, 'consultations')
  const reply = visit.consultation.replies.find((one) => one.theme === theme.id)
  const written = reply
    ? Object.fromEntries(
        PARTS.flatMap((part) => [
          [part, reply[part].fr],
          [`${part}En`, reply[part].en],
        ]),
      )
    : {}
  return send(visit, theme, { form: filled(written), faults: {} }, null)
})

const MOST_READ = 8

const send = async (
  visit: OwnVisit,
  theme: Theme,
  typed: Typed,
  refusal: Parameters<typeof refusedNotice>[0],
): Promise<FastifyReply> => {
  const { platform, consultation } = visit
  const { id, languages, state } = consultation
  const wanted = { theme: theme.id, region: '', sort: 'supported' } as const
  const { contributions } = await platform.consultations.read(id, wanted, { limit: MOST_READ, offset: 0 })
  const most = 6_000
  const english = languages.includes('en')
  return sendOwn(visit, {
    page: 'reponse',
    title: theme.title.fr,
    faults: typed.faults,
    status: refusal ? 422 : undefined,
    crumbs: [{ label: w.title, href: at(id, 'reponse') }],
    body: html`${errorSummary({ language: 'fr', faults: typed.faults })} ${refusedNotice(refusal)}
      ${section({
        title: w.most,
        body:
          contributions.length === 0
            ? html`<p>${w.noMost}</p>`
            : html`<ul>
                ${contributions.map((one) => html`<li${langOf(one)}><a href="${at(id, 'contributions', one.id)}">${one.title || words.moderation.hiddenFor(one.rule ?? '')}</a> · ${words.contribution.supports(one.supports)}</li>`)}
              </ul>`,
      })}
      ${
        state === 'closed'
          ? html`<div class="measure">
              ${postForm({
                language: 'fr',
                action: at(id, 'reponse', theme.id),
                body: html`${PARTS.map((part) => paragraph(part, typed, { label: w[part], most }))}
                  ${
                    english &&
                    inEnglish(
                      w.english,
                      typed,
                      PARTS.map((part) => `${part}En`),
                      html`${PARTS.map((part) => paragraph(`${part}En`, typed, { label: words.announce.inEnglish(w[part]), most }))}`,
                    )
                  }
                  ${buttons(button({ label: w.send }), linkButton({ label: w.back, href: at(id, 'reponse'), weight: 'quiet' }))}`,
              })}
            </div>`
          : inset(html`<p>${w.notYet}</p>`)
      }`,
  })
}

const replyIn = (form: Form, theme: string): Omit<Reply, 'on'> => ({
  theme,
  heard: textIn(form, 'heard'),
  kept: textIn(form, 'kept'),
  notKept: textIn(form, 'notKept'),
  next: textIn(form, 'next'),
})

const NAMES = Object.fromEntries(
  PARTS.flatMap((part) => [
    [`${part}.fr`, part],
    [`${part}.en`, `${part}En`],
  ]),
) as Record<string, string>

export const sendReply = toWrite(async (visit) => {
  const { platform, agent, consultation, request, reply } = visit
  const theme = themeOf(visit)
  if (!theme) return sendOrganisationNotFound(visit, 'consultations')
  const { form } = await sentBy(request)
  const done = await platform.consultations.reply(agent, consultation.id, replyIn(form, theme.id))
  if (done.ok) {
    await platform.settled()
    return reply.redirect(`${at(consultation.id, 'reponse')}?fait=repondue`, 303)
  }
  const faults = done.refusal === 'reply-incomplete' ? faultsOf(done.details, NAMES) : {}
  return send(visit, theme, { form, faults }, Object.keys(faults).length > 0 ? null : done.refusal)
})
