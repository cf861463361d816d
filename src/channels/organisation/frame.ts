import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { html } from '#html'
import { linkButton, page, type PageProps, PATHS } from '#look'
import { sendPage } from '#web'
import { type Part, SPACE, words } from './words.ts'

type Shown = Pick<PageProps, 'title' | 'body' | 'error' | 'breadcrumbs' | 'charts' | 'layout'> & {
  /** The part of the space that the page belongs to. */
  current: Part
  status?: number
}

const PARTS = Object.entries(SPACE).map(([id, href]) => ({ id, href, label: words.parts[id as Part] }))

/** Written once: a page is shown with one of two. */
const NAVIGATION = [
  ...PARTS,
  { id: 'barometer', href: '/bureau/barometre', label: words.barometer },
  { id: 'desk', href: PATHS.fr.desk, label: words.desk },
]
const CENTRAL = [...NAVIGATION, { id: 'central', href: PATHS.fr.central, label: words.central }]

/**
 * Sends a page of the organisation's space with everything around it: `current` is marked in the navigation. French
 * only: it is the staff's interface (C-11, s. 18.1).
 */
export const sendOrganisation = async (
  { platform, agent, request, reply }: Visit,
  { status = 200, ...shown }: Shown,
): Promise<FastifyReply> => {
  const document = page({
    ...shown,
    language: 'fr',
    section: 'organisation',
    path: request.url,
    person: { name: agent.name },
    navigation: platform.contests.isSecretariat(agent) ? CENTRAL : NAVIGATION,
    demonstration: platform.demonstration,
  })
  return sendPage(reply, document, status)
}

/** Unknown or another organisation's: one page for the two, so that nothing is learned from it. */
export const sendOrganisationNotFound = (visit: Visit, current: Part): Promise<FastifyReply> =>
  sendOrganisation(visit, {
    status: 404,
    current,
    title: words.notFound.title,
    body: html`<h1>${words.notFound.title}</h1>
      <p>${words.notFound.text}</p>
      ${linkButton({ label: words.notFound.action, href: SPACE.home })}`,
  })
