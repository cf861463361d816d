import { newId } from '#kernel'
import type { Agent } from '#parties'
import {
  addEvidence,
  approve,
  beginDraft,
  discardDraft,
  markOf,
  sendBack,
  setRemoved,
  submit,
  takeBack,
  tellState,
  tellValue,
  writeMeasure,
  writeOwnTarget,
} from '#plans'
import { storeEvidence } from '#documents'
import { adopt, both, frame, measure } from '../plans/writing.ts'
import { PIXEL, valueOf } from '../support/story.ts'
import { EMOJI, LONG_TEXT, LONG_WORD, RTL, type World } from './world.ts'

/*
 * Plans that pages have to bear: one of an organisation with every kind of measure and the longest words, one that is
 * ended, one draft that was sent back, and one organisation that has nothing.
 */

export const BOARD = 'regie-des-familles'
export const TOWN = 'ville-des-ormes'
export const REGISTRY = 'directeur-des-actes'
export const NOBODY = 'agence-du-revenu'

export const PLANNERS = {
  [BOARD]: 'agent:thomas-bergeron',
  [TOWN]: 'agent:sofia-marchetti',
  [REGISTRY]: 'agent:fatou-ndiaye',
} as const
export const DIRECTORS = {
  [BOARD]: ['agent:chantal-ouellet', 'agent:marc-andre-dubois'],
  [TOWN]: ['agent:gilles-thibault', 'agent:lise-arsenault'],
  [REGISTRY]: ['agent:helene-savard', 'agent:luc-pelletier'],
} as const

export const agentOf = ({ house }: World, id: string): Agent =>
  house.platform.access.agents().find((one) => one.id === id)!

const those = (world: World, organisation: keyof typeof PLANNERS) => ({
  planner: agentOf(world, PLANNERS[organisation]),
  direction: DIRECTORS[organisation].map((id) => agentOf(world, id)) as [Agent, Agent],
})

/** Ids that states ask for. */
export const MEASURES = {
  counter: measure('Ouvrir le comptoir en ligne', { start: '2026-01-01', end: '2026-08-31' }),
  waiting: measure('Signer à distance', { start: '2026-06-01', end: '2027-12-31' }),
  ugly: measure('x', {
    title: both(`${EMOJI} ${RTL} ${LONG_WORD}`.slice(0, 160), `English ${LONG_WORD}`.slice(0, 160)),
    description: both(LONG_TEXT.repeat(6).slice(0, 1_900)),
    owner: both(LONG_WORD.slice(0, 120)),
    budget: 'over-10m',
    serves: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    start: '2025-01-01',
    end: '2031-12-31',
  }),
  dropped: measure('Numériser <script>alert(1)</script>'),
}
export const TARGET = {
  id: newId(),
  revision: 0,
  wording: both('Demandes décidées en dix jours', 'Applications decided within ten days'),
  unit: both('demandes', 'applications'),
  rule: 'over',
  share: 0.8,
  period: 'month',
}
export const EVIDENCE = { link: newId(), file: newId() }

let done: Promise<void> | undefined
/** Once, whichever state comes first. */
export const withPlans = (world: World): Promise<void> => (done ??= written(world))

const written = async (world: World): Promise<void> => {
  await board(world)
  await ended(world)
  await sentBackDraft(world)
  world.house.setTime('2026-11-23T15:00:00.000Z')
}

