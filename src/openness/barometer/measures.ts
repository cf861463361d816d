import { isDay, monthEnd, nextDay } from './days.ts'
import { CHANNELS, type Measure, type MeasureKind, PROVENANCES, VOLUME_CHANNELS } from './measure.ts'
import { id, idOf, oneOf, type Said, Unreadable, whole, yesNo } from './said.ts'

/** What one event of a kind counts for: everything but its day, unless what it tells of happened before it. */
type Part = Omit<Measure, 'day'> & { day?: string }

type Reader = (said: Said, day: string) => Part[]

const part = (
  kind: MeasureKind,
  organisation: string,
  unit: string,
  is: Record<string, string>,
  count = 1,
): Part => ({ kind, organisation, unit, is, count })

/** A state that later declarations replace: the highest revision on a day is how things stand. */
const revised = (said: Said) => ({ revision: String(whole(said, 'revision')) })

const organisationWas =
  (state: 'registered' | 'closed'): Reader =>
  (said) => [part('organisation', id(said, 'organisation'), '', { state })]

const publishedService: Reader = (said) => [
  part('service', id(said, 'organisation'), id(said, 'service'), {
    state: 'published',
    version: String(whole(said, 'version', 1)),
    digital: yesNo(said, 'digital'),
    involved: yesNo(said, 'involved'),
  }),
]

const closedService: Reader = (said) => [
  part('service', id(said, 'organisation'), id(said, 'service'), { state: 'closed' }),
]

const filedDossier: Reader = (said) => [
  part('dossier-filed', id(said, 'organisation'), id(said, 'service'), {
    channel: oneOf(said, 'channel', CHANNELS),
    provenance: 'observed',
  }),
]

/** The first decision finishes a dossier; another one, after a review, counts in nothing. */
const decidedDossier: Reader = (said) => {
  const [organisation, service] = [id(said, 'organisation'), id(said, 'service')]
  oneOf(said, 'channel', CHANNELS)
  yesNo(said, 'favourable')
  if (yesNo(said, 'first') === 'no') return []
  const needs = needsOf(said)
  const asked = needs.some(({ state }) => AGAIN.includes(state)) ? 'again' : 'no'
  return [
    part('dossier-finished', organisation, service, { asked }),
    ...needs.map(({ need, ...is }) => part('need-state', organisation, `${service}/${need}`, is)),
  ]
}

/** What a registry held and the person was asked for all the same. */
export const AGAIN: readonly string[] = ['asked-though-held', 'uploaded-though-held']

export const NEED_STATES = ['fetched', 'contested', 'reused', 'derived', 'asked-not-held', ...AGAIN] as const

type NeedSaid = { need: string; state: string; reason?: string }

const needsOf = (said: Said): NeedSaid[] => {
  const { needs } = said
  if (typeof needs !== 'object' || needs === null || Array.isArray(needs)) throw new Unreadable('needs')
  return Object.entries(needs).map(([need, recorded]) => ({
    need: idOf(need, 'need'),
    ...stateOf(recorded),
  }))
}

/** `asked-though-held:contested`: the state, and why. */
const stateOf = (recorded: unknown): { state: string; reason?: string } => {
  const [state, reason, ...more] = typeof recorded === 'string' ? recorded.split(':') : []
  if (!state || !NEED_STATES.includes(state) || more.length > 0) throw new Unreadable('state')
  return reason === undefined ? { state } : { state, reason: idOf(reason, 'reason') }
}

/** Nothing rests on a withdrawal; it is read so that a malformed one is seen. */
const withdrawnDossier: Reader = (said) => {
  id(said, 'organisation')
  id(said, 'service')
  oneOf(said, 'channel', CHANNELS)
  yesNo(said, 'filed')
  return []
}

/** The answers are published by the evaluations themselves. */
const receivedEvaluation: Reader = (said) => [
  part('evaluation', id(said, 'organisation'), id(said, 'service'), {
    end: oneOf(said, 'end', ['answered', 'refused', 'abandoned']),
  }),
]

