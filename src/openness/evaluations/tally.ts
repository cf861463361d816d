import type { Dossiers } from '#dossiers'
import { dayOf, type Queries } from '#kernel'
import type { SealedEvent, Subscriber } from '#ledger'
import { robot } from '#parties'
import { endOf, monthOf, QUESTIONS } from './evaluation.ts'
import { addToPages, addToTally, clearTallies, type Tally } from './store.ts'

const ENDED = ['dossier.decided', 'dossier.withdrawn']

type Counted = Tally & { month: string }
type PageCounted = { page: string; service: string; month: string; useful: boolean; count: number }

/**
 * Counts what results rest on: uses that came to an end (the true denominator of the response rate), evaluations
 * received, and each of their answers. From events alone: what erases a body leaves the counts right.
 */
export const tally = (dossiers: Dossiers): Subscriber => {
  const reactToAll = async (tx: Queries, events: SealedEvent[]) => {
    const ended = events.filter(({ kind }) => ENDED.includes(kind))
    const found = await dossiers.findAll(
      ended.map(({ stream }) => stream),
      robot('evaluations'),
      tx,
    )
    const counted = events.flatMap((event): Counted[] =>
      event.kind === 'evaluation.received' ? answersOf(event) : endReached(event, found.get(event.stream)),
    )
    const pages = events.flatMap(pageOf)
    if (counted.length > 0) await addToTally(tx, together(counted))
    if (pages.length > 0) await addToPages(tx, together(pages))
  }
  return {
    name: 'evaluations.tally',
    kinds: [...ENDED, 'evaluation.received', 'page.rated'],
    react: (tx, event) => reactToAll(tx, [event]),
    reactToAll,
    reset: clearTallies,
  }
}

type Found = Awaited<ReturnType<Dossiers['findAll']>> extends Map<string, infer D> ? D : never

/** A use ends once: at its first decision, or when it is taken back without any. */
const endReached = (event: SealedEvent, dossier: Found | undefined): Counted[] => {
  const end = dossier && endOf(dossier)
  if (!dossier || !end) return []
  const [first] = dossier.decisions
  const isIt =
    event.kind === 'dossier.decided' ? first?.at === event.at.toISOString() : dossier.decisions.length === 0
  if (!isIt) return []
  const { service, version } = dossier
  const month = monthOf(dayOf(event.at))
  return [{ service, version, month, end, question: 'reached', answer: '', count: 1 }]
}

const answersOf = ({ measure, at }: SealedEvent): Counted[] => {
  if (!measure) return []
  const row = (question: string, answer: string): Counted => ({
    service: String(measure['service']),
    version: Number(measure['version']),
    end: String(measure['end']),
    month: monthOf(dayOf(at)),
    question,
    answer,
    count: 1,
  })
  const answered = QUESTIONS.filter((id) => measure[id] !== null && measure[id] !== undefined)
  return [row('received', ''), ...answered.map((id) => row(id, String(measure[id])))]
}

const pageOf = ({ kind, body, at, erased }: SealedEvent): PageCounted[] =>
  kind !== 'page.rated' || erased
    ? []
    : [
        {
          page: String(body['page']),
          service: String(body['service']),
          month: monthOf(dayOf(at)),
          useful: body['useful'] === true,
          count: 1,
        },
      ]

/** One row for what is the same, in one order: a statement may touch a row once. */
const together = <C extends { count: number }>(counted: C[]): C[] => {
  const keyOf = ({ count: _count, ...rest }: C) => JSON.stringify(Object.entries(rest).toSorted())
  return [...Map.groupBy(counted, keyOf)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, same]) => ({ ...same[0]!, count: same.reduce((sum, { count }) => sum + count, 0) }))
}
