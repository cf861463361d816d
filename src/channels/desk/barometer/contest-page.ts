import type { FastifyReply } from 'fastify'
import { html } from '#html'
import { notice } from '#look'
import { sendDesk } from '../frame.ts'
import type { Visit } from '../visit.ts'
import { contestSaid, contestTitle } from './contest-parts.ts'
import { sendContestNotFound } from './not-found.ts'
import { BAROMETER, words } from './words.ts'

/** One contest of the organisation, for it to follow; the secretariat answers at its own place. */
export const contestPage = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, params, query } = visit
  const contest = await platform.contests.find(params['id']!)
  if (contest?.organisation !== agent.organisation) return sendContestNotFound(visit)
  const title = contestTitle(platform, contest)
  return sendDesk(visit, {
    title,
    current: 'barometer',
    breadcrumbs: [{ label: words.title, href: BAROMETER }, { label: title }],
    body: html`<div class="measure flow">
      <h1>${title}</h1>
      ${query.get('fait') === 'contester' && notice({ language: 'fr', tone: 'success', body: words.form.sent, live: true })}
      ${contestSaid(contest)}
    </div>`,
  })
}
