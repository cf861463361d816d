import { join } from 'node:path'
import { firstPublications } from '#catalogue'
import { CannotStart, type Clock, type Database, openTokens, type Queries } from '#kernel'
import { hasRecords } from '#registries'
import type { HistoryState } from '#web'
import { type Config, HOME } from '../config.ts'
import { letterTools, openMailWay } from './mail.ts'
import { readOrganisations } from './organisations.ts'
import { inventedName } from './simulation/person.ts'
import { type Prepared, prepareHistory, type Wanted } from './simulation/prepare.ts'
import { aloneWriting, histories, type History, livedSoFar } from './simulation/store.ts'
import { readStory } from './simulation/story.ts'
import { type Lived, writeHistory, type Writing } from './simulation/write-history.ts'

/*
 * The history that invented people live in the demonstration: prepared before anything is published, written beside the
 * pages, once for however many processes (docs/decisions/0030-an-invented-history.md).
 */

const DEMONSTRATION = join(HOME, 'demonstration')
/** Longer than a year, so that a figure has one of a year before beside it. */
const FIRST_MONTHS = 14

type Parts = { config: Config; db: Database; now: Date }

/** Prepares what was asked for by a command. Throws `CannotStart` (`not-a-demonstration`, `history-without-past`). */
export const prepare = async ({ config, db, now }: Parts, wanted: Wanted): Promise<Prepared> => {
  if (!config.demonstration)
    throw new CannotStart('not-a-demonstration', {
      fr: 'Une histoire inventée ne s’écrit que dans une démonstration : PARVIS_DEMONSTRATION dit que celle-ci n’en est pas une.',
      en: 'An invented history is written in a demonstration only: PARVIS_DEMONSTRATION says that this is none.',
    })
  await refuseReal(db)
  const story = await readStory(DEMONSTRATION)
  const organisations = await readOrganisations(config)
  return prepareHistory({ db, servicesDir: config.servicesDir, organisations, story, now }, wanted)
}

/**
 * A forgotten variable must not put invented people into a real installation: its ledger forgets nothing. Throws
 * `CannotStart` (`not-a-demonstration`) where services are published and nobody in the registries is invented.
 */
export const refuseReal = async (db: Database): Promise<void> => {
  const isNew = (await firstPublications(db)).size === 0
  if (isNew || (await hasRecords(db)) || (await histories(db)).length > 0) return
  throw new CannotStart('not-a-demonstration', {
    fr: 'Cette base n’est pas celle d’une démonstration : des services y sont publiés, et personne n’y est inventé. Dites PARVIS_DEMONSTRATION=no.',
    en: 'This database is no demonstration’s: services are published in it, and nobody in it is invented. Set PARVIS_DEMONSTRATION=no.',
  })
}

/** The history of a new demonstration, or one that was cut; null when there is none to write. */
export const prepareFirst = async (parts: Parts): Promise<History | null> => {
  const { config, db } = parts
  if (!config.demonstration || config.history === 0) return null
  const isNew = (await firstPublications(db)).size === 0
  if (!isNew && (await histories(db)).every(({ writtenAt }) => writtenAt !== null)) return null
  const { history, is } = await prepare(parts, { people: config.history, months: FIRST_MONTHS })
  return is === 'there' ? null : history
}

/** `elsewhere`: another process is writing it. `cut`: it was told to stop, and goes on at the next start. */
export type Written = 'written' | 'cut' | 'elsewhere'

export const write = async (
  writing: Omit<Writing, 'story' | 'post'> & Pick<Linking, 'address'>,
  history: History,
): Promise<Written> => {
  const { db, catalogue, signer, clock, address } = writing
  const story = await readStory(DEMONSTRATION)
  const ended = await aloneWriting(db, async () => {
    const way = await openMailWay(OWN_POST, db, clock)
    try {
      const post = { transport: way!.transport, ...lettersFor({ catalogue, signer, address }) }
      return await writeHistory({ ...writing, story, post }, history)
    } finally {
      await way!.close()
    }
  })
  if (ended === null) return 'elsewhere'
  return ended ? 'written' : 'cut'
}

/** What invented people are written goes to the demonstration’s own post office, whatever server the operator gave. */
const OWN_POST = { smtp: null, demonstration: true }

/** What links in letters begin with. */
type Linking = Pick<Writing, 'catalogue' | 'signer'> & { address: () => string }

const lettersFor = ({ catalogue, signer, address }: Linking) => {
  const tokens = openTokens(signer.secretFor('links'))
  return {
    tokens,
    letters: letterTools({ mailFrom: null, demonstration: true }, { catalogue, tokens, address }),
  }
}

/** How names are known that no file holds. */
export const inventedNames = async (): Promise<(person: string) => string | null> => {
  const story = await readStory(DEMONSTRATION)
  return (person) => inventedName(story, person)
}

/** Between two looks at the database: pages ask at each visit. */
const LOOK_MS = 1_000

/** Where the last history stands, for pages that show what comes of it. */
export const historyStates = (db: Queries, clock: Clock): (() => Promise<HistoryState>) => {
  let known: Promise<HistoryState> | undefined
  let at = 0
  return () => {
    const now = clock().getTime()
    if (!known || Math.abs(now - at) > LOOK_MS) {
      at = now
      known = stateOf(db)
    }
    return known
  }
}

const stateOf = async (db: Queries): Promise<HistoryState> => {
  const last = (await histories(db)).at(-1)
  if (!last) return { is: 'none' }
  const { number, people: of, firstDay, lastDay, writtenAt } = last
  return { is: writtenAt ? 'written' : 'writing', of, firstDay, lastDay, ...(await livedSoFar(db, number)) }
}

/** Before so many have lived, nobody knows how long the others will take. */
const ENOUGH_TO_TELL = 10

/** A line each few seconds, with what is done, how much there is, and how long it takes yet. */
export const sayingLived = (say: (line: string) => void, everyMs = 3_000): ((lived: Lived) => void) => {
  const began = performance.now()
  let said = began
  let before: number | undefined
  return ({ people, of, dossiers }) => {
    before ??= people
    const now = performance.now()
    if (now - said < everyMs && people < of) return
    said = now
    const here = people - before
    const left = Math.ceil(((now - began) / 1_000) * ((of - people) / Math.max(1, here)))
    const isTold = here >= ENOUGH_TO_TELL && people < of
    say(
      `Histoire inventée : ${people} / ${of} personnes, ${dossiers} demandes${isTold ? `, encore ${left} s` : ''}` +
        ` / Invented history: ${people} / ${of} people, ${dossiers} requests${isTold ? `, ${left} s left` : ''}`,
    )
  }
}

export type { History, Writing }
