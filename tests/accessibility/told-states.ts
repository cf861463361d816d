import { randomUUID } from 'node:crypto'
import { type Language, newId, sql } from '#kernel'
import { choose, confirm } from '#notices'
import { valueOf } from '../support/story.ts'
import type { Row } from './row.ts'
import { LONG_WORD, type World } from './world.ts'

/** What people are told and have to do by a day: the calendar, the preferences, the links of messages, the post office. */

const AMELIE = 'person:amelie-tremblay'
const KARIM = 'person:karim-haddad'
const MEI = 'person:mei-lin-roy'

const byMail = (world: World, person: string, language: Language, address: string) =>
  choose(world.house.platform.notices, person, { means: 'email', language, without: [], address })

/** The token of the message that somebody was sent: their link to confirm. */
const askedBy = async (world: World, language: Language, person: string): Promise<string> => {
  valueOf(await byMail(world, person, language, `${LONG_WORD.slice(0, 40)}@exemple.example`))
  const [row] = await world.house.db.query<{ id: string }>(sql`
    SELECT id FROM address_confirmation WHERE person = ${person} ORDER BY asked_at DESC, id DESC LIMIT 1`)
  return world.house.platform.notices.tokens.seal('confirm', person, row!.id)
}

const newPerson = () => `quelquun-${randomUUID()}`

const unsubscribing = (world: World, kind: string) =>
  world.house.platform.notices.tokens.seal('unsubscribe', newPerson(), kind)

/** An address that was confirmed, then found to receive nothing. */
const withFailedAddress = async (world: World, language: Language, person: string): Promise<void> => {
  const id = newId()
  await world.house.db.query(sql`
    INSERT INTO preference (person, means, language, without, address, failed_at, since)
    VALUES (${person}, 'email', ${language}, '{}', ${`inconnue-${id}@exemple.example`}, now(), now())
    ON CONFLICT (person) DO UPDATE SET means = 'email', address = excluded.address, failed_at = excluded.failed_at`)
}

const withAddress = async ({ house }: World, person: string): Promise<void> =>
  house.platform.feeds.renew(person)

/** A message that the post office received: it took it from the outbox. */
const received = async (world: World, language: Language): Promise<string> => {
  const person = newPerson()
  await askedBy(world, language, person)
  const { outbox } = world.house.telling
  for (let tries = 0; tries < 200; tries += 1) {
    outbox!.poke()
    await outbox!.idle()
    const [mail] = await world.house.db.query<{ id: string }>(sql`
      SELECT received.id FROM received_mail received JOIN mail ON position(mail.id::text IN received.message_id) > 0
      WHERE mail.person = ${person}`)
    if (mail) return mail.id
  }
  throw new Error('the message never arrived')
}

