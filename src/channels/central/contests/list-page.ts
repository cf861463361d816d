import type { FastifyReply } from 'fastify'
import type { Contest } from '#barometer'
import { contestTable, type Visit } from '#desk'
import { html, type Html } from '#html'
import { section } from '#look'
import { sendCentral } from '../frame.ts'
import { CENTRAL } from '../words.ts'
import { words } from './words.ts'

/** Every contest, those that wait for an answer first. */
export const contestsPage = async (visit: Visit): Promise<FastifyReply> => {
  const contests = await visit.platform.contests.list()
  const awaited = contests.filter(({ answer }) => !answer)
  const answered = contests.filter(({ answer }) => answer)
  return sendCentral(visit, {
    title: words.title,
    current: 'contests',
    body: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      ${
        contests.length === 0
          ? html`<p>${words.none}</p>`
          : part(visit, awaited, words.awaited, words.awaitedNone)
      }
      ${answered.length > 0 && part(visit, answered, words.answered, '')}`,
  })
}

const part = ({ platform }: Visit, contests: readonly Contest[], title: string, empty: string): Html =>
  section({
    title,
    body: contestTable(platform, { contests, title, empty, href: (id) => `${CENTRAL.contests}/${id}` }),
  })