/** How many evaluations it cites counts persons, who may be fewer than five: only whether it cites any is kept. */
const publishedImprovement: Reader = (said) => [
  part('improvement', id(said, 'organisation'), id(said, 'service'), {
    version: String(whole(said, 'version', 1)),
    cites: whole(said, 'cites') > 0 ? 'some' : 'none',
  }),
]

const passedDeadline: Reader = (said) => [
  part('deadline', id(said, 'organisation'), `${id(said, 'service')}/${id(said, 'deadline')}`, {
    standing: oneOf(said, 'standing', ['due', 'done', 'withdrawn']),
    reminded: yesNo(said, 'reminded'),
  }),
]

const consultationWas =
  (state: 'opened' | 'changed'): Reader =>
  (said) => [
    part('consultation', id(said, 'organisation'), id(said, 'consultation'), {
      state,
      online: oneOf(said, 'online', ['whole', 'part', 'none']),
      ...revised(said),
    }),
  ]

const changedPlan: Reader = (said) => [
  part('plan', id(said, 'organisation'), '', {
    inForce: yesNo(said, 'inForce'),
    evidence: whole(said, 'measuresWithEvidence') > 0 ? 'some' : 'none',
    ...revised(said),
  }),
]

const declaredWorkplace: Reader = (said) => {
  const [employees, equipped] = [whole(said, 'employees'), whole(said, 'whole')]
  if (equipped > employees) throw new Unreadable('whole')
  const is = {
    quarter: quarterOf(said),
    provenance: oneOf(said, 'provenance', PROVENANCES),
    ...revised(said),
  }
  const [organisation, unit] = [id(said, 'organisation'), id(said, 'unit')]
  return [
    part('workplace', organisation, unit, { ...is, whole: 'yes' }, equipped),
    part('workplace', organisation, unit, { ...is, whole: 'no' }, employees - equipped),
  ]
}

const quarterOf = ({ quarter }: Said): string => {
  const [, year, number] = (typeof quarter === 'string' && /^(\d{4})-?[QT]([1-4])$/.exec(quarter)) || []
  if (!year) throw new Unreadable('quarter')
  return `${year}-Q${number}`
}

const recordedProcess: Reader = (said) => [
  part('process', id(said, 'organisation'), id(said, 'process'), {
    paper: oneOf(said, 'paper', ['none', 'some', 'archived']),
    observed: yesNo(said, 'observed'),
    ...revised(said),
  }),
]

const checkedDataset: Reader = (said) => [
  part('dataset', id(said, 'organisation'), id(said, 'dataset'), {
    highPotential: yesNo(said, 'highPotential'),
    downloadable: yesNo(said, 'downloadable'),
    ...revised(said),
  }),
]

/**
 * A month’s volume counts on its last day, whenever it came in; a correction may be negative. That the organisation has
 * reported is a fact of its own, which no rounding hides; what takes a whole report back (`undone`) takes that back too.
 */
const importedVolumes: Reader = (said, day) => {
  const { month } = said
  if (typeof month !== 'string' || !isDay(`${month}-01`)) throw new Unreadable('month')
  const last = monthEnd(`${month}-01`)
  if (last > day) throw new Unreadable('month')
  const is = {
    channel: oneOf(said, 'channel', VOLUME_CHANNELS),
    provenance: oneOf(said, 'provenance', ['imported', 'declared']),
  }
  const count = whole(said, 'count', Number.MIN_SAFE_INTEGER)
  const [organisation, service] = [id(said, 'organisation'), id(said, 'service')]
  const undone = said['undone'] !== undefined && yesNo(said, 'undone') === 'yes'
  return [
    { ...part('dossier-filed', organisation, service, is, count), day: last },
    { ...part('reported', organisation, '', { of: 'volumes' }, undone ? -1 : 1), day: last },
  ]
}

/** What somebody's inventory tells of was so on a day that is over when it is taken in. */
const pastDay = (said: Said, name: string, day: string): string => {
  const { [name]: past } = said
  if (!isDay(past) || past > day) throw new Unreadable(name)
  return past
}

