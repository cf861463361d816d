import type { Dice } from './dice.ts'
import { type Body, bodyOf, type Known, none, rightForm, valueOf } from './bodies.ts'
import { badSequence, encoded, TEXTS } from './hostile.ts'
import type { Visitor } from './house.ts'
import type { Route } from './routes.ts'

/** A request as bytes, what it was meant to be, and whether a connection that closes on it is an answer. */
export type Request = { bytes: Buffer; told: string; mayCut: boolean }

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'BREW']

/**
 * A request that is wrong in every way at once gets no further than the first check: some are right in everything but
 * whose dossier they name, or what one field holds.
 */
export const requestFor = (dice: Dice, route: Route, visitor: Visitor, known: Known): Request =>
  dice.chance(0.45) ? almostRight(dice, route, visitor, known) : allWrong(dice, route, visitor, known)

const allWrong = (dice: Dice, route: Route, visitor: Visitor, known: Known): Request => {
  const method = dice.chance(0.85) ? route.method : dice.pick(METHODS)
  const page = dice.pick(known.pages)
  const path = addressOf(dice, route.url, visitor, { ...known, pages: [page] })
  const here = { ...known, names: namesOf(route, page, known) ?? known.names }
  const body =
    method === 'GET' || method === 'HEAD' ? none(dice) : bodyOf(dice, dice.chance(0.7) ? here : known)
  const headers = headersOf(dice, visitor, body)
  return {
    bytes: written(method, path, headers.lines, body),
    told: `${method} ${path.slice(0, 200)} as ${visitor.name}: ${[...headers.told, body.told].join(', ')}`,
    mayCut: headers.mayCut || body.bytes.length > 900_000,
  }
}

const almostRight = (dice: Dice, route: Route, visitor: Visitor, known: Known): Request => {
  const own = ownOf(visitor, known)
  return rightFor(dice, route, visitor, known, dice.chance(0.5) && own.length > 0 ? own : known.ids)
}

/** How a visitor refers to what is theirs. */
export const ownOf = ({ name, key }: Visitor, { own }: Known): readonly string[] =>
  key ? [key] : (own.get(name) ?? [])

/** A request that is right but for whose dossier it may name, and for what its fields hold. */
export const rightFor = (
  dice: Dice,
  route: Route,
  visitor: Visitor,
  known: Known,
  refs: readonly string[],
): Request => {
  const page = dice.pick(known.pages)
  const right: Record<string, readonly string[]> = {
    ref: refs,
    id: refs,
    page: [page],
    need: known.contestable,
    service: known.services,
    digest: known.digests,
    consultation: known.consultations,
    contribution: known.contributions,
  }
  const path = route.url.replace(/:(\w+)/g, (_, name: string) => dice.pick(right[name] ?? known.names))
  const acts = route.method !== 'GET' && route.method !== 'HEAD'
  const body = acts ? rightForm(dice, namesOf(route, page, known) ?? known.names) : none(dice)
  const headers = [...HEADERS, ...(visitor.cookie ? [`Cookie: parvis=${visitor.cookie}`] : [])]
  const typed = body.type ? [`Content-Type: ${body.type}`, `Content-Length: ${body.bytes.length}`] : []
  return {
    bytes: written(route.method, path, [...headers, ...typed], {
      ...body,
      bytes: acts ? body.bytes : Buffer.alloc(0),
    }),
    told: `${route.method} ${path} as ${visitor.name}: ${body.told}`,
    mayCut: false,
  }
}

const HEADERS = ['Host: 127.0.0.1', 'Connection: close']

const namesOf = (route: Route, page: string, { formNames }: Known) =>
  formNames.get(route.url.includes(':page') ? page : route.url) ??
  // The form of an act is on the page above its address.
  formNames.get(route.url.replace(/\/[^/]*$/, ''))

const written = (method: string, path: string, headers: readonly string[], body: Body): Buffer =>
  Buffer.concat([
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`, 'latin1'),
    body.bytes,
  ])

// ---- The address

const addressOf = (dice: Dice, url: string, visitor: Visitor, known: Known): string => {
  const path = url
    .replace(/:(\w+)/g, (_, name: string) => paramOf(dice, name, visitor, known))
    .replace('*', '')
  const query = dice.chance(0.35) ? `?${queryOf(dice, known)}` : ''
  switch (dice.int(40)) {
    case 0:
      return `${path}/../../../../etc/passwd${query}`
    case 1:
      return path.replaceAll('/', '%2f') + query
    case 2:
      return `//${path}${query}`
    case 3:
      return `${path}${badSequence(dice)}${query}`
    case 4:
      return `http://evil.example${path}${query}`
    case 5:
      return `${path.toUpperCase()}/./%2e%2e/${query}`
    case 6:
      return `${path};jsessionid=1${query}`
    default:
      return path + query
  }
}

