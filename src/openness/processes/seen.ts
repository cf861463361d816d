import { addToDay } from '#kernel'

/** The first of the twelve months that end on a day: what was seen before it does not count any more. */
export const firstDaySeen = (today: string): string => addToDay(addToDay(today, '-P1Y'), 'P1D')
