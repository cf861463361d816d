/* The forms of dates that a mapping may name. */

/** A year of the inventory that spans two: `YYYY-YYYY`, `YYYY/YY`. */
export const isOfTwoYears = (format: string): boolean => /^YYYY[-/., ]+(?:YYYY|YY)$/.test(format)

/** Each part of a day at most once, its year always; or the two years that a year of the inventory spans. */
export const isFormat = (typed: string): boolean =>
  isOfTwoYears(typed) ||
  (/^(YYYY|YY|MMM|MM|DD|M|D|Q|[-/., ])+$/.test(typed) &&
    times(typed, /Y+/g) === 1 &&
    times(typed, /M+|Q/g) <= 1 &&
    times(typed, /D+/g) <= 1)

const times = (typed: string, part: RegExp): number => (typed.match(part) ?? []).length