/** Two versions, every state, evidence of both kinds, an own target with a gap. */
const board = async (world: World): Promise<void> => {
  const { plans } = world.house.platform
  const { planner, direction } = those(world, BOARD)
  const { counter, waiting, ugly, dropped } = MEASURES
  world.house.setTime('2026-04-06T15:00:00.000Z')
  valueOf(await plans.perform(planner, beginDraft, frame()))
  valueOf(await plans.perform(planner, writeOwnTarget, TARGET))
  valueOf(await plans.perform(planner, writeOwnTarget, { ...TARGET, id: newId(), rule: 'at-least' }))
  await adopt(plans, { planner, direction }, [counter, { ...waiting, after: [counter.id] }, ugly])
  world.house.setTime('2026-10-05T15:00:00.000Z')
  valueOf(
    await plans.perform(
      planner,
      beginDraft,
      frame({ until: '2029-03-31', summary: both('', 'In English.') }),
    ),
  )
  await adopt(plans, { planner, direction }, [dropped, measure('Sans commencer', { start: '2026-10-01' })], {
    until: '2029-03-31',
  })
  world.house.setTime('2026-11-20T15:00:00.000Z')
  const tell = async (id: string, state: string, reason = '') =>
    valueOf(await plans.perform(planner, tellState, { key: newId(), measure: id, state, reason }))
  await tell(counter.id, 'under-way')
  await tell(counter.id, 'in-operation')
  await tell(waiting.id, 'under-way')
  await tell(dropped.id, 'dropped', LONG_TEXT.slice(0, 900))
  const stored = valueOf(await storeEvidence(world.house.db, PIXEL, world.house.now()))
  const shows = { measure: counter.id, day: '2026-11-02' }
  const link = { says: 'Le comptoir répond.', href: `https://ville.example/${LONG_WORD}`, file: null }
  valueOf(await plans.perform(planner, addEvidence, { ...shows, ...link, key: EVIDENCE.link }))
  const name = `${LONG_WORD}.png`.slice(0, 119)
  const file = { says: `${EMOJI} ${RTL} capture`, href: '', file: { ...stored, name } }
  valueOf(await plans.perform(planner, addEvidence, { ...shows, ...file, key: EVIDENCE.file }))
  for (const [day, numerator] of [
    ['2026-08-31', 70],
    ['2026-09-30', 79],
    ['2026-10-31', 81],
  ] as const)
    valueOf(
      await plans.perform(planner, tellValue, {
        key: newId(),
        target: TARGET.id,
        day,
        numerator,
        denominator: 100,
      }),
    )
}

const ended = async (world: World): Promise<void> => {
  world.house.setTime('2026-05-04T15:00:00.000Z')
  const { plans } = world.house.platform
  await adopt(plans, those(world, TOWN), [measure('Consulter en ligne', { end: '2026-09-30' })], {
    until: '2026-09-30',
  })
}

/** A draft that waits for what it depends on too early, with something taken out, sent back by the direction. */
const sentBackDraft = async (world: World): Promise<void> => {
  const { plans } = world.house.platform
  const { planner, direction } = those(world, REGISTRY)
  world.house.setTime('2026-11-19T15:00:00.000Z')
  const first = measure('Délivrer les certificats')
  valueOf(await plans.perform(planner, beginDraft, frame()))
  valueOf(await plans.perform(planner, writeMeasure, first))
  valueOf(await plans.perform(planner, writeMeasure, measure('Trop tôt', { after: [first.id] })))
  const out = measure('Retirée')
  valueOf(await plans.perform(planner, writeMeasure, out))
  valueOf(await plans.perform(planner, setRemoved, { id: out.id, removed: true }))
  valueOf(await plans.perform(planner, submit, {}))
  valueOf(await plans.perform(direction[0], sendBack, { reason: LONG_TEXT.slice(0, 900) }))
}

/** The board's next draft, submitted and once approved; from whatever stood before. */
export const submitted = async (world: World, approvals: 0 | 1 = 0): Promise<void> => {
  await drafting(world)
  const { plans } = world.house.platform
  const { planner, direction } = those(world, BOARD)
  const { proposal } = (await plans.of(BOARD))!
  if (!proposal) valueOf(await plans.perform(planner, submit, {}))
  const now = (await plans.of(BOARD))!.proposal!
  if (approvals > now.approvals.length)
    valueOf(await plans.perform(direction[0], approve, { digest: now.digest }))
}

/** The board's next draft, open, with one more measure. */
export const drafting = async (world: World): Promise<void> => {
  await withPlans(world)
  const { plans } = world.house.platform
  const { planner } = those(world, BOARD)
  if ((await plans.of(BOARD))!.draft) return
  valueOf(await plans.perform(planner, beginDraft, frame({ until: '2029-03-31' })))
  valueOf(await plans.perform(planner, writeMeasure, measure('Prendre rendez-vous en ligne')))
}

/** The board's draft, if it has one, no longer submitted. */
export const takenBack = async (world: World): Promise<void> => {
  const { plans } = world.house.platform
  if ((await plans.of(BOARD))!.proposal)
    valueOf(await plans.perform(those(world, BOARD).planner, takeBack, {}))
}

/** The board's next draft, just begun: it says what the last version says. */
export const unchanged = async (world: World): Promise<void> => {
  await withPlans(world)
  await takenBack(world)
  const { plans } = world.house.platform
  const { planner } = those(world, BOARD)
  const { draft, versions } = (await plans.of(BOARD))!
  if (draft) valueOf(await plans.perform(planner, discardDraft, { mark: markOf(draft) }))
  valueOf(await plans.perform(planner, beginDraft, versions.at(-1)!))
}
