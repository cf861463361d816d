import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dayOf } from '#kernel'
import {
  asPublished,
  type Dataset,
  describeCatalogue,
  describeDataset,
  describeServices,
  isCatalogued,
  jsonLd,
  openPlaces,
  type Resource,
  turtle,
} from '#opendata'
import type { Platform } from '#web'
import { sendProblem } from '../measures/machines.ts'

type Syntax = 'jsonld' | 'ttl'
type Resources = AsyncIterable<Resource> | Iterable<Resource>

const TYPES: Record<Syntax, string> = {
  jsonld: 'application/ld+json; charset=utf-8',
  ttl: 'text/turtle; charset=utf-8',
}

/**
 * Catalogues for harvesters, at one address whatever the language: data as DCAT-AP (`/donnees/catalogue.ttl`, `.jsonld`,
 * and each dataset’s), services as CPSV-AP (`/services/catalogue.ttl`, `.jsonld`). Without an ending, what the request
 * prefers is sent.
 */
export const registerCatalogues = (app: FastifyInstance, platform: Platform): void => {
  const places = () => openPlaces(platform.address())
  const { organisations } = platform.organisations
  const data = () =>
    describeCatalogue({ places: places(), organisations, datasets: () => published(platform) })
  const services = () =>
    describeServices({
      places: places(),
      organisations,
      versions: platform.catalogue.list(),
      today: dayOf(platform.clock()),
    })
  for (const [path, resources] of [
    ['/donnees/catalogue', data],
    ['/services/catalogue', services],
  ] as const) {
    app.get(path, (request, reply) => send(reply.header('vary', 'accept'), preferred(request), resources()))
    app.get(`${path}.jsonld`, (_request, reply) => send(reply, 'jsonld', resources()))
    app.get(`${path}.ttl`, (_request, reply) => send(reply, 'ttl', resources()))
  }
  for (const syntax of ['jsonld', 'ttl'] as const)
    app.get(
      `/donnees/:dataset.${syntax}`,
      async (request: FastifyRequest<{ Params: { dataset: string } }>, reply) => {
        const found = await platform.opendata.find(request.params.dataset)
        if (!found || !isCatalogued(found))
          return sendProblem(reply, 404, 'No such dataset', 'See /donnees/catalogue.jsonld.')
        return send(reply, syntax, describeDataset({ places: places(), organisations }, asPublished(found)))
      },
    )
}

async function* published({ opendata }: Platform): AsyncGenerator<Dataset> {
  for await (const one of opendata.every()) yield asPublished(one)
}

/** Turtle for who asks for it first, JSON-LD for everybody else. */
const preferred = ({ headers }: FastifyRequest): Syntax => {
  const asked = (headers.accept ?? '').split(',').map((one) => {
    const [type = '', ...parameters] = one.trim().toLowerCase().split(';')
    const quality = parameters.map((each) => /^\s*q=([\d.]+)/.exec(each)?.[1]).find(Boolean)
    return { type: type.trim(), quality: quality === undefined ? 1 : Number(quality) }
  })
  const best = (types: readonly string[]) =>
    Math.max(0, ...asked.filter(({ type }) => types.includes(type)).map(({ quality }) => quality || 0))
  return best(['text/turtle', 'application/x-turtle']) > best(['application/ld+json', 'application/json'])
    ? 'ttl'
    : 'jsonld'
}

const send = (reply: FastifyReply, syntax: Syntax, resources: Resources): FastifyReply => {
  const text = syntax === 'ttl' ? turtle(resources) : jsonLd(resources)
  return reply
    .type(TYPES[syntax])
    .header('cache-control', 'no-cache')
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .send(Readable.from(inChunks(text), { objectMode: false }))
}

/** What is written a line at a time is sent some kilobytes at a time. */
async function* inChunks(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const piece of text) {
    held += piece
    if (held.length < 16_384) continue
    yield held
    held = ''
  }
  if (held) yield held
}
