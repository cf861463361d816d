import { isPerson } from '#access'
import { type Deadline, deadlinesOf, deadlineWords, type DeadlineWords } from '#deadlines'
import { html, type Html } from '#html'
import { addToDay, dayOf, daysBetween, formatDay, type Language } from '#kernel'
import { button, buttons, details, emptyState, postForm, tag, time, timeline, type Moment } from '#look'
import type { Person } from '#parties'
import { sentBy, valueIn, type Platform } from '#web'
import { to } from './paths.ts'
import { toldWords } from './told-words.ts'
import { askToSignIn, redirect, show, type Visit } from './visit.ts'

/** A date with what is said of it, in the words of the version that its dossier is on. */
export type Dated = { deadline: Deadline; said: DeadlineWords; service: string }

/** Dates that are over stay in sight for this long. */
const PAST = 'P1Y'
const MOST = 200

export const datesOf = async (
  { db, clock, catalogue }: Platform,
  person: string,
  language: Language,
): Promise<Dated[]> => {
  const from = addToDay(dayOf(clock()), `-${PAST}`)
  const found = await deadlinesOf(db, person, { from, limit: MOST })
  return Promise.all(found.map((deadline) => datedIn(catalogue, deadline, language)))
}

export const datedIn = async (
  catalogue: Platform['catalogue'],
  deadline: Deadline,
  language: Language,
): Promise<Dated> => {
  const definition = (await catalogue.at(deadline.service, deadline.version))?.definition
  const service = definition?.words[language].name ?? deadline.service
  return { deadline, service, said: deadlineWords(deadline.deadline, definition, language) }
}

/** What a person has to do and by when, by month; what is over is folded. */
export const calendar = async (visit: Visit) => {
  const { platform, language, visitor } = visit
  if (!isPerson(visitor)) return askToSignIn(visit, to('calendar', language))
  const w = toldWords[language].calendar
  await platform.settled()
  const today = dayOf(platform.clock())
  const dates = await datesOf(platform, visitor.person, language)
  const coming = dates.filter(({ deadline }) => deadline.state === 'coming')
  const past = dates.filter(({ deadline }) => deadline.state !== 'coming')
  const months = Map.groupBy(coming, ({ deadline }) => deadline.dueOn.slice(0, 7))
  return show(visit, {
    title: w.title,
    current: 'dossiers',
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${coming.length === 0 && emptyState({ title: w.none, body: w.noneHelp })}
      ${[...months].map(
        ([month, its]) => html`<h2>${monthIn(month, language)}</h2>
          <dl class="summary">${its.map((date) => entry(date, today, language))}</dl>`,
      )}
      ${
        past.length > 0 &&
        details({
          summary: w.past(past.length),
          body: timeline({ dense: true, moments: past.map((date) => pastMoment(date, language)) }),
        })
      }
      ${await feed(visit, visitor)}
      <p><a href="${to('preferences', language)}">${w.preferences}</a></p>`,
  })
}

const MONTHS = {
  fr: new Intl.DateTimeFormat('fr-CA', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-CA', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
}

/** `Décembre 2026`: a heading begins with a capital letter. */
const monthIn = (month: string, language: Language): string => {
  const said = MONTHS[language].format(new Date(`${month}-01T00:00:00Z`))
  return said[0]!.toLocaleUpperCase(language) + said.slice(1)
}

/** As in an agenda: the day on one side, what is to be done on the other. */
const entry = ({ deadline, said, service }: Dated, today: string, language: Language): Html => {
  const w = toldWords[language].calendar
  const { dueOn, id, dossier, number } = deadline
  const about = html`<span class="unseen"> ${w.about(said.title)}</span>`
  return html`<div>
    <dt>${time({ text: w.by(formatDay(dueOn, language)), machine: dueOn })}<br>${nearness(deadline, today, language)}</dt>
    <dd class="to-do"><strong>${said.title}</strong>
      <p>${said.todo}</p>
      <p class="when">${w.request(service, number)}</p>
      <p><a href="${to('dossier', language, { ref: dossier })}">${w.open}${about}</a></p>
      <p><a href="${to('calendarEvent', language, { deadline: id })}">${w.keep}${about}</a></p></dd>
  </div>`
}

/** How near it is, in a word: a date is read, a number of days is felt. */
const nearness = ({ dueOn, suspendedOn }: Deadline, today: string, language: Language): Html => {
  const w = toldWords[language].calendar
  if (suspendedOn) return tag({ status: 'paused', label: w.suspended })
  const days = daysBetween(today, dueOn)
  if (days < 0) return tag({ status: 'late', label: w.late })
  const label = days === 0 ? w.today : days === 1 ? w.tomorrow : w.inDays(days)
  return tag({ status: days <= 7 ? 'waiting' : 'new', label })
}

const pastMoment = ({ deadline, said, service }: Dated, language: Language): Moment => {
  const w = toldWords[language].calendar
  const { dueOn, dossier, number, state } = deadline
  return {
    title: said.title,
    when: { text: formatDay(dueOn, language), machine: dueOn },
    body: html`${tag(state === 'done' ? { status: 'done', label: w.states.done } : { status: 'stopped', label: w.states.passed })}
      <p class="when">${w.request(service, number)} · <a href="${to('dossier', language, { ref: dossier })}">${w.open}<span class="unseen"> ${w.about(said.title)}</span></a></p>`,
  }
}

/** The secret address of the person's dates, made only when they ask for it. */
const feed = async ({ platform, language, query }: Visit, { person }: Person): Promise<Html> => {
  const w = toldWords[language].calendar
  const key = await platform.feeds.of(person)
  const action = to('calendarAddress', language)
  if (!key)
    return html`<h2>${w.feedTitle}</h2><p>${w.feedLead}</p>
      ${postForm({ language, action, body: buttons(button({ label: w.feedMake, weight: 'secondary', name: '_do', value: 'renew' })) })}`
  const address = platform.address() + to('calendarFeed', language, { key })
  // Folded: it is nobody else's to read over a shoulder, nor on paper.
  return html`<h2 id="agenda">${w.feedTitle}</h2>
    ${query['adresse'] === 'nouvelle' && html`<p role="status">${w.feedRenewed}</p>`}
    ${details({
      summary: w.feedAddress,
      open: query['adresse'] !== undefined,
      body: html`<p>${w.feedSecret}</p>
        <p class="digest"><a href="${to('calendarFeed', language, { key })}">${address}</a></p>
        ${postForm({
          language,
          action,
          body: buttons(
            button({ label: w.feedRenew, weight: 'secondary', name: '_do', value: 'renew' }),
            button({ label: w.feedEnd, weight: 'quiet', name: '_do', value: 'end' }),
          ),
        })}`,
    })}`
}

export const calendarAddress = async (visit: Visit) => {
  const { platform, language, visitor, request } = visit
  if (!isPerson(visitor)) return askToSignIn(visit, to('calendar', language))
  const { form } = await sentBy(request)
  const had = (await platform.feeds.of(visitor.person)) !== null
  if (valueIn(form, '_do') === 'end') await platform.feeds.end(visitor.person)
  else await platform.feeds.renew(visitor.person)
  const ended = valueIn(form, '_do') === 'end'
  const shown = ended ? '' : `?adresse=${had ? 'nouvelle' : 'premiere'}`
  return redirect(visit, `${to('calendar', language)}${shown}#agenda`)
}
