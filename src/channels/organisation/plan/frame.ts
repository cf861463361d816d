import type { FastifyReply } from 'fastify'
import { type Act, type DoorRefusal, whyNot } from '#acts'
import type { Visit } from '#desk'
import { html, none, type Html } from '#html'
import { dayOf, type Refused } from '#kernel'
import { linkButton, notice, type PageProps } from '#look'
import { DIRECTION, type Plan, PLANNER, type PlanRefusal } from '#plans'
import { sendOrganisation } from '../frame.ts'
import { PLAN, words } from './words.ts'

/** A visit to the plan of the agent's own organisation. */
export type PlanVisit = Visit & { plan: Plan; today: string; isPlanner: boolean; isDirection: boolean }

/** Reads the plan first: every page of this folder is about it. */
export const withPlan =
  (handler: (visit: PlanVisit) => Promise<FastifyReply>) =>
  async (visit: Visit): Promise<FastifyReply> => {
    const { platform, agent } = visit
    const plan = await platform.plans.of(agent.organisation)
    if (!plan) return sendPlanNotFound(visit)
    const today = dayOf(platform.clock())
    const has = (role: string) => agent.roles.includes(role)
    return handler({ ...visit, plan, today, isPlanner: has(PLANNER), isDirection: has(DIRECTION) })
  }

/** Why an act on the plan is not possible now for whoever visits; null when it is. */
export const closedNow = <Input, Answer, R extends PlanRefusal>(
  { platform, agent, plan }: PlanVisit,
  verb: Act<Plan, Input, Answer, R>,
): Refused<R | DoorRefusal> | null =>
  whyNot(verb, plan, { actor: agent, now: platform.clock(), channel: 'desk', language: 'fr' })

type Shown = Pick<PageProps, 'title' | 'body' | 'error' | 'breadcrumbs' | 'charts' | 'layout'> & {
  status?: number
}

export const sendPlan = (visit: Visit, { breadcrumbs = [], ...shown }: Shown): Promise<FastifyReply> =>
  sendOrganisation(visit, {
    ...shown,
    current: 'plan',
    breadcrumbs: breadcrumbs.length > 0 ? [{ label: words.title, href: PLAN }, ...breadcrumbs] : breadcrumbs,
  })

export const sendPlanNotFound = (visit: Visit): Promise<FastifyReply> =>
  sendPlan(visit, {
    status: 404,
    title: words.notFound.title,
    body: html`<h1>${words.notFound.title}</h1>
      <p>${words.notFound.text}</p>
      ${linkButton({ label: words.notFound.back, href: PLAN })}`,
  })

/** What was just done, as the address says; or why nothing was. */
export const said = ({ query }: Visit, refusal?: string): Html => {
  if (refusal)
    return notice({ language: 'fr', tone: 'problem', title: words.refused, body: refusal, live: true })
  const done = query.get('fait') ?? ''
  return Object.hasOwn(words.done, done)
    ? notice({
        language: 'fr',
        tone: 'success',
        body: words.done[done as keyof typeof words.done],
        live: true,
      })
    : none
}

/** Back to a page once lists and figures show what was done. */
export const doneAt = async (
  { platform, reply }: Visit,
  path: string,
  done: keyof typeof words.done,
): Promise<FastifyReply> => {
  await platform.settled()
  return reply.redirect(`${path}?fait=${done}`, 303)
}
