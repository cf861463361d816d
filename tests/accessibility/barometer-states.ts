import type { Barometer, Contest, TargetView } from '#barometer'
import { type Language, newId } from '#kernel'
import { type PathName, PATHS } from '#portal'
import type { HistoryState } from '#web'
import { figuresOf, withBarometer } from '../barometer/figures-of.ts'
import { LONG_TEXT, LONG_WORD, RTL, type World } from './world.ts'
import type { State } from './state.ts'

/** The barometer's pages in every state: the portal's in both languages, the desk's and the secretariat's in French. */

type Row = {
  as?: string
  status?: number
  go(world: World, language: Language): Promise<string> | string
  post?(world: World): Promise<Record<string, string>> | Record<string, string>
  /** What the barometer answers in place of what was counted. */
  instead?(world: World): Promise<Partial<Barometer>> | Partial<Barometer>
  /** Where the invented history stands. */
  history?: HistoryState
  /** As if nobody had ever contested. */
  uncontested?: true
}

export const barometerStates = (): State[] => [
  ...(['fr', 'en'] as const).flatMap((language) =>
    Object.entries(publicRows).map(([name, row]) => stateOf(`barometer: ${name}`, row, 'portal', language)),
  ),
  ...Object.entries(deskRows).map(([name, row]) => stateOf(`desk: barometer, ${name}`, row, 'desk', 'fr')),
  ...Object.entries(centralRows).map(([name, row]) => stateOf(`central: ${name}`, row, 'desk', 'fr')),
]

const stateOf = (name: string, row: Row, channel: State['channel'], language: Language): State => {
  let putBack = () => {}
  return {
    name,
    channel,
    language,
    as: row.as ?? null,
    status: row.status ?? 200,
    async go(world) {
      await figuresOf(world.house)
      const path = await row.go(world, language)
      const form = await row.post?.(world)
      if (row.instead) putBack = withBarometer(world.house, await row.instead(world))
      if (row.history) putBack = withHistory(world, row.history)
      if (row.uncontested) putBack = withoutContests(world)
      return { path, form }
    },
    then: async () => putBack(),
  }
}

const withHistory = ({ house }: World, state: HistoryState): (() => void) => {
  const { history } = house.platform
  house.platform.history = async () => state
  return () => void (house.platform.history = history)
}

const withoutContests = ({ house: { platform } }: World): (() => void) => {
  const { contests } = platform
  platform.contests = { ...contests, list: async () => [] }
  return () => void (platform.contests = contests)
}

const LIVED = { of: 200, dossiers: 312, firstDay: '2025-09-22', lastDay: '2026-11-22' }

const at = (name: PathName, language: Language, params: Record<string, string> = {}): string =>
  PATHS[name][language].replace(/:(\w+)/g, (_, one: string) => encodeURIComponent(params[one]!))

const USE = { fr: 'utilisation', en: 'use' }
const NOTHING: Partial<Barometer> = {
  figures: async () => null,
  view: async () => null,
  organisations: async () => [],
}

const publicRows: Record<string, Row> = {
  'the ten targets': { go: (_, language) => at('barometer', language) },
  'nothing counted yet': { go: (_, language) => at('barometer', language), instead: () => NOTHING },
  'while a history is written': {
    go: (_, language) => at('barometer', language),
    history: { is: 'writing', people: 61, ...LIVED },
  },
  'once a history was lived': {
    go: (_, language) => at('barometer', language),
    history: { is: 'written', people: 200, ...LIVED },
  },
  'of another day': {
    go: (_, language) => at('barometer', language),
    instead: async ({ house }) => {
      const figures = (await house.platform.barometer.figures())!
      return { figures: async () => ({ ...figures, day: '2026-10-01' }) }
    },
  },
  'long ago': {
    go: (_, language) => at('barometer', language),
    instead: async ({ house }) => {
      const figures = (await house.platform.barometer.figures())!
      const old = figures.figures.map((figure) => ({ ...figure, dataDate: '2026-02-28' }))
      return { figures: async () => ({ ...figures, figures: old }) }
    },
  },
  'a target, contested, with exclusions': {
    go: async (world, language) => {
      await contested(world)
      await answered(world)
      await excluded(world)
      return at('barometerTarget', language, { target: USE[language] })
    },
  },
  'a target, the second page of its detail': {
    go: (_, language) => `${at('barometerTarget', language, { target: USE[language] })}?page=2`,
  },
  'a target, a page of its detail that is none': {
    go: (_, language) => `${at('barometerTarget', language, { target: USE[language] })}?page=abc`,
  },
  'a target of needs': {
    go: (_, language) =>
      at('barometerTarget', language, { target: language === 'fr' ? 'une-seule-fois' : 'once-only' }),
  },
  'a target, by its number': { go: (_, language) => at('barometerTarget', language, { target: '1' }) },
  'a target without data': { go: (_, language) => at('barometerTarget', language, { target: '10' }) },
  'a target, nothing counted yet': {
    go: (_, language) => at('barometerTarget', language, { target: USE[language] }),
    instead: () => NOTHING,
  },
  'a target whose definition changed, out of date, of ugly names': {
    go: (_, language) => at('barometerTarget', language, { target: USE[language] }),
    instead: async (world) => {
      const view = uglyView((await world.house.platform.barometer.view(8))!)
      return { view: async () => view }
    },
  },
  'a target that is none': {
    status: 404,
    go: (_, language) => at('barometerTarget', language, { target: LONG_WORD }),
  },
  organisations: { go: (_, language) => at('barometerOrganisations', language) },
  'organisations, none': {
    go: (_, language) => at('barometerOrganisations', language),
    instead: () => NOTHING,
  },
  'an organisation': {
    go: async (world, language) => {
      await contested(world)
      return at('barometerOrganisation', language, { organisation: 'ville-des-ormes' })
    },
  },
  'an organisation that is none': {
    status: 404,
    go: (_, language) => at('barometerOrganisation', language, { organisation: 'chasse-galerie' }),
  },
}

