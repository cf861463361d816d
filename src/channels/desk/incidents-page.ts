import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { numberOf } from '#kernel'
import { type DeadLetter, retryDeadLetter } from '#ledger'
import { button, emptyState, notice, rowLink, section, table, tag, time } from '#look'
import { sentBy, valueIn } from '#web'
import { type AbandonedTurn, deadTasksOf } from '#work'
import { sendDesk } from './frame.ts'
import { instant } from './happenings.ts'
import { lettersOf } from './incidents.ts'
import type { Visit } from './visit.ts'
import { INCIDENTS, screenOf, words } from './words.ts'

const { incidents: w } = words
const MOST_TURNS = 100
const MOST_CHARACTERS = 300

/** What the platform could not do by itself, on the dossiers of the agent's organisation. */
export const incidentsPage = (visit: Visit): Promise<FastifyReply> =>
  sendIncidents(visit, visit.query.get('fait') === 'relance' ? retried : none)

const retried: Html = notice({ language: 'fr', tone: 'success', body: w.retried, live: true })
const gone: Html = notice({ language: 'fr', tone: 'warning', body: w.gone, live: true })

const sendIncidents = async (visit: Visit, above: Html, status = 200): Promise<FastifyReply> => {
  const { platform, agent } = visit
  const [letters, turns] = await Promise.all([
    lettersOf(platform, agent.organisation),
    deadTasksOf(platform.db, agent.organisation, MOST_TURNS),
  ])
  return sendDesk(visit, {
    status,
    error: status >= 400,
    title: w.title,
    current: 'incidents',
    body: html`<h1>${w.title}</h1>
      <p>${w.lead}</p>
      ${above}${
        letters.length + turns.length === 0
          ? emptyState({ icon: 'done', title: w.none, body: w.noneText })
          : html`${letterSection(letters)}${turnSection(turns)}`
      }`,
  })
}

const dossierLink = (id: string): Html =>
  html`<a href="${screenOf(id)}"><span class="number">${numberOf(id)}</span></a>`

const letterSection = (letters: readonly DeadLetter[]): Html =>
  html`${
    letters.length > 0 &&
    section({
      title: w.letters,
      body: html`<p>${w.lettersWhy}</p>
        ${table<DeadLetter>({
          language: 'fr',
          caption: w.letters,
          unseenCaption: true,
          rows: letters,
          empty: none,
          columns: [
            {
              id: 'dossier',
              label: w.columns.dossier,
              heads: true,
              cell: ({ stream }) => dossierLink(stream),
            },
            {
              id: 'what',
              label: w.columns.what,
              cell: ({ subscription }) => w.subscriptions[subscription] ?? subscription,
            },
            { id: 'event', label: w.columns.event, cell: ({ kind }) => technical(kind) },
            { id: 'error', label: w.columns.error, cell: ({ error }) => technical(error) },
            { id: 'attempts', label: w.columns.attempts, numeric: true, cell: ({ attempts }) => attempts },
            { id: 'when', label: w.columns.when, cell: ({ at }) => time(instant(at)) },
            { id: 'act', label: w.columns.act, unseenLabel: true, cell: retryCell },
          ],
        })}`,
    })
  }`

const technical = (error: string | null): Html =>
  html`<span class="technical">${(error ?? '').slice(0, MOST_CHARACTERS)}</span>`

const retryCell = ({ subscription, index, stream, retryAskedAt }: DeadLetter): Html =>
  retryAskedAt
    ? tag({ status: 'progress', label: w.retryAsked, plain: true })
    : html`<form method="post" data-once action="${`${INCIDENTS}/relancer`}">
        <input type="hidden" name="suite" value="${subscription}"><input type="hidden" name="evenement" value="${index}">
        ${button({ label: w.retry, about: numberOf(stream), weight: 'secondary' })}
      </form>`

const turnSection = (turns: readonly AbandonedTurn[]): Html =>
  html`${
    turns.length > 0 &&
    section({
      title: w.tasks,
      body: html`<p>${w.tasksWhy}</p>
        ${table<AbandonedTurn>({
          language: 'fr',
          caption: w.tasks,
          unseenCaption: true,
          rows: turns,
          empty: none,
          columns: [
            {
              id: 'dossier',
              label: w.columns.dossier,
              heads: true,
              cell: ({ dossier, number }) =>
                rowLink({ href: screenOf(dossier), label: html`<span class="number">${number}</span>` }),
            },
            { id: 'robot', label: w.columns.robot, cell: ({ robot }) => robot },
            { id: 'error', label: w.columns.error, cell: (turn) => technical(turn.last_error) },
            { id: 'attempts', label: w.columns.attempts, numeric: true, cell: ({ attempts }) => attempts },
            { id: 'when', label: w.columns.when, cell: (turn) => time(instant(turn.closed_at)) },
          ],
        })}`,
    })
  }`

/** Asks that a dead letter be tried again: one of this organisation, whatever the form names. */
export const retryLetter = async (visit: Visit): Promise<FastifyReply> => {
  const { form } = await sentBy(visit.request)
  const { platform, agent, reply } = visit
  const subscription = valueIn(form, 'suite')
  const index = Number(valueIn(form, 'evenement'))
  const letters = await lettersOf(platform, agent.organisation)
  const mine = letters.some((letter) => letter.subscription === subscription && letter.index === index)
  if (!mine) return sendIncidents(visit, gone, 422)
  const asked = await retryDeadLetter(platform.db, { subscription, index, at: platform.clock() })
  return asked.ok ? reply.redirect(`${INCIDENTS}?fait=relance`, 303) : sendIncidents(visit, gone, 422)
}
