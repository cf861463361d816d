/**
 * The clock is passed in, so that a test, a simulation or a recomputation can set it.
 * Days are civil days in Québec: a filing at 23 h 30 in Montréal belongs to that day, whatever the server's zone.
 */
export const TIME_ZONE = 'America/Toronto'

export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** The civil day of an instant, `2026-11-22`. */
export const dayOf = (instant: Date): string => {
  const ms = instant.getTime()
  if (ms < SINCE_ZONES) return dayAt(ms)
  const quarter = Math.floor(ms / QUARTER_MS)
  let day = days.get(quarter)
  if (day === undefined) {
    if (days.size >= MOST_QUARTERS) days.clear()
    days.set(quarter, (day = dayAt(ms)))
  }
  return day
}

const dayAt = (ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString()

/**
 * A day takes microseconds, and a page of a thousand asks for today. All instants of a quarter of an hour are of one day:
 * zones have been whole quarters from UTC since the twentieth century.
 */
const days = new Map<number, string>()
const QUARTER_MS = 900_000
const MOST_QUARTERS = 50_000
const SINCE_ZONES = Date.UTC(1972, 0, 1)

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
