import { addToDay, daysBetween, instantOf, isWorkingDay, nextWorkingDay } from '#kernel'

/** The days of a history: from `first` on, up to `last`, which is not part of it. */
export type Span = { first: string; last: string }

export const daysOf = ({ first, last }: Span): number => daysBetween(first, last)

/** The day at a share of the history. */
export const dayAt = (span: Span, share: number): string =>
  addToDay(span.first, `P${Math.min(daysOf(span) - 1, Math.floor(share * daysOf(span)))}D`)

export const shareOf = (span: Span, day: string): number => daysBetween(span.first, day) / daysOf(span)

export const monthOf = (day: string): number => Number(day.slice(5, 7)) - 1

/** A moment of a day, in minutes from its midnight. */
export const moment = (day: string, minutes: number): Date =>
  new Date(instantOf(day, 0).getTime() + minutes * 60_000)

export const plus = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)

/** When offices are closed, whoever is served by somebody comes on the next day that they are open. */
export const openDay = (day: string): string => (isWorkingDay(day) ? day : nextWorkingDay(day))
