import { addToDay } from '#kernel'
import type { Dice } from './dice.ts'
import type { Invented } from './person.ts'
import { type Habits, habitsOf, type Story, type VisitChannel } from './story.ts'
import { dayAt, daysOf, moment, monthOf, openDay, shareOf, type Span } from './time.ts'

/** Somebody comes for a service, by a channel, at a moment. */
export type Visit = { service: string; channel: VisitChannel; at: Date; habits: Habits }

/** A service as of a day, as far as choosing it goes: null before its first version. */
export type Offer = (service: string, at: Date) => { channels: readonly string[] } | null

/** All the visits of a life, in the order of time; those that fall before their service exists do not happen. */
export const visitsOf = (
  { story, span, services, offer }: { story: Story; span: Span; services: readonly string[]; offer: Offer },
  person: Invented,
  dice: Dice,
): Visit[] => {
  const count = dice.count((story['visits-per-year'] * daysOf(span)) / 365)
  const drawn = Array.from({ length: count }, () => {
    const day = dayIn(story, span, dice)
    return visitOn(day, { story, span, services, offer }, person, dice)
  })
  return drawn.flatMap((visit) => visit ?? []).toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** People come in their season: a day is drawn again until its month accepts it. */
const dayIn = ({ seasons }: Story, span: Span, dice: Dice): string => {
  const most = Math.max(...seasons)
  for (;;) {
    const day = dayAt(span, dice.share())
    if (dice.chance(seasons[monthOf(day)]! / most)) return day
  }
}

const visitOn = (
  day: string,
  { story, span, services, offer }: Parameters<typeof visitsOf>[0],
  person: Invented,
  dice: Dice,
): Visit | null => {
  const weights = Object.fromEntries(
    services.map((service) => [service, weightOn(habitsOf(story, service), day, person)]),
  )
  const service = dice.weighed(weights)
  const habits = habitsOf(story, service)
  const channel = dice.weighed(channelsOn(habits, shareOf(span, day)))
  const at = momentOf(day, channel, dice)
  const offered = offer(service, at)
  if (!offered?.channels.includes(channel) || weights[service] === 0) return null
  return at < moment(span.last, 0) ? { service, channel, at, habits } : null
}

const weightOn = (habits: Habits, day: string, { isParent }: Invented): number => {
  if (habits['parents-only'] && !isParent) return 0
  return habits.weight * (habits.seasons?.[monthOf(day)] ?? 1)
}

/** The mix of channels moves from what it was at the beginning to what it is at the end. */
const channelsOn = ({ channels }: Habits, share: number): Record<VisitChannel, number> =>
  Object.fromEntries(
    Object.entries(channels).map(([channel, [from, to]]) => [channel, from + (to - from) * share]),
  ) as Record<VisitChannel, number>

/** Online at any hour, less in the night and at week-ends; with somebody, when offices are open. */
const momentOf = (day: string, channel: VisitChannel, dice: Dice): Date => {
  if (channel !== 'portal' && channel !== 'partner')
    return moment(openDay(day), 9 * 60 + dice.between(0, 7 * 60 - 1))
  const isIdleWeekEnd = openDay(day) !== day && dice.chance(0.4)
  const hour = Number(dice.weighed(HOURS))
  return moment(isIdleWeekEnd ? addToDay(openDay(day), 'P0D') : day, hour * 60 + dice.between(0, 59))
}

const HOURS = Object.fromEntries(
  Array.from({ length: 24 }, (_, hour) => [hour, hour < 6 ? 1 : hour < 9 ? 4 : hour < 22 ? 9 : 4]),
)