/** Two definitions, a month without a figure, a figure that is old, names that no table foresees. */
const uglyView = (view: TargetView): TargetView => {
  const [now] = view.series
  const past = now!.points.map((point) => ({ ...point, value: point.value && point.value / 2 }))
  const gap = now!.points.map((point, nth) =>
    nth === 20 ? { ...point, state: 'no-data' as const, value: null } : point,
  )
  return {
    ...view,
    figure: {
      ...view.figure,
      dataDate: '2026-03-01',
      coverage: { reporting: 1, subject: 3, missing: [LONG_WORD, RTL] },
    },
    series: [
      { ...now!, inForce: false, points: past },
      { ...now!, version: 2, from: '2026-03-01', points: gap },
    ],
    units: [
      { ...view.units[0]!, unit: LONG_WORD, organisation: LONG_WORD },
      { ...view.units[0]!, unit: '', organisation: '', verdict: 'counted' },
      ...view.units.slice(0, 3),
    ],
  }
}

// ---- Contests and exclusions

const TOWN = 'agent:jean-marc-fortin'
const FAMILIES = 'agent:lucie-gagnon'
const SECRETARIAT = 'agent:solange-picard'

const agentOf = ({ house }: World, id: string) => house.platform.access.agents().find((one) => one.id === id)!

const contested = async (world: World): Promise<Contest> => {
  const { contests } = world.house.platform
  const typed = { key: newId(), target: 8, proposed: '62,5', reason: LONG_TEXT.slice(0, 2_000).trim() }
  const done = await contests.contest(agentOf(world, TOWN), typed)
  if (!done.ok) throw new Error(done.refusal)
  await world.house.ledger.caughtUp()
  return (await contests.find(done.value.id))!
}

const answered = async (world: World): Promise<Contest> => {
  const { id } = await contested(world)
  const { contests } = world.house.platform
  const answer = { id, verdict: 'upheld', corrected: '61', reason: `${RTL}\nDeux dossiers manquaient.` }
  const done = await contests.answer(agentOf(world, SECRETARIAT), answer)
  if (!done.ok) throw new Error(done.refusal)
  await world.house.ledger.caughtUp()
  return (await contests.find(id))!
}

const PERMIT = { target: 8, organisation: 'ville-des-ormes', unit: 'permis-de-feu' }

const excluded = async (world: World): Promise<void> => {
  await world.house.platform.contests.exclude(agentOf(world, SECRETARIAT), { ...PERMIT, reason: 'trial' })
  await figuresOf(world.house)
}

const included = async (world: World): Promise<void> => {
  await world.house.platform.contests.lift(agentOf(world, SECRETARIAT), PERMIT)
  await figuresOf(world.house)
}

const BAROMETER = '/bureau/barometre'
const CONTESTS = '/central/contestations'
const EXCLUSIONS = '/central/exclusions'
const pageOf = ({ id }: Contest): string => `${BAROMETER}/contestations/${id}`
const answerOf = ({ id }: Contest): string => `${CONTESTS}/${id}`
const form = { target: '8', organisation: PERMIT.organisation, unit: PERMIT.unit }

