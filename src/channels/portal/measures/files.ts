import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Platform } from '#web'
import { type Asking, sendBytes, sendJson, sendProblem } from './machines.ts'

const VERIFIER = join(import.meta.dirname, '../../../../bin/parvis-verify')

/** What was published never changes; the proofs come some seconds after, and then stay too. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * Published measures as files, the same addresses in every language: `/donnees/mesures/index.json` lists the
 * publications, `/donnees/mesures/<publication>/<file>` is one file, `/donnees/parvis-verify` verifies them.
 */
export const registerMeasureFiles = (app: FastifyInstance, { barometer, address }: Platform): void => {
  app.get('/donnees/mesures/index.json', async (request, reply) => {
    const publications = await barometer.publications()
    return sendJson(request, reply, {}, () => ({
      publications: publications.map((one) => ({
        ...one,
        address: `${address()}/donnees/mesures/${one.name}/`,
        manifest: `${address()}/donnees/mesures/${one.name}/manifest.json`,
      })),
    }))
  })
  app.get(
    '/donnees/mesures/:publication/:file',
    async (request: Asking<{ publication: string; file: string }>, reply) => {
      const { publication, file } = request.params
      const found = await barometer.publicationFile(publication, file)
      if (!found) return sendProblem(reply, 404, 'No such file', 'See /donnees/mesures/index.json.')
      const { type, body, sha256 } = found
      return sendBytes(request, reply, {
        type: `${type}; charset=utf-8`,
        body,
        digest: sha256,
        caching: FOR_EVER,
      })
    },
  )
  const verifier = readFileSync(VERIFIER)
  app.get('/donnees/parvis-verify', (request: Asking, reply) =>
    sendBytes(request, reply, {
      type: 'text/javascript; charset=utf-8',
      body: verifier,
      caching: 'no-cache',
      name: 'parvis-verify.mjs',
    }),
  )
}