/** It takes part in the days of its inventory and no longer: nothing is known of it after them. */
const inventoriedOrganisation: Reader = (said, day) => {
  const [organisation, from, to] = [
    id(said, 'organisation'),
    pastDay(said, 'from', day),
    pastDay(said, 'to', day),
  ]
  const closedOn = nextDay(to)
  if (from > to || closedOn > day) throw new Unreadable('to')
  return [
    { ...part('organisation', organisation, '', { state: 'registered' }), day: from },
    { ...part('organisation', organisation, '', { state: 'closed' }), day: closedOn },
  ]
}

const inventoriedService: Reader = (said, day) => {
  const is = {
    state: 'published',
    version: String(whole(said, 'version', 1)),
    digital: yesNo(said, 'digital'),
    involved: 'no',
    provenance: 'imported',
  }
  const [organisation, service] = [id(said, 'organisation'), id(said, 'service')]
  return [{ ...part('service', organisation, service, is), day: pastDay(said, 'day', day) }]
}

/** It rests on what people said: an inventory that does not know is not asked for it. */
const inventoriedImprovement: Reader = (said, day) => [
  {
    ...part('improvement', id(said, 'organisation'), id(said, 'service'), {
      cites: 'some',
      provenance: 'imported',
    }),
    day: pastDay(said, 'day', day),
  },
]

/** `author`, when it is said, is the organisation that recorded it. */
const exclusionWas =
  (state: 'recorded' | 'lifted'): Reader =>
  (said) => [
    part('exclusion', id(said, 'organisation'), unitOfExclusion(said), {
      target: String(whole(said, 'target', 1)),
      state,
      reason: id(said, 'reason'),
      ...(said['author'] === undefined ? {} : { author: id(said, 'author') }),
      ...revised(said),
    }),
  ]

/** A service, or `service/deadline`; the organisation itself for the targets whose unit it is. */
const unitOfExclusion = ({ unit }: Said): string => {
  const pieces = typeof unit === 'string' ? unit.split('/') : []
  if (pieces.length < 1 || pieces.length > 2) throw new Unreadable('unit')
  return pieces.map((piece) => idOf(piece, 'unit')).join('/')
}

const READERS: Readonly<Record<string, Reader>> = {
  'organisation.registered': organisationWas('registered'),
  'organisation.closed': organisationWas('closed'),
  'service.published': publishedService,
  'service.closed': closedService,
  'dossier.filed': filedDossier,
  'dossier.decided': decidedDossier,
  'dossier.withdrawn': withdrawnDossier,
  'evaluation.received': receivedEvaluation,
  'improvement.published': publishedImprovement,
  'deadline.passed': passedDeadline,
  'consultation.opened': consultationWas('opened'),
  'consultation.changed': consultationWas('changed'),
  'plan.changed': changedPlan,
  'workplace.declared': declaredWorkplace,
  'process.recorded': recordedProcess,
  'dataset.checked': checkedDataset,
  'volumes.imported': importedVolumes,
  'organisation.inventoried': inventoriedOrganisation,
  'service.inventoried': inventoriedService,
  'improvement.inventoried': inventoriedImprovement,
  'exclusion.recorded': exclusionWas('recorded'),
  'exclusion.lifted': exclusionWas('lifted'),
}

/** Each of these events is one person's: how many there are is published as persons are, in multiples of five. */
export const EVENTS_OF_PERSONS: readonly string[] = [
  'dossier.filed',
  'dossier.decided',
  'dossier.withdrawn',
  'evaluation.received',
  'deadline.passed',
]

/** The kinds of events that count. */
export const EVENT_KINDS: readonly string[] = Object.keys(READERS)

/**
 * What an event counts for: nothing (`[]`), or measures of it, each for one event; for `n` events that say the same on
 * the same day, every `count` is to be taken `n` times. Null when it cannot be read: not a kind that counts, or not what
 * its kind says. It never throws, and what an event says more is left aside.
 */
export const measuresOf = (eventKind: string, day: string, measure: unknown): Measure[] | null => {
  const reader = Object.hasOwn(READERS, eventKind) ? READERS[eventKind] : undefined
  if (!reader || !isDay(day) || typeof measure !== 'object' || measure === null) return null
  try {
    return reader(measure as Said, day).map((said) => ({ day, ...said }))
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}
