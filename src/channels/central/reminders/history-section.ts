import type { Visit } from '#desk'
import { html, type Html } from '#html'
import { dayOf, formatDay } from '#kernel'
import type { MailState } from '#notices'
import { details, pagination, section, type Status, table, tag, time } from '#look'
import { spaceWords } from '#organisation'
import type { Reminder } from '#reporting'
import { CENTRAL } from '../words.ts'
import { words } from './words.ts'

const PAGE_SIZE = 20

const STATUS: Record<MailState, Status> = {
  queued: 'progress',
  accepted: 'done',
  bounced: 'problem',
  expired: 'stopped',
  cancelled: 'stopped',
  dead: 'problem',
}

/** Everything that was sent, the newest first, with what became of its e-mail. */
export const historySection = async ({ platform, query }: Visit): Promise<Html> => {
  const { history: w } = words
  const asked = Math.min(10_000, Math.max(1, Math.trunc(Number(query.get('page'))) || 1))
  const read = (page: number) =>
    platform.reporting.reminders({ limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })
  const first = await read(asked)
  // Beyond the last page stands the last one.
  const page = Math.min(asked, Math.max(1, Math.ceil(first.count / PAGE_SIZE)))
  const { reminders, count } = page === asked ? first : await read(page)
  const from = (page - 1) * PAGE_SIZE
  const nameOf = (id: string) => platform.organisations.organisations.get(id)?.name.fr ?? id
  const agents = new Map(platform.access.agents().map(({ id, name }) => [id, name]))
  return section({
    title: w.title,
    body: html`${table<Reminder>({
      language: 'fr',
      caption: w.title,
      unseenCaption: true,
      rows: reminders,
      empty: html`<p>${w.none}</p>`,
      columns: [
        {
          id: 'on',
          label: w.columns.on,
          cell: ({ at }) => time({ text: formatDay(dayOf(at), 'fr'), machine: dayOf(at) }),
        },
        {
          id: 'organisation',
          label: w.columns.organisation,
          heads: true,
          cell: ({ organisation }) => nameOf(organisation),
        },
        { id: 'part', label: w.columns.part, cell: ({ subject }) => spaceWords.parts[subject] },
        { id: 'by', label: w.columns.by, cell: ({ by }) => agents.get(by) ?? by },
        { id: 'mail', label: w.columns.mail, cell: mailCell },
        {
          id: 'text',
          label: w.columns.text,
          cell: ({ text }) =>
            details({ summary: beginningOf(text), body: html`<span class="verbatim">${text}</span>` }),
        },
      ],
    })}
    ${pagination({
      language: 'fr',
      current: page,
      pages: Math.ceil(count / PAGE_SIZE),
      href: (n) => `${CENTRAL.reminders}?page=${n}`,
      ...(count > PAGE_SIZE && {
        range: { from: from + 1, to: Math.min(from + PAGE_SIZE, count), total: count },
      }),
    })}`,
  })
}

const mailCell = ({ mail }: Reminder): Html | string => {
  if (!mail) return words.noMailAsked
  const on = mail.endedAt && formatDay(dayOf(mail.endedAt), 'fr')
  return html`${tag({ status: STATUS[mail.state], label: words.mail[mail.state], plain: true })}${on && html`<span class="second">${on}</span>`}`
}

const beginningOf = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 60).replace(/\s+\S*$/, '')}…` : line
}
