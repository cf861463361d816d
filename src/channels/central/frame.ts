import type { FastifyReply } from 'fastify'
import type { Handler, On, Visit } from '#desk'
import { html } from '#html'
import { linkButton, page, type PageProps, PATHS } from '#look'
import { sendPage } from '#web'
import { CENTRAL, type Part, words } from './words.ts'

type Shown = Pick<PageProps, 'title' | 'body' | 'error' | 'breadcrumbs' | 'charts' | 'layout'> & {
  current: Part
  status?: number
}

const NAVIGATION = [
  ...Object.entries(CENTRAL).map(([id, href]) => ({ id, href, label: words.parts[id as Part] })),
  { id: 'organisation', href: PATHS.fr.organisation, label: words.organisation },
]

/** Sends a page of the secretariat with everything around it. French only (C-11, s. 18.1). */
export const sendCentral = async (
  { platform, agent, request, reply }: Visit,
  { status = 200, ...shown }: Shown,
): Promise<FastifyReply> => {
  const document = page({
    ...shown,
    language: 'fr',
    section: 'central',
    path: request.url,
    person: { name: agent.name },
    navigation: NAVIGATION,
    demonstration: platform.demonstration,
  })
  return sendPage(reply, document, status)
}

/** Registers pages that answer agents of the secretariat only: another organisation's agent is told where theirs are. */
export const forSecretariat =
  (on: On): On =>
  (method, url, handler) =>
    on(method, url, (visit) =>
      visit.platform.contests.isSecretariat(visit.agent) ? handler(visit) : sendNotForYou(visit),
    )

const sendNotForYou: Handler = async ({ platform, agent, request, reply }) =>
  sendPage(
    reply,
    page({
      language: 'fr',
      section: 'organisation',
      path: request.url,
      title: words.notForYou.title,
      person: { name: agent.name },
      navigation: [{ id: 'organisation', href: PATHS.fr.organisation, label: words.notForYou.action }],
      demonstration: platform.demonstration,
      body: html`<h1>${words.notForYou.title}</h1>
        <p>${words.notForYou.text}</p>
        ${linkButton({ label: words.notForYou.action, href: PATHS.fr.organisation })}`,
    }),
    403,
  )
