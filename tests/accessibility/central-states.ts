import { DEFINITIONS, publishMeasures } from '#barometer'
import { type Language, newId, refused } from '#kernel'
import type { Published, Reminder } from '#reporting'
import { figuresOf } from '../barometer/figures-of.ts'
import { type SpaceRow, spaceStates } from './space-rows.ts'
import type { State } from './state.ts'
import { LONG_TEXT, LONG_WORD, RTL, type World } from './world.ts'

/** The secretariat's place in every state, and the page where everybody reads the yearly reports. */

const SOLANGE = 'agent:solange-picard'

export const centralStates = (): State[] => [
  ...spaceStates(
    'central',
    Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, { as: SOLANGE, ...row }])),
  ),
  ...(['fr', 'en'] as const).flatMap(reportStates),
]

const reminder = (over: Record<string, string | string[]> = {}) => ({
  key: newId(),
  partie: 'plan',
  organisations: ['ville-des-ormes', 'agence-du-revenu'],
  text: LONG_TEXT.slice(0, 1_900),
  ...over,
})

/** The platform with other reports or reminders, put back once the page was looked at. */
const withReporting = (world: World, over: Partial<World['house']['platform']['reporting']>) => {
  const { platform } = world.house
  const kept = platform.reporting
  platform.reporting = { ...kept, ...over }
  return () => void (platform.reporting = kept)
}

let putBack = () => {}
const restored = { then: async () => putBack() }

/** Last year's report, published once for all the states that show it. */
let publishing: Promise<void> | undefined
const published = (world: World): Promise<void> => (publishing ??= publishLastYear(world))

const publishLastYear = async ({ house }: World): Promise<void> => {
  const { db, clock, reporting } = house.platform
  await figuresOf(house)
  const parts = { db, clock, definitions: DEFINITIONS }
  for await (const _ of publishMeasures(parts, ['2025-12-31']));
  const agent = house.platform.access.agents().find(({ id }) => id === SOLANGE)!
  const done = await reporting.publish(agent, 2025)
  if (!done.ok) throw new Error(`the report of 2025 was not published: ${done.refusal}`)
}

const ugly = (world: World, mail: Reminder['mail'], at: number): Reminder => ({
  id: newId(),
  organisation: at % 2 ? 'ville-des-ormes' : 'gone-since',
  subject: 'plan',
  text: at % 2 ? LONG_WORD : RTL,
  by: 'agent:nobody',
  at: world.house.now(),
  mail,
})

const rows: Record<string, SpaceRow> = {
  organisations: { go: () => '/central' },
  'organisations, late for a plan': { go: () => '/central?partie=plan&etat=late' },
  'organisations, none found': { go: () => `/central?q=${encodeURIComponent(LONG_WORD)}&etat=fine` },
  'organisations, for another’s agent': {
    as: 'agent:thomas-bergeron',
    status: 403,
    go: () => '/central',
  },
  'organisations, for a person': { as: 'person:amelie-tremblay', status: 403, go: () => '/central' },
  'reminders, none': {
    go(world) {
      putBack = withReporting(world, { reminders: async () => ({ reminders: [], count: 0 }) })
      return '/central/rappels'
    },
    ...restored,
  },
  'reminders, refused': {
    status: 422,
    go: () => '/central/rappels',
    post: () => reminder({ organisations: [], text: LONG_TEXT }),
  },
  'reminders, too long': {
    status: 422,
    go: () => '/central/rappels',
    post: () => reminder({ text: LONG_TEXT }),
  },
  'reminders, empty': { status: 422, go: () => '/central/rappels', post: () => reminder({ text: ' ' }) },
  'reminders, sent': { go: () => '/central/rappels', post: () => reminder() },
  'reminders, about data': { go: () => '/central/rappels?partie=data&page=9' },
  'reminders, with every end of a message': {
    go(world) {
      const endedAt = world.house.now()
      const states = ['queued', 'accepted', 'bounced', 'expired', 'cancelled', 'dead'] as const
      const reminders = [
        ugly(world, null, 0),
        ...states.map((state, at) =>
          ugly(world, { state, endedAt: state === 'queued' ? null : endedAt }, at),
        ),
      ]
      putBack = withReporting(world, { reminders: async () => ({ reminders, count: 47 }) })
      return '/central/rappels?page=2'
    },
    ...restored,
  },
  definitions: { go: () => '/central/definitions' },
  'reports, none': {
    go(world) {
      putBack = withReporting(world, { reports: async () => [] })
      return '/central/rapports'
    },
    ...restored,
  },
  'reports, not yet': {
    status: 422,
    go(world) {
      putBack = withReporting(world, { publish: async () => refused('year-unknown') })
      return '/central/rapports'
    },
    post: () => ({ year: '1999' }),
    ...restored,
  },
  'reports, no draft of such a year': { status: 404, go: () => '/central/rapports/2099/apercu.pdf' },
  'reports, ready': {
    go: async (world) => {
      await published(world)
      putBack = withReporting(world, { reports: async () => [] })
      return '/central/rapports'
    },
    ...restored,
  },
  'reports, published': {
    go: async (world) => {
      await published(world)
      return '/central/rapports'
    },
    post: () => ({ year: '2025' }),
  },
}

const reportStates = (language: Language): State[] => {
  const path = language === 'fr' ? '/barometre/rapports' : '/en/barometer/reports'
  const state = (name: string, go: (world: World) => Promise<void> | void): State => ({
    name: `barometer: ${name}`,
    channel: 'portal',
    language,
    as: null,
    status: 200,
    async go(world) {
      await go(world)
      return { path, form: undefined }
    },
    then: async () => putBack(),
  })
  return [
    state('yearly reports, none', (world) => {
      putBack = withReporting(world, { reports: async (): Promise<Published[]> => [] })
    }),
    state('yearly reports', async (world) => {
      putBack = () => {}
      await published(world)
    }),
  ]
}
