import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '#web'
import { ACTIONS, isWriting } from './actions.ts'
import { Faulted, notFound, type Params, textIn } from './answer.ts'

/** A question is short; a table is never sent here. */
const MOST_BODY = 64 * 1024

type Asking = FastifyRequest<{ Params: { action: string } }>

/**
 * The CKAN Action API, version 3, for those who read (https://docs.ckan.org/en/latest/api/): GET and POST, the same answer;
 * `/api/action` is `/api/3/action`. Open to any page: nothing here changes anything, and no cookie is read.
 */
export const registerCkan = (app: FastifyInstance, platform: Platform): void => {
  void app.register(async (api) => {
    api.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: MOST_BODY },
      (_request, body, done) => done(null, String(body)),
    )
    api.addHook('onRequest', async (_request, reply) => {
      reply.headers(OPEN)
    })
    const answer = (request: Asking, reply: FastifyReply) => act(platform, request, reply)
    const config = { anyOrigin: true }
    for (const base of ['/api/3/action', '/api/action']) {
      api.get(`${base}/:action`, { config }, answer)
      api.post(`${base}/:action`, { config, bodyLimit: MOST_BODY }, answer)
      api.options(`${base}/:action`, { config }, (_request, reply) => reply.code(204).send())
    }
    api.get('/api/3', (_request, reply) => send(reply, 200, { version: 3 }))
    api.setErrorHandler((error: { statusCode?: number }, request, reply) => {
      const status = error.statusCode ?? 500
      if (status >= 500) throw error
      return send(reply, status, `${status} Bad Request: ${request.routeOptions.url ?? ''}`)
    })
  })
}

const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'content-type, authorization, x-ckan-api-key',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-cache',
} as const

const act = async (platform: Platform, request: Asking, reply: FastifyReply): Promise<FastifyReply> => {
  const name = request.params.action
  const help = `${platform.address()}/api/3/action/help_show?name=${encodeURIComponent(name)}`
  try {
    const params = paramsOf(request)
    const result = name === 'help_show' ? helpOf(params) : await actionOf(name)(platform, params)
    return send(reply, 200, { help, success: true, result })
  } catch (error) {
    if (!(error instanceof Faulted)) throw error
    if (error.status === 400) return send(reply, 400, error.message)
    return send(reply, error.status, { help, success: false, error: error.error })
  }
}

const actionOf = (name: string) => {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
  if (action) return action
  if (isWriting(name)) throw new Faulted('Authorization Error', 'Access denied: this API only reads')
  throw new Faulted('Bad Request Error', `Bad request - Action name not known: ${name.slice(0, 60)}`)
}

/** The address first, then the body: JSON, or a form. */
const paramsOf = ({ query, body }: Asking): Params => {
  const sent: Params = body instanceof Map ? formOf(body as Map<string, string[]>) : jsonOf(body)
  return { ...(query as Params), ...sent }
}

const formOf = (form: Map<string, string[]>): Params =>
  Object.fromEntries([...form].map(([name, values]) => [name, values.length > 1 ? values : values[0]]))

const jsonOf = (body: unknown): Params => {
  if (typeof body !== 'string' || body.trim() === '') return {}
  try {
    const read: unknown = JSON.parse(body)
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Params
  } catch {
    // What is no JSON is answered as what is no object.
  }
  throw new Faulted(
    'Bad Request Error',
    'Bad request - JSON Error: Request data must be a JSON encoded dictionary',
  )
}

const helpOf = (params: Params): string => {
  const name = textIn(params, 'name')
  if (!Object.hasOwn(ACTIONS, name)) throw notFound('Action was not found')
  return `${name}: see https://docs.ckan.org/en/latest/api/ and /donnees/api.`
}

const send = (reply: FastifyReply, status: number, value: unknown): FastifyReply =>
  reply
    .code(status)
    .type('application/json;charset=utf-8')
    .send(Buffer.from(JSON.stringify(value)))