const paramOf = (dice: Dice, name: string, visitor: Visitor, known: Known): string => {
  if (dice.chance(0.15)) return encodeURIComponent(dice.pick(TEXTS).toWellFormed().slice(0, 300)) || '%20'
  if (name === 'ref' && visitor.key && dice.chance(0.8)) return visitor.key
  const own = known.own.get(visitor.name)
  const ids = own?.length && dice.chance(0.6) ? own : known.ids
  const pools: Record<string, readonly string[]> = {
    service: known.services,
    ref: ids,
    id: ids,
    need: known.needs,
    page: known.pages,
    digest: known.digests,
    consultation: known.consultations,
    contribution: known.contributions,
  }
  const chosen = dice.pick(pools[name] ?? known.names)
  if (dice.chance(0.05)) return chosen.toUpperCase()
  return dice.chance(0.05) ? chosen.slice(0, -1) + badSequence(dice) : encodeURIComponent(chosen)
}

const QUERY = [
  'q',
  'page',
  'retour',
  'vue',
  'tri',
  'service',
  'densite',
  'acte',
  'modele',
  'montrer',
  'fait',
  'pris',
]

const queryOf = (dice: Dice, known: Known): string => {
  if (dice.chance(0.05)) return 'page=1&'.repeat(1_500)
  return Array.from({ length: 1 + dice.int(4) }, () => {
    const name = dice.chance(0.7) ? dice.pick(QUERY) : dice.pick([...known.names, ...TEXTS.slice(14, 20)])
    return `${encodeURIComponent(name.toWellFormed())}=${encoded(dice, valueOf(dice, known)).slice(0, 2_000)}`
  }).join('&')
}

// ---- The headers

type Headers = { lines: string[]; told: string[]; mayCut: boolean }

const headersOf = (dice: Dice, visitor: Visitor, body: Body): Headers => {
  const headers: Headers = { lines: [...HEADERS], told: [], mayCut: false }
  const cookie = cookieOf(dice, visitor)
  if (cookie !== null) headers.lines.push(`Cookie: ${cookie}`)
  if (body.type !== null) headers.lines.push(`Content-Type: ${body.type}`)
  headers.lines.push(`Content-Length: ${body.bytes.length}`)
  if (dice.chance(0.25)) abuse(dice, headers)
  return headers
}

const cookieOf = (dice: Dice, { cookie }: Visitor): string | null => {
  if (cookie === null) return dice.chance(0.1) ? `parvis=person:amelie-tremblay.9999999999999.AAAA` : null
  switch (dice.int(25)) {
    case 0:
      return `parvis=${cookie.slice(0, -2)}`
    case 1:
      return `parvis=${cookie.replace(/^[^.]*/, 'person:mei-lin-roy')}`
    case 2:
      return `parvis=${cookie.replace(/\.\d+\./, '.9999999999999.')}`
    case 3:
      return `parvis=%00; parvis=${'a'.repeat(4_000)}; __proto__=1; constructor=1`
    case 4:
      return `parvis=${badSequence(dice)}`
    default:
      return `parvis=${cookie}`
  }
}

/** A header that no browser sends. Where the protocol itself is broken, closing the connection is an answer. */
const abuse = (dice: Dice, headers: Headers): void => {
  const said = (line: string, broken = false) => {
    headers.lines.push(line)
    headers.told.push(line.slice(0, 60))
    headers.mayCut ||= broken
  }
  switch (dice.int(14)) {
    case 0:
      return said(`X-Long: ${'a'.repeat(20_000)}`, true)
    case 1:
      return said('X-One: 1\r\n'.repeat(300) + 'X-Last: 1')
    case 2:
      return said('Content-Length: 7', true)
    case 3:
      return said('X-Broken: a\rSet-Cookie: b', true)
    case 4:
      return said('Transfer-Encoding: chunked', true)
    case 5:
      return said('Sec-Fetch-Site: cross-site')
    case 6:
      return said(`Origin: ${dice.pick(['null', 'https://evil.example', 'x', 'http://127.0.0.1'])}`)
    case 7:
      return said(
        `Accept-Encoding: ${dice.pick(['br', 'gzip', '*;q=0', 'identity;q=0', 'x', 'deflate;q=9'])}`,
      )
    case 8:
      return said(`Content-Encoding: ${dice.pick(['gzip', 'br', 'x', 'deflate'])}`)
    case 9:
      return said('X-Forwarded-Host: evil.example\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https')
    case 10:
      return said(`Accept-Version: ${dice.pick(['1.x', '*', '%'])}`)
    case 11:
      return said(`Range: bytes=${dice.pick(['0-1', '-1', '9-1', '0-0,1-1,2-2'])}`)
    case 12:
      return said('Expect: 100-continue')
    default:
      return said('X-HTTP-Method-Override: DELETE\r\nIf-None-Match: *\r\nHost: evil.example', true)
  }
}
