import type { FastifyReply } from 'fastify'
import { brotliCompressSync, constants } from 'node:zlib'
import { takesBrotli } from '#web'
import { documentOf, notFound, type Shown, show, type Visit } from './visit.ts'

/** How long what is the same for everybody is sent again without being asked anew: docs/decisions/0044. */
const KEPT_MS = 1_000
/** Addresses kept at once in a process; about 12 kB each. */
const MOST_KEPT = 1_000

type Page = { status: number; text: Buffer; smaller: Buffer | null }
type Kept = { until: number; page: Promise<Page | null> }

const pages = new WeakMap<object, Map<string, Kept>>()

/**
 * A page that says the same to everybody who is not signed in: drawn once a second, compressed once, whoever asks
 * meanwhile. Somebody who is signed in has it drawn for them, and nothing of theirs is ever kept. `of` is what the page is
 * read from, and `as` what is known of it already: of another, or otherwise, another page.
 */
export const showAlike = async (
  visit: Visit,
  make: Make,
  { of = visit.platform, as = '' }: { of?: object; as?: string } = {},
): Promise<FastifyReply> => {
  if (visit.visitor) {
    const shown = await make()
    return shown ? show(visit, shown) : notFound(visit)
  }
  const page = await keptPage(visit, make, { of, key: `${visit.request.url} ${as}` })
  return page ? send(visit, page) : notFound(visit)
}

/** Null when there is no such page. */
type Make = () => Promise<Shown | null>

const keptPage = (
  visit: Visit,
  make: Make,
  { of, key }: { of: object; key: string },
): Promise<Page | null> => {
  let kept = pages.get(of)
  if (!kept) pages.set(of, (kept = new Map()))
  const now = performance.now()
  const found = kept.get(key)
  if (found && found.until > now) return found.page
  forgetPast(kept, now)
  const page = draw(visit, make)
  if (kept.size >= MOST_KEPT) return page
  kept.set(key, { until: now + KEPT_MS, page })
  // What could not be drawn is asked again by whoever comes next.
  page.catch(() => kept.delete(key))
  return page
}

/** In the order in which they were kept: the first that still holds ends the search. */
const forgetPast = (kept: Map<string, Kept>, now: number): void => {
  for (const [key, { until }] of kept) {
    if (until > now) return
    kept.delete(key)
  }
}

const draw = async (visit: Visit, make: Make): Promise<Page | null> => {
  const shown = await make()
  if (!shown) return null
  const text = Buffer.from(String(await documentOf(visit, shown)))
  return { status: shown.status ?? 200, text, smaller: text.length > WORTH_IT ? compressed(text) : null }
}

const WORTH_IT = 1_024

const compressed = (text: Buffer): Buffer =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })

const send = ({ request, reply }: Visit, { status, text, smaller }: Page): FastifyReply => {
  reply.code(status).type('text/html; charset=utf-8').header('vary', 'accept-encoding')
  return smaller && takesBrotli(request)
    ? reply.header('content-encoding', 'br').send(smaller)
    : reply.send(text)
}
