import { addToDay } from '#kernel'
import type { Consultation, Means, Online } from './consultation.ts'

type Window = Pick<Consultation, 'means' | 'opensOn' | 'closesOn' | 'openedOn' | 'closedOn'>

export const isOnline = ({ kind }: Pick<Means, 'kind'>): boolean =>
  kind === 'online-questionnaire' || kind === 'online-contributions'

/**
 * The window is what was announced, shortened by an early end. A page of ours can be answered from the day on which the
 * consultation really opened, whatever was announced; what stands elsewhere, from the day that was said.
 */
export const onlineDuring = ({ means, opensOn, closesOn, openedOn, closedOn }: Window): Online => {
  const last = closedOn !== null && closedOn < closesOn ? closedOn : closesOn
  const spans = means
    .filter(isOnline)
    .map(({ from, to, address }) => ({
      from: address === '' && openedOn !== null && openedOn > from ? openedOn : from,
      to: to < last ? to : last,
    }))
    .filter(({ from, to }) => from <= to && to >= opensOn)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  if (spans.length === 0) return 'none'
  return coveredUpTo(spans, opensOn) >= last ? 'whole' : 'part'
}

/** The last day of the unbroken run of days that begins on `first`; the day before it when none does. */
const coveredUpTo = (spans: { from: string; to: string }[], first: string): string => {
  let reached = addToDay(first, '-P1D')
  for (const { from, to } of spans) {
    if (from > addToDay(reached, 'P1D')) break
    if (to > reached) reached = to
  }
  return reached
}