export const toldRows: Record<string, Row> = {
  'calendar, nothing to come': { as: 'person:youssef-benali', go: ({ at }) => at('calendar') },
  'calendar, dates to come': {
    as: AMELIE,
    go: async ({ world, language, at }) => {
      await world.granted('amelie-tremblay', language)
      await world.awaiting({ message: 'Illisible.', needs: [] }, language)
      await world.intended('Sans droit.', language)
      await world.refused('Sans droit.', language)
      return at('calendar')
    },
  },
  'calendar, some over, one late, one on hold, with a secret address': {
    as: MEI,
    go: async ({ world, at }) => {
      await withDates(world, 'mei-lin-roy')
      await withAddress(world, 'mei-lin-roy')
      return at('calendar')
    },
    then: (page) => page.evaluate(`document.querySelectorAll('details').forEach((d) => { d.open = true })`),
  },
  'calendar, its secret address made': {
    as: KARIM,
    go: ({ at }) => at('calendarAddress'),
    post: () => ({ _do: 'renew' }),
  },
  'calendar, its secret address changed': {
    as: MEI,
    go: async ({ world, at }) => {
      await withAddress(world, 'mei-lin-roy')
      return at('calendarAddress')
    },
    post: () => ({ _do: 'renew' }),
  },

  preferences: { as: 'person:youssef-benali', go: ({ at }) => at('preferences') },
  'preferences, without an address': {
    as: 'person:youssef-benali',
    status: 422,
    go: ({ at }) => at('preferences'),
    post: ({ language }) => ({ means: 'email', email: '', kinds: 'reminders', language }),
  },
  'preferences, an address that is none': {
    as: 'person:youssef-benali',
    status: 422,
    go: ({ at }) => at('preferences'),
    post: ({ language }) => ({ means: 'email', email: `${LONG_WORD} @`, language }),
  },
  'preferences, an address to be confirmed': {
    as: KARIM,
    go: ({ at }) => at('preferences'),
    post: ({ language }) => ({
      means: 'email',
      email: `${LONG_WORD.slice(0, 50)}.${language}@exemple.example`,
      kinds: ['reminders', 'dossier-news'],
      language,
    }),
  },
  'preferences, an address that refuses the message': {
    as: 'person:genevieve-bouchard',
    go: async ({ world, language, at }) => {
      valueOf(await byMail(world, 'genevieve-bouchard', language, `inconnu-${language}@exemple.example`))
      await world.house.db.query(sql`UPDATE mail SET state = 'bounced' WHERE person = 'genevieve-bouchard'`)
      return at('preferences')
    },
  },
  'preferences, saved': {
    as: 'person:rolande-gauthier',
    go: ({ at }) => at('preferences', { query: 'fait=1' }),
  },
  'preferences, an address that fails': {
    as: MEI,
    go: async ({ world, language, at }) => {
      await withFailedAddress(world, language, 'mei-lin-roy')
      return at('preferences')
    },
  },
  'inbox, an address that fails': {
    as: MEI,
    go: async ({ world, language, at }) => {
      await withFailedAddress(world, language, 'mei-lin-roy')
      return at('inbox')
    },
  },

  'confirm an address': {
    go: async ({ world, language, at }) =>
      at('confirmAddress', { token: await askedBy(world, language, newPerson()) }),
  },
  'confirm an address, done': {
    go: async ({ world, language, at }) =>
      at('confirmAddress', { token: await askedBy(world, language, newPerson()) }),
    post: () => ({}),
  },
  'confirm an address, already done': {
    status: 410,
    go: async ({ world, language, at }) => {
      const token = await askedBy(world, language, newPerson())
      valueOf(await confirm(world.house.platform.notices, token))
      return at('confirmAddress', { token })
    },
  },
  'unsubscribe from reminders': {
    go: ({ world, at }) => at('unsubscribe', { token: unsubscribing(world, 'reminders') }),
  },
  'unsubscribe from news, done': {
    go: ({ world, at }) => at('unsubscribe', { token: unsubscribing(world, 'dossier-news') }),
    post: () => ({}),
  },
  'unsubscribe, an altered link': { status: 404, go: ({ at }) => at('unsubscribe', { token: 'x' }) },

  'mails of the demonstration': {
    go: async ({ world, language, at }) => {
      await received(world, language)
      return at('mails')
    },
  },
  'one mail of the demonstration': {
    go: async ({ world, language, at }) => at('mail', { mail: await received(world, language) }),
    then: (page) => page.evaluate(`document.querySelectorAll('details').forEach((d) => { d.open = true })`),
  },
}

/** One of each: over, done, late, on hold, tomorrow; what years of requests would leave is written at once. */
const withDates = async ({ house }: World, person: string): Promise<void> => {
  const dates = [
    { deadline: 'yearly-update', state: 'passed', due: '2026-11-02', suspended: null },
    { deadline: 'completion', state: 'done', due: '2026-11-12', suspended: null },
    { deadline: 'observations', state: 'coming', due: '2026-11-20', suspended: null },
    { deadline: 'yearly-update', state: 'coming', due: '2026-12-01', suspended: '2026-11-20' },
    { deadline: 'review', state: 'coming', due: '2026-11-24', suspended: null },
    { deadline: 'of-another-version', state: 'coming', due: '2027-02-01', suspended: null },
  ]
  for (const { deadline, state, due, suspended } of dates)
    await house.db.query(sql`
      INSERT INTO deadline (person, id, dossier, organisation, service, version, number, deadline, occurrence,
        counted_from, opened_on, due_on, remind, state, suspended_on, revision)
      VALUES (${person}, ${randomUUID()}, ${randomUUID()}, 'regie-des-familles', 'allocation-famille', 1,
        '7K4M-2QXD-9', ${deadline}, 1, '2026-10-01', '2026-10-01', ${due}, '{P7D}', ${state}, ${suspended}, 0)`)
}
