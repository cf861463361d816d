import type { Contest } from '#barometer'
import { html, type Html } from '#html'
import { dayOf, formatDay } from '#kernel'
import { rowLink, section, summaryList, table, tag, time } from '#look'
import type { Platform } from '#web'
import { organisationName, shareOf, targetName } from './names.ts'
import { words } from './words.ts'

/** Contests as both sides read them: the organisation at its desk, the secretariat at its place. */
export const contestTable = (
  platform: Platform,
  p: { contests: readonly Contest[]; title: string; empty: string; href: (id: string) => string },
): Html => {
  const c = words.contestColumns
  return table<Contest>({
    language: 'fr',
    caption: p.title,
    unseenCaption: true,
    rows: p.contests,
    empty: html`<p>${p.empty}</p>`,
    columns: [
      {
        id: 'target',
        label: c.target,
        heads: true,
        cell: ({ id, target }) => rowLink({ href: p.href(id), label: targetName(platform, target) }),
      },
      {
        id: 'organisation',
        label: c.organisation,
        cell: (one) => organisationName(platform, one.organisation),
      },
      {
        id: 'on',
        label: c.on,
        cell: ({ at }) => time({ text: formatDay(dayOf(at), 'fr'), machine: dayOf(at) }),
      },
      { id: 'status', label: c.status, cell: (one) => contestTag(one) },
    ],
  })
}

export const contestTitle = (platform: Platform, { target, organisation }: Contest): string =>
  words.answer.title(targetName(platform, target), organisationName(platform, organisation))

const contestTag = ({ answer }: Contest): Html => {
  if (!answer) return tag({ status: 'waiting', label: words.status.awaited, plain: true })
  const status = answer.verdict === 'upheld' ? 'done' : 'stopped'
  return tag({ status, label: words.status[answer.verdict], plain: true })
}

/** Where it stands, what was said, what was answered, and the public page that says the same. */
export const contestSaid = (contest: Contest): Html => {
  const { contested, proposed, reason, at, answer } = contest
  const { answer: w } = words
  const valueOf = (share: number | null) => (share === null ? w.noValue : shareOf(share))
  return html`${contestTag(contest)}
  ${summaryList({
    language: 'fr',
    dense: true,
    rows: [
      { label: w.at, value: formatDay(dayOf(at), 'fr') },
      {
        label: words.form.shown,
        value: `${shareOf(contested.value)} (${contested.numerator}/${contested.denominator})`,
      },
      { label: w.proposed, value: valueOf(proposed) },
      ...(answer ? [{ label: w.correctedValue, value: valueOf(answer.corrected) }] : []),
    ],
  })}
  ${section({ title: w.contestReason, body: html`<blockquote>${reason}</blockquote>` })}
  ${answer && section({ title: w.given, body: html`<blockquote>${answer.reason}</blockquote>` })}
  <p><a href="${`/barometre/${contest.target}`}">${words.public}</a></p>`
}