const deskRows: Record<string, Row> = {
  'our figures': {
    as: TOWN,
    go: async (world) => {
      await contested(world)
      return BAROMETER
    },
  },
  'our figures, none': { as: FAMILIES, go: () => BAROMETER, instead: () => NOTHING },
  'of the secretariat': { as: SECRETARIAT, go: () => BAROMETER },
  'a figure to contest': { as: TOWN, go: () => `${BAROMETER}/contester/8` },
  'a contest refused': {
    as: TOWN,
    status: 422,
    go: () => `${BAROMETER}/contester/8`,
    post: () => ({ key: newId(), proposed: LONG_WORD, reason: LONG_TEXT }),
  },
  'a contest without a reason': {
    as: TOWN,
    status: 422,
    go: () => `${BAROMETER}/contester/8`,
    post: () => ({ key: newId(), proposed: '', reason: '' }),
  },
  contested: {
    as: TOWN,
    go: () => `${BAROMETER}/contester/8`,
    post: () => ({ key: newId(), proposed: '62,5', reason: LONG_TEXT.slice(0, 1_990) }),
  },
  'no such figure': { as: TOWN, status: 404, go: () => `${BAROMETER}/contester/11` },
  'no such figure to contest': {
    as: TOWN,
    status: 404,
    go: () => `${BAROMETER}/contester/onze`,
    post: () => ({ key: newId(), reason: 'Non.' }),
  },
  'our contest, answered': { as: TOWN, go: async (world) => pageOf(await answered(world)) },
  'a contest of others': { as: FAMILIES, status: 404, go: async (world) => pageOf(await contested(world)) },
}

const centralRows: Record<string, Row> = {
  'contests, none': {
    as: SECRETARIAT,
    go: () => CONTESTS,
    uncontested: true,
  },
  contests: {
    as: SECRETARIAT,
    go: async (world) => {
      await answered(world)
      await contested(world)
      return CONTESTS
    },
  },
  'contests, not ours': { as: TOWN, status: 403, go: () => CONTESTS },
  'no such contest': { as: SECRETARIAT, status: 404, go: () => `${CONTESTS}/${newId()}` },
  'a contest to answer': { as: SECRETARIAT, go: async (world) => answerOf(await contested(world)) },
  'an answer refused': {
    as: SECRETARIAT,
    status: 422,
    go: async (world) => answerOf(await contested(world)),
    post: () => ({ verdict: 'upheld', corrected: '', reason: RTL }),
  },
  'an answer given': {
    as: SECRETARIAT,
    go: async (world) => answerOf(await contested(world)),
    post: () => ({ verdict: 'rejected', corrected: '', reason: LONG_TEXT.slice(0, 1_990) }),
  },
  'an answer given twice': {
    as: SECRETARIAT,
    status: 422,
    go: async (world) => answerOf(await answered(world)),
    post: () => ({ verdict: 'rejected', corrected: '', reason: 'Encore.' }),
  },
  exclusions: {
    as: SECRETARIAT,
    go: async (world) => {
      await excluded(world)
      return `${EXCLUSIONS}?cible=8`
    },
  },
  'exclusions of a figure that rests on nothing': {
    as: SECRETARIAT,
    go: () => `${EXCLUSIONS}?cible=10&page=7`,
  },
  'exclusions, not ours': { as: TOWN, status: 403, go: () => EXCLUSIONS },
  'an exclusion to record': {
    as: SECRETARIAT,
    go: () => `${EXCLUSIONS}?cible=8&organisme=${PERMIT.organisation}&unite=${PERMIT.unit}`,
  },
  'an exclusion without a reason': {
    as: SECRETARIAT,
    status: 422,
    go: () => EXCLUSIONS,
    post: () => form,
  },
  'an exclusion of nothing': {
    as: SECRETARIAT,
    status: 422,
    go: () => EXCLUSIONS,
    post: () => ({ ...form, unit: LONG_WORD, reason: 'trial' }),
  },
  'an exclusion recorded': {
    as: SECRETARIAT,
    go: async (world) => {
      await included(world)
      return EXCLUSIONS
    },
    post: () => ({ ...form, reason: 'duplicate' }),
  },
  'an exclusion lifted': {
    as: SECRETARIAT,
    go: async (world) => {
      await excluded(world)
      return `${EXCLUSIONS}/lever`
    },
    post: () => form,
  },
  'an exclusion lifted, come back to': { as: SECRETARIAT, go: () => `${EXCLUSIONS}/lever` },
}
