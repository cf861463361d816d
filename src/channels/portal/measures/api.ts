import type { FastifyInstance } from 'fastify'
import { inForceOn, stateOn, type TargetView, versionsOf } from '#barometer'
import { dayOf } from '#kernel'
import type { Platform } from '#web'
import { type Asking, sendJson, sendProblem } from './machines.ts'

/**
 * The barometer for machines, in JSON, open to any origin: `/api/v1/barometer`, `/api/v1/barometer/<1 to 10>` and
 * `/api/v1/barometer/organisations/<id>`. Every field of a figure is there as the computation left it; `head` is the head
 * of the ledger that it was computed from. What does not exist is a 404 in RFC 9457’s form.
 */
export const registerBarometerApi = (app: FastifyInstance, platform: Platform): void => {
  const { barometer, clock } = platform
  app.get('/api/v1/barometer', async (request, reply) => {
    const figures = await barometer.figures()
    if (!figures) return sendProblem(reply, 404, 'No figures yet', NOT_YET)
    const organisations = await barometer.organisations()
    return sendJson(request, reply, figures, () => ({
      ...figures,
      definitions: inForceOn(figures.day).map(({ target }) => definitionsOf(target, figures.day)),
      organisations: organisations.map((id) => organisationOf(platform, id)),
    }))
  })
  app.get('/api/v1/barometer/:target', async (request: Asking<{ target: string }>, reply) => {
    const { target } = request.params
    const view = /^(?:[1-9]|10)$/.test(target) ? await barometer.view(Number(target)) : null
    if (view)
      return sendJson(request, reply, view, () => ({
        ...view,
        definitions: definitionsOf(Number(target), view.day),
      }))
    const exists = inForceOn(dayOf(clock())).some((one) => String(one.target) === target)
    return sendProblem(reply, 404, 'No such target', exists ? NOT_YET : 'Targets are numbered from 1 to 10.')
  })
  app.get(
    '/api/v1/barometer/organisations/:organisation',
    async (request: Asking<{ organisation: string }>, reply) => {
      const { organisation } = request.params
      const figures = await barometer.figures(organisation)
      if (!figures) return sendProblem(reply, 404, 'No such organisation', 'No figure speaks of it.')
      return sendJson(request, reply, figures, () => ({
        ...figures,
        organisation: organisationOf(platform, organisation),
      }))
    },
  )
  app.get('/api/v1/*', (_request, reply) =>
    sendProblem(reply, 404, 'Not found', 'There is /api/v1/barometer, and what it leads to.'),
  )
}

const NOT_YET = 'Figures are computed within seconds of the start.'

const organisationOf = ({ organisations }: Platform, id: string) => ({
  id,
  name: organisations.organisations.get(id)?.name ?? null,
})

/** The words of every version, and which of them rules. */
const definitionsOf = (target: number, day: TargetView['day']) =>
  versionsOf(target).map((definition) => {
    const { version, from, slug, title, wording, text, goal, unit, months } = definition
    return {
      target,
      version,
      from,
      state: stateOn(definition, day),
      slug,
      title,
      wording,
      text,
      goal,
      unit,
      months,
    }
  })
