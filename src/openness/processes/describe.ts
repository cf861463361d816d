import { dayOf, ok, refused, sha256Text } from '#kernel'
import type { Head } from './add.ts'
import { happened, type Process, serviceOf } from './process.ts'
import { changed, onlyActive, verb } from './verb.ts'

/** What the head was when its form was shown: changed since, what is typed does not overwrite it. */
export const headMark = (process: Process): string =>
  sha256Text(JSON.stringify([process.name, process.unit, serviceOf(process), process.pages, process.hours]))

export const describe = verb({
  name: 'process.describe',
  by: ['agent'],
  barred: onlyActive,
  perform(
    process,
    { head, unit, service, was }: { head: Head; unit: string; service: string | null; was: string },
    here,
  ) {
    const ties = tiedTo(process.ties, service, dayOf(here.now))
    const after = { ...process, ...head, unit, ties }
    // The same form again: it is as it says already.
    if (headMark(after) === headMark(process)) return ok({ after: process, events: [], answer: { process } })
    if (was !== headMark(process)) return refused('changed-elsewhere')
    return changed(after, here, [happened('process.changed', { part: 'head' })])
  },
})

/** What was seen while it was tied to a service stays seen: changing the tie hides nothing. */
const tiedTo = (ties: Process['ties'], service: string | null, today: string): Process['ties'] => {
  if (ties.some((tie) => tie.until === null && tie.service === service)) return ties
  const ended = ties.map((tie) => (tie.until === null ? { ...tie, until: today } : tie))
  const others = ended.filter((tie) => tie.service !== service)
  return service ? [...others, { service, until: null }] : ended
}
