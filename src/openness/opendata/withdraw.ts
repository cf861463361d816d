import { act } from '#acts'
import { isDay, ok, refused, type Refused, type Result, typedLine, typedText } from '#kernel'
import {
  type Dataset,
  type Distribution,
  type Obstacle,
  WITHDRAWAL_REASONS,
  type WithdrawalReason,
} from './dataset.ts'
import { type Entry, leaving } from './entry.ts'
import { onlyKeeper, onlyLiving } from './keep.ts'

const verb = act<Entry>()

const MOST_WORDS = 1_000
const MOST_OBSTACLES = 30

const wordsOf = (typed: string): string | null => {
  const words = typedText(typed)
  return words === '' || words.length > MOST_WORDS ? null : words
}

const withdrawn = (one: Distribution): Distribution => ({
  ...one,
  status: 'withdrawn',
  pending: null,
  counts: false,
})

/** No longer offers one distribution; the dataset stays published as long as another one is. */
export const unpublish = verb({
  name: 'dataset.unpublish',
  by: ['agent'],
  barred: onlyLiving,
  perform(entry, { id, words }: { id: string; words: string }, { now }) {
    const { dataset } = entry
    const found = dataset.distributions.find((one) => one.id === id && one.status === 'published')
    if (!found) return refused('distribution-unknown')
    const reason = wordsOf(words)
    if (!reason) return refused('reason-missing', { most: MOST_WORDS })
    const distributions = dataset.distributions.map((one) => (one === found ? withdrawn(one) : one))
    const state = distributions.some(({ status }) => status === 'published') ? 'published' : 'preparing'
    const changed: Dataset = { ...dataset, state, distributions, updatedAt: now.toISOString() }
    return ok(
      leaving(entry, changed, [
        { kind: 'dataset.unpublished', body: { dataset: dataset.id, distribution: id, reason } },
      ]),
    )
  },
})

export type Withdrawing = {
  reason: string
  words: string
  /** The dataset that takes its place, where it was replaced; looked up by whoever asks. */
  replacedBy: Dataset | null
}

/** Withdraws the whole dataset. Its entry stays for everybody to read, with the reason; its files are not had any more. */
export const withdraw = verb({
  name: 'dataset.withdraw',
  by: ['agent'],
  barred: onlyLiving,
  perform(entry, { reason, words, replacedBy }: Withdrawing, { now }) {
    const { dataset } = entry
    const known = WITHDRAWAL_REASONS.find((one) => one === reason)
    const said = wordsOf(words)
    if (!known || !said) return refused('reason-missing', { most: MOST_WORDS })
    const replacement = replacementOf(entry, known, replacedBy)
    if (!replacement.ok) return replacement
    const at = now.toISOString()
    const changed: Dataset = {
      ...dataset,
      state: 'withdrawn',
      withdrawn: { reason: known, words: said, at, replacedBy: replacement.value },
      updatedAt: at,
      distributions: dataset.distributions.map(withdrawn),
    }
    return ok(
      leaving(entry, changed, [{ kind: 'dataset.withdrawn', body: { dataset: dataset.id, reason: known } }]),
    )
  },
})

const replacementOf = (
  { dataset, organisation }: Entry,
  reason: WithdrawalReason,
  by: Dataset | null,
): Result<string | null, 'replacement-unknown'> => {
  if (reason !== 'replaced') return ok(null)
  if (!by || by.id === dataset.id || by.organisation !== organisation || by.state === 'withdrawn')
    return refused('replacement-unknown')
  return ok(by.id)
}

/** Takes a withdrawn dataset up again: it is prepared anew, and published by whoever looks at its data. */
export const takeUp = verb({
  name: 'dataset.take-up',
  by: ['agent'],
  barred: (_entry, here) => onlyKeeper(here),
  perform(entry, _input: object, { now }) {
    const { dataset } = entry
    if (dataset.state !== 'withdrawn') return ok(leaving(entry, dataset, []))
    const changed: Dataset = { ...dataset, state: 'preparing', withdrawn: null, updatedAt: now.toISOString() }
    return ok(
      leaving(entry, changed, [{ kind: 'dataset.changed', body: { dataset: dataset.id, what: ['state'] } }]),
    )
  },
})

export type Hindering = { id: string; what: string; owner: string; until: string }

/** Says what stands in the way of publishing, who removes it and by when; the same id again says it otherwise. */
export const hinder = verb({
  name: 'dataset.hinder',
  by: ['agent'],
  barred: onlyLiving,
  perform(entry, typed: Hindering) {
    const { dataset } = entry
    const read = readObstacle(typed)
    if (!read.ok) return read
    const others = dataset.obstacles.filter(({ id }) => id !== typed.id)
    if (others.length >= MOST_OBSTACLES) return refused('fields-wrong', { faults: { what: 'too-long' } })
    return ok(leavingObstacles(entry, [...others, read.value]))
  },
})

/** Says that an obstacle is removed. */
export const clear = verb({
  name: 'dataset.clear',
  by: ['agent'],
  barred: onlyLiving,
  perform(entry, { id, day }: { id: string; day: string }) {
    const { obstacles } = entry.dataset
    if (!obstacles.some((one) => one.id === id)) return refused('obstacle-unknown')
    return ok(
      leavingObstacles(
        entry,
        obstacles.map((one) => (one.id === id ? { ...one, removedOn: one.removedOn ?? day } : one)),
      ),
    )
  },
})

const leavingObstacles = (entry: Entry, obstacles: Obstacle[]) =>
  leaving(entry, { ...entry.dataset, obstacles }, [
    { kind: 'dataset.changed', body: { dataset: entry.dataset.id, what: ['obstacles'] } },
  ])

const readObstacle = ({ id, what, owner, until }: Hindering): Result<Obstacle, 'fields-wrong'> => {
  const said = { what: typedText(what), owner: typedLine(owner), until: typedLine(until) }
  const faults: Record<string, string> = {}
  if (said.what === '') faults['what'] = 'missing'
  if (said.what.length > MOST_WORDS) faults['what'] = 'too-long'
  if (said.owner === '') faults['owner'] = 'missing'
  if (said.owner.length > 200) faults['owner'] = 'too-long'
  if (!isDay(said.until)) faults['until'] = said.until === '' ? 'missing' : 'not-a-day'
  const wrong: Refused<'fields-wrong'> | null =
    Object.keys(faults).length > 0 ? refused('fields-wrong', { faults }) : null
  return wrong ?? ok({ id, ...said, removedOn: null })
}
