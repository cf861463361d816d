/**
 * The clock is passed in, so that a test, a simulation or a recomputation can set it.
 * Days are civil days in Québec: a filing at 23 h 30 in Montréal belongs to that day, whatever the server's zone.
 */
export const TIME_ZONE = 'America/Toronto'

export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** The civil day of an instant, `2026-11-22`. */
export const dayOf = (instant: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(TIME_ZONE)
    .toPlainDate()
    .toString()

/** `day` + an ISO 8601 duration of days, months or years (`P20D`): a civil day. */
export const addToDay = (day: string, duration: string): string =>
  Temporal.PlainDate.from(day).add(Temporal.Duration.from(duration)).toString()

/** The instant of an hour of a civil day in Québec, whatever the season. */
export const instantOf = (day: string, hour: number): Date =>
  new Date(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: TIME_ZONE, plainTime: { hour } })
      .epochMilliseconds,
  )

/** Whole days from `from` to `to`, negative when `to` comes first. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days
