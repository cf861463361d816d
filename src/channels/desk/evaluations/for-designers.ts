import type { FastifyReply } from 'fastify'
import type { Workshop } from '#evaluations'
import { html, type Html } from '#html'
import { notice, tabs } from '#look'
import type { Handler } from '../for-agents.ts'
import { sendDesk } from '../frame.ts'
import type { Visit } from '../visit.ts'
import { EVALUATIONS, IMPROVEMENTS, PAGES, words } from './words.ts'

export type DesignerVisit = Visit & { workshop: Workshop }

/** Answers for designers only: an agent without the role is told whose place this is. */
export const forDesigners =
  (handler: (visit: DesignerVisit) => Promise<FastifyReply>): Handler =>
  (visit) => {
    const workshop = visit.platform.evaluations.workshopFor(visit.agent)
    if (workshop) return handler({ ...visit, workshop })
    return sendDesk(visit, {
      status: 403,
      title: words.notDesigner.title,
      current: 'evaluations',
      body: html`<h1>${words.notDesigner.title}</h1>
        <p>${words.notDesigner.text}</p>`,
    })
  }

export const serviceName = ({ platform }: Visit, service: string): string =>
  platform.catalogue.current(service)?.definition.words.fr.name ?? service

const TABS = [
  { href: EVALUATIONS, label: words.opinions },
  { href: IMPROVEMENTS, label: words.improvements },
  { href: PAGES, label: words.pages },
]

export const tabsAt = (current: string): Html =>
  tabs({ label: words.tabs, tabs: TABS.map((tab) => ({ ...tab, current: tab.href === current })) })

/** What was just done, as the address says, or what was refused. */
export const said = ({ query }: Visit, refusal?: string): Html => {
  if (refusal) return notice({ language: 'fr', tone: 'problem', body: refusal, live: true })
  const asked = query.get('fait') ?? ''
  const done = Object.hasOwn(words.done, asked) ? words.done[asked] : null
  return done ? notice({ language: 'fr', tone: 'success', body: done, live: true }) : html``
}

export const refusalSentence = ({ refusal }: { refusal: keyof typeof words.refusals }): string =>
  words.refusals[refusal]
