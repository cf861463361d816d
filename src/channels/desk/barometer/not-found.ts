import type { FastifyReply } from 'fastify'
import { html } from '#html'
import { linkButton } from '#look'
import { sendDesk } from '../frame.ts'
import type { Visit } from '../visit.ts'
import { BAROMETER, words } from './words.ts'

/** Unknown, or another organisation's: one page for both. */
export const sendContestNotFound = (visit: Visit): Promise<FastifyReply> =>
  sendDesk(visit, {
    status: 404,
    current: 'barometer',
    title: words.notFound.title,
    body: html`<h1>${words.notFound.title}</h1>
      <p>${words.notFound.text}</p>
      ${linkButton({ label: words.back, href: BAROMETER })}`,
  })
