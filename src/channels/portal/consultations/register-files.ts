import { ICalCalendar } from 'ical-generator'
import { type Consultation, standingOn } from '#consultations'
import { addToDay, type Language } from '#kernel'
import { organisationName } from '../barometer/reading.ts'
import { to } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { today } from './one-page.ts'
import { meansWords, plainly } from './reading.ts'
import { words } from './words.ts'

/** The register as software follows it: a feed (RFC 4287), a calendar (RFC 5545), data. The last that were announced. */

const MOST = 100

const EVERY = { organisation: '', region: '', topic: '', standing: '', search: '' } as const

const latest = async ({ platform }: Visit): Promise<Consultation[]> =>
  (await platform.consultations.list(EVERY, { limit: MOST, offset: 0 })).consultations

const addressOf = ({ platform }: Visit, consultation: string, language: Language): string =>
  platform.address() + to('consultation', language, { consultation })

export const feed = async (visit: Visit) => {
  const { language, reply } = visit
  const newest = (await latest(visit)).toSorted((a, b) => (changedOn(a) < changedOn(b) ? 1 : -1))
  return reply.type('application/atom+xml; charset=utf-8').send(atomOf(visit, newest, language))
}

const atomOf = (visit: Visit, consultations: readonly Consultation[], language: Language): string => {
  const w = words[language]
  const { platform } = visit
  const here = platform.address() + to('consultationsFeed', language)
  const updated = consultations[0] ? changedOn(consultations[0]) : '1970-01-01'
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language === 'fr' ? 'fr-CA' : 'en-CA'}">
<title>${xml(w.title)}</title>
<id>${xml(here)}</id>
<link rel="self" href="${xml(here)}"/>
<link href="${xml(platform.address() + to('consultations', language))}"/>
<updated>${updated}T00:00:00Z</updated>
${consultations.map((one) => entryOf(visit, one, language)).join('\n')}
</feed>
`
}

const entryOf = (visit: Visit, consultation: Consultation, language: Language): string => {
  const w = words[language]
  const address = addressOf(visit, consultation.id, language)
  const standing = standingOn(consultation, today(visit))
  const state = standing === 'draft' ? '' : w.states[standing]
  return `<entry>
<title>${xml(`${plainly(consultation.title, language)} (${state})`)}</title>
<id>${xml(address)}</id>
<link href="${xml(address)}"/>
<updated>${changedOn(consultation)}T00:00:00Z</updated>
<author><name>${xml(organisationName(visit.platform, consultation.organisation, language))}</name></author>
<summary>${xml([plainly(consultation.purpose, language), meansWords(consultation.means, language)].join('\n\n'))}</summary>
</entry>`
}

/** The last day on which something of it changed for the public. */
const changedOn = (consultation: Consultation): string =>
  [
    consultation.toldOn,
    consultation.openedOn,
    consultation.closedOn,
    consultation.cancelled?.on,
    consultation.answeredOn,
  ]
    .filter((day) => day !== null && day !== undefined)
    .toSorted()
    .at(-1) ?? consultation.opensOn

/** What XML 1.0 cannot hold at all is left out. */
const xml = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const HOUR = 3_600

/** The days on which each opens and closes, whole days. What was cancelled says so rather than vanish. */
export const calendar = async (visit: Visit) => {
  const { platform, language, reply } = visit
  const w = words[language]
  const file = new ICalCalendar({
    name: w.title,
    prodId: { company: 'Parvis', product: 'Consultations', language: language.toUpperCase() },
    ttl: 12 * HOUR,
  })
  for (const one of await latest(visit))
    for (const [day, says] of [
      [one.opensOn, w.calendarOpens],
      [one.closesOn, w.calendarCloses],
    ] as const)
      file.createEvent({
        id: `${one.id}-${day === one.opensOn ? 'opens' : 'closes'}@parvis`,
        stamp: platform.clock(),
        start: new Date(`${day}T00:00:00Z`),
        end: new Date(`${addToDay(day, 'P1D')}T00:00:00Z`),
        allDay: true,
        summary: one.cancelled
          ? w.calendarCancelled(plainly(one.title, language))
          : says(plainly(one.title, language)),
        description: {
          plain: [meansWords(one.means, language), addressOf(visit, one.id, language)].join('\n'),
        },
        url: addressOf(visit, one.id, language),
      })
  return reply.type('text/calendar; charset=utf-8').send(file.toString())
}

/** The same in data, both languages at once: what an announcement says, and how it stands. */
export const json = async (visit: Visit) => {
  const all = await latest(visit)
  return visit.reply.type('application/json; charset=utf-8').send({
    consultations: all.map((one) => ({
      id: one.id,
      organisation: one.organisation,
      title: one.title,
      purpose: one.purpose,
      topic: one.topic,
      standing: standingOn(one, today(visit)),
      online: one.online,
      opensOn: one.opensOn,
      closesOn: one.closesOn,
      openedOn: one.openedOn,
      closedOn: one.closedOn,
      means: one.means.map(({ kind, from, to, place, address }) => ({ kind, from, to, place, address })),
      regions: one.regions,
      themes: one.themes,
      resultsPublished: one.resultsPublished,
      replyDueOn: one.replyDueOn,
      answeredOn: one.answeredOn,
      page: { fr: addressOf(visit, one.id, 'fr'), en: addressOf(visit, one.id, 'en') },
    })),
  })
}
