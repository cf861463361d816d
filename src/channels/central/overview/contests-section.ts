import { html, type Html } from '#html'
import { dayOf, daysBetween } from '#kernel'
import { section } from '#look'
import type { Platform } from '#web'
import { CENTRAL } from '../words.ts'
import { words } from './words.ts'

/** How many contests wait for an answer, since when; how much is left out of figures. */
export const contestsSection = async (platform: Platform, today: string): Promise<Html> => {
  const { contests: w } = words
  const [contests, figures] = await Promise.all([platform.contests.list(), platform.barometer.figures()])
  const open = contests.filter(({ answer }) => !answer)
  const oldest = open.at(-1)
  const days = oldest ? daysBetween(dayOf(oldest.at), today) : 0
  const excluded = (figures?.figures ?? []).reduce((sum, { exclusions }) => sum + exclusions.length, 0)
  return section({
    title: w.title,
    body: html`<p>
        ${w.open(open.length, days)} ${contests.length > open.length && w.answered(contests.length - open.length)}
        <a href="${CENTRAL.contests}">${open.length > 0 ? w.list : w.see}</a>
      </p>
      <p>${w.excluded(excluded)} <a href="${CENTRAL.exclusions}">${w.exclusions}</a></p>`,
  })
}
