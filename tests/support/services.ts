import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf } from '#kernel'

const SERVICES = join(import.meta.dirname, '../../services')

/**
 * A copy of the services in which this year has amounts, whichever it is: those of the last one that is known. Without any
 * a robot rightly decides nothing, and processes that live by the clock on the wall would be tested until a New Year's Day.
 */
export const copyServices = (to: string, today = dayOf(new Date())): void => {
  cpSync(SERVICES, to, { recursive: true })
  const file = join(to, 'allocation-famille/parameters.yaml')
  const text = readFileSync(file, 'utf8')
  const last = Math.max(...[...text.matchAll(/^ {2}(\d{4}): /gm)].map(([, year]) => Number(year)))
  const wanting = Number(today.slice(0, 4)) - last
  const years = Array.from({ length: Math.max(0, wanting) }, (_, at) => last + 1 + at)
  const known = new RegExp(`^  ${last}: (.*)$`, 'gm')
  writeFileSync(
    file,
    text.replace(known, (line, its) => [line, ...years.map((year) => `  ${year}: ${its}`)].join('\n')),
  )
}
