import { ICalAlarmType, ICalCalendar, ICalEventTransparency } from 'ical-generator'
import { isPerson } from '#access'
import { findDeadline, remindersOf } from '#deadlines'
import { addToDay, dayOf, daysBetween, type Language } from '#kernel'
import { type Dated, datedIn, datesOf } from './calendar.ts'
import { to } from './paths.ts'
import { toldWords } from './told-words.ts'
import { askToSignIn, notFound, type Visit } from './visit.ts'

/** RFC 5545. Whole days: a deadline has no hour, and no zone to get wrong. */
const TYPE = 'text/calendar; charset=utf-8'
const HOUR = 3_600
/** An alarm rings at nine in the morning of its day, wherever the telephone is. */
const RINGING_HOUR = 9
/** How often an application may come back. */
const TTL = 4 * HOUR

/** One date, to be kept in the person's own calendar application. */
export const calendarEvent = async (visit: Visit) => {
  const { platform, language, visitor, params, reply } = visit
  if (!isPerson(visitor)) return askToSignIn(visit, to('calendar', language))
  const found = await findDeadline(platform.db, visitor.person, params['deadline']!)
  if (!found) return notFound(visit)
  const dated = await datedIn(platform.catalogue, found, language)
  const name = `${toldWords[language].calendar.fileName}-${found.number}-${found.dueOn}.ics`
  return reply
    .type(TYPE)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(fileOf(visit, [dated], language))
}

/** Everything that is to come, to whoever has the key: a calendar application carries no session. */
export const calendarFeed = async (visit: Visit) => {
  const { platform, language, params, reply } = visit
  const person = await platform.feeds.open(params['key']!)
  if (!person) return notFound(visit)
  const since = addToDay(dayOf(platform.clock()), '-P30D')
  const dates = await datesOf(platform, person, language)
  const shown = dates.filter(({ deadline: { state, dueOn } }) => state === 'coming' || dueOn >= since)
  return reply.type(TYPE).send(fileOf(visit, shown, language))
}

const fileOf = ({ platform }: Visit, dates: readonly Dated[], language: Language): string => {
  const w = toldWords[language].calendar
  const calendar = new ICalCalendar({
    name: w.calendarName,
    prodId: { company: 'Parvis', product: 'Calendrier', language: language.toUpperCase() },
    ttl: TTL,
  })
  for (const { deadline, said, service } of dates) {
    const { id, dueOn, dossier, number, revision, state } = deadline
    const address = platform.address() + to('dossier', language, { ref: dossier })
    const alarms = state === 'coming' ? remindersOf(deadline) : []
    calendar.createEvent({
      id: `${id}@parvis`,
      sequence: revision,
      stamp: platform.clock(),
      start: new Date(`${dueOn}T00:00:00Z`),
      allDay: true,
      // A date to remember takes nobody's day: left unsaid, an agenda would show them busy from midnight to midnight.
      transparency: ICalEventTransparency.TRANSPARENT,
      summary: state === 'done' ? `✓ ${said.title}` : said.title,
      description: { plain: [said.todo, w.request(service, number), address].join('\n') },
      url: address,
      alarms: alarms.map(({ at }) => ({
        type: ICalAlarmType.display,
        trigger: daysBetween(dayOf(at), dueOn) * 24 * HOUR - RINGING_HOUR * HOUR,
        description: said.title,
      })),
    })
  }
  // Each line ends (RFC 5545, 3.1), the last one as well, which ical-generator leaves open.
  return `${calendar.toString()}\r\n`
}
