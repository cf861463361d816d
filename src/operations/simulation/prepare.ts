import { firstPublications } from '#catalogue'
import { addToDay, CannotStart, type Database, dayOf, daysBetween } from '#kernel'
import type { Organisations } from '#parties'
import { inOneTransaction } from './one-transaction.ts'
import { publishPast } from './publications.ts'
import { histories, type History, holdHistories, insertHistory } from './store.ts'
import type { Story } from './story.ts'

export type Wanted = {
  people: number
  months: number
  /** Given, it makes the same history again elsewhere; otherwise each history of a database has its own. */
  seed?: number | undefined
  /** The day it comes up to, which is not part of it; today. */
  until?: string | undefined
  /** Another one, where there is one. */
  again?: boolean
}

export type Prepared = {
  history: History
  /** `begun` now; `resumed`: it was cut, and goes on as it began; `there`: nothing is to be written. */
  is: 'begun' | 'resumed' | 'there'
}

type Tools = { db: Database; servicesDir: string; organisations: Organisations; story: Story; now: Date }

/** With less of a past than this, a history would say nothing. */
const LEAST_DAYS = 30

/**
 * What is to be written, decided once for every process of a database. Of a new database the past is prepared with it, in
 * the same transaction: organisations since their day, services published on theirs.
 *
 * Throws `CannotStart` (`history-without-past`) where services were published too late for anything to have happened.
 */
export const prepareHistory = (tools: Tools, wanted: Wanted): Promise<Prepared> =>
  tools.db.transaction(async (tx) => {
    await holdHistories(tx)
    const all = await histories(tx)
    const cut = all.find(({ writtenAt }) => writtenAt === null)
    if (cut) return { history: cut, is: 'resumed' }
    const last = all.at(-1)
    if (last && !wanted.again) return { history: last, is: 'there' }
    const lastDay = wanted.until ?? dayOf(tools.now)
    const number = (last?.number ?? 0) + 1
    const { people, months, seed = number } = wanted
    const history = { number, seed, people, firstDay: addToDay(lastDay, `-P${months}M`), lastDay }
    const db = inOneTransaction(tools.db, tx)
    const span = { first: history.firstDay, last: lastDay }
    const published = await firstPublications(tx)
    if (published.size === 0) await publishPast({ ...tools, db, span })
    else refuseWithoutPast([...published.values()], lastDay)
    await insertHistory(tx, history, tools.now)
    return { history: { ...history, writtenAt: null }, is: 'begun' }
  })

const refuseWithoutPast = (published: Date[], lastDay: string): void => {
  const first = dayOf(published.reduce((a, b) => (a < b ? a : b)))
  if (daysBetween(first, lastDay) >= LEAST_DAYS) return
  throw new CannotStart('history-without-past', {
    fr: `Les services de cette base sont publiés depuis le ${first} : presque rien n’a pu arriver avant le ${lastDay}. Donnez une base neuve : PARVIS_DIR=/un/dossier/vide bin/parvis simulate.`,
    en: `The services of this database are published since ${first}: hardly anything can have happened before ${lastDay}. Give a new database: PARVIS_DIR=/an/empty/folder bin/parvis simulate.`,
  })
}
