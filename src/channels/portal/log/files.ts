import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { logState, readCheckpoint, readTile, tileAsked } from '#ledger'
import type { Platform } from '#web'

/**
 * The public log as C2SP tlog-tiles serves it, for machines: the same addresses in every language, open to any origin.
 * What is not there is a 404, whatever was asked. Checkpoints that were cosigned are kept at their size.
 */
export const registerLogFiles = (app: FastifyInstance, { db }: Platform): void => {
  app.get('/journal/checkpoint', async (_request, reply) =>
    send(reply, await readCheckpoint(db), TEXT, 'public, max-age=1'),
  )
  app.get('/journal/checkpoint/:size', async (request: Asking<{ size: string }>, reply) => {
    const { size } = request.params
    const note = /^(0|[1-9]\d{0,14})$/.test(size) ? await readCheckpoint(db, Number(size)) : null
    return send(reply, note, TEXT, 'public, max-age=60')
  })
  app.get('/journal/vkey', async (_request, reply) => {
    const state = await logState(db)
    return send(reply, state && `${state.vkey}\n`, TEXT, 'public, max-age=300')
  })
  app.get('/journal/tile/*', async (request: Asking<{ '*': string }>, reply) => {
    const asked = tileAsked(request.params['*'])
    // A part of a tile is for ever as well: a tile only grows at its end.
    return send(reply, asked && (await readTile(db, asked)), BYTES, 'public, max-age=31536000, immutable')
  })
}

type Asking<Params> = FastifyRequest<{ Params: Params }>

const TEXT = 'text/plain; charset=utf-8'
const BYTES = 'application/octet-stream'

const send = (reply: FastifyReply, content: string | Buffer | null, type: string, caching: string) => {
  if (content === null) {
    reply.callNotFound()
    return reply
  }
  return reply
    .type(type)
    .header('cache-control', caching)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .send(content)
}
