import type { FastifyReply } from 'fastify'
import { DESIGNER } from '#evaluations'
import { html } from '#html'
import { linkButton, page, type PageProps, PATHS } from '#look'
import { type Platform, sendPage } from '#web'
import { EVALUATIONS, words as evaluations } from './evaluations/words.ts'
import { countIncidents } from './incidents.ts'
import { BAROMETER, words as barometer } from './barometer/words.ts'
import type { Visit } from './visit.ts'
import { INCIDENTS, words } from './words.ts'

type Shown = Pick<PageProps, 'title' | 'body' | 'error' | 'breadcrumbs' | 'current'> & { status?: number }

/** Sends a page of the desk with everything around it. French only: the staff's interface is (C-11, s. 18.1). */
export const sendDesk = async (visit: Visit, { status = 200, ...shown }: Shown): Promise<FastifyReply> => {
  const incidents = await countIncidents(visit.platform, visit.agent.organisation)
  const document = page({
    current: 'desk',
    ...shown,
    language: 'fr',
    section: 'desk',
    path: visit.request.url,
    person: { name: visit.agent.name },
    navigation: [
      { id: 'desk', href: PATHS.fr.desk, label: words.dossiers },
      {
        id: 'incidents',
        href: INCIDENTS,
        label: words.incidents.title,
        count: incidents,
        countLabel: words.incidents.count(incidents),
      },
      { id: 'barometer', href: BAROMETER, label: barometer.title },
      ...(visit.agent.roles.includes(DESIGNER)
        ? [{ id: 'evaluations', href: EVALUATIONS, label: evaluations.title }]
        : []),
      { id: 'organisation', href: PATHS.fr.organisation, label: words.organisation },
      ...(visit.platform.contests.isSecretariat(visit.agent)
        ? [{ id: 'central', href: PATHS.fr.central, label: words.central }]
        : []),
    ],
    demonstration: visit.platform.demonstration,
  })
  return sendPage(visit.reply, document, status)
}

/** Unknown, a draft or another organisation's: one page for the three, so that nothing is learned from it. */
export const sendNotFound = (visit: Visit): Promise<FastifyReply> =>
  sendDesk(visit, {
    status: 404,
    title: words.notFound.title,
    body: html`<h1>${words.notFound.title}</h1>
      <p>${words.notFound.text}</p>
      ${linkButton({ label: words.backToList, href: PATHS.fr.desk })}`,
  })

/** A person who is signed in and follows a link of the desk. */
export const sendNotForPeople = (
  { demonstration }: Platform,
  name: string,
  path: string,
  reply: FastifyReply,
): FastifyReply =>
  sendPage(
    reply,
    page({
      language: 'fr',
      title: words.notForPeople.title,
      path,
      person: { name },
      demonstration,
      body: html`<h1>${words.notForPeople.title}</h1>
        <p>${words.notForPeople.text}</p>
        ${linkButton({ label: words.notForPeople.action, href: PATHS.fr.dossiers })}`,
    }),
    403,
  )
