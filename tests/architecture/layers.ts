import { posix } from 'node:path'
import type { Fault, Source } from './sources.ts'
import { isTest } from './sources.ts'

/**
 * The five floors, and in each the rows: a domain may import those above it in this list, and no other. A new domain is
 * added here, where its place is decided.
 */
export const FLOORS: Record<string, string[]> = {
  foundation: ['kernel', 'ledger', 'rules'],
  people: ['parties', 'access', 'mandates', 'consents', 'acts'],
  delivery: [
    'catalogue',
    'registries',
    'documents',
    'dossiers',
    'work',
    'deadlines',
    'notices',
    'appointments',
  ],
  openness: [
    'evaluations',
    'consultations',
    'plans',
    'processes',
    'workplaces',
    'volumes',
    'barometer',
    'opendata',
    'reporting',
  ],
  channels: ['look', 'web', 'portal', 'counter', 'desk', 'partner', 'organisation', 'central'],
}

const ROWS = Object.entries(FLOORS).flatMap(([floor, domains]) =>
  domains.map((domain) => `${floor}/${domain}`),
)

/** Above every floor: they may know every domain. */
const ABOVE = ['operations', 'commands', 'main.ts', 'cli.ts', 'config.ts']

type Place = { name: string; rank: number }

/** Where a file of `src/` stands; undefined for a place that nobody declared. */
const placeOf = (path: string): Place | undefined => {
  const [, first = '', second = ''] = path.split('/')
  if (ABOVE.includes(first.replace('.test.ts', '.ts'))) return { name: 'above', rank: ROWS.length }
  const rank = ROWS.indexOf(`${first}/${second}`)
  return rank < 0 ? undefined : { name: ROWS[rank]!, rank }
}

/** The file that an import reaches: by a relative path, or by a door of package.json. */
export const reached = (from: string, asked: string, doors: Record<string, string>): string | undefined => {
  if (asked.startsWith('#')) return doors[asked] && posix.normalize(doors[asked])
  return asked.startsWith('.') ? posix.join(posix.dirname(from), asked) : undefined
}

/** Floors and rows, and front doors only. `doors` are the `imports` of package.json. */
export const layerFaults = (sources: Source[], doors: Record<string, string>): Fault[] =>
  sources.flatMap((source) =>
    source.imports.flatMap((asked) => {
      const says = faultOf(source.path, asked, doors)
      return says ? [{ path: source.path, line: lineOfImport(source, asked), says }] : []
    }),
  )

const lineOfImport = (source: Source, asked: string): number =>
  source.text.split('\n').findIndex((line) => line.includes(`'${asked}'`) || line.includes(`"${asked}"`)) + 1

const faultOf = (path: string, asked: string, doors: Record<string, string>): string | undefined => {
  if (asked.startsWith('#') && !doors[asked]) return `${asked} is no door: declare it in package.json`
  const target = reached(path, asked, doors)
  if (!target?.startsWith('src/')) return target && notOurs(path, target)
  const to = placeOf(target)
  if (!to) return `${target} belongs to no declared domain: give it its row`
  return path.startsWith('src/') ? between(path, asked, to) : fromOutside(asked, to)
}

/** Product code needs nothing of the tests; a test beside it may use their support. */
const notOurs = (path: string, target: string): string | undefined =>
  path.startsWith('src/') && !isTest(path) && !target.startsWith('package.json')
    ? `${target} is outside src/: only tests may ask for it`
    : undefined

const between = (path: string, asked: string, to: Place): string | undefined => {
  const from = placeOf(path)
  if (!from) return `${path} belongs to no declared domain: give it its row`
  if (from.name === to.name)
    return asked.startsWith('#') && !isTest(path)
      ? `${asked} is its own domain: use a relative path`
      : undefined
  if (!asked.startsWith('#')) return `${asked} goes around the door of ${to.name}: import its # name`
  return to.rank < from.rank ? undefined : `${from.name} may not know ${to.name}, which stands below it`
}

const fromOutside = (asked: string, to: Place): string | undefined =>
  asked.startsWith('#') || to.name === 'above'
    ? undefined
    : `${asked} goes around the door of ${to.name}: import its # name`

/** Each door is its domain's `index.ts`, so that what a domain shows is read in one file; `#html` is the kernel's tag. */
export const doorFaults = (doors: Record<string, string>): Fault[] =>
  Object.entries(doors).flatMap(([door, target]) => {
    const path = posix.normalize(target)
    const domain = placeOf(path)?.name.split('/')[1]
    const isDoor = path.endsWith('/index.ts') && door === `#${domain}`
    return isDoor || door === '#html'
      ? []
      : [{ path: 'package.json', line: 0, says: `${door} should be #${domain ?? '?'}, and its index.ts` }]
  })
