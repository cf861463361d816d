import { newId } from '#kernel'
import { markOf } from '#plans'
import {
  BOARD,
  DIRECTORS,
  drafting,
  MEASURES,
  PLANNERS,
  REGISTRY,
  submitted,
  takenBack,
  TARGET,
  TOWN,
  unchanged,
  withPlans,
} from './plan-world.ts'
import { spaceStates } from './space-rows.ts'
import type { State } from './state.ts'
import { LONG_TEXT, LONG_WORD, type World } from './world.ts'

/** An organisation's own pages of its plan, in every state. */

const PAGE = '/organisation/plan'
const DRAFT = `${PAGE}/brouillon`
const DISCARD = `${DRAFT}/abandonner`
const PLANNER = PLANNERS[BOARD]
const [CHANTAL, MARC_ANDRE] = DIRECTORS[BOARD]
const NEW_MEASURE = `${DRAFT}/mesures/nouvelle`
const NEW_TARGET = `${DRAFT}/cibles/nouvelle`
const COUNTER = `${PAGE}/mesures/${MEASURES.counter.id}`
const VALUES = `${PAGE}/cibles/${TARGET.id}`

const at = (path: string) => async (world: World) => {
  await withPlans(world)
  return path
}
const inDraft = (path: string) => async (world: World) => {
  await drafting(world)
  return path
}
const toDiscard = async (world: World) => {
  await drafting(world)
  await takenBack(world)
  return DISCARD
}
const inUnchanged = (path: string) => async (world: World) => {
  await unchanged(world)
  return path
}
const awaiting =
  (approvals: 0 | 1, path = DRAFT) =>
  async (world: World) => {
    await submitted(world, approvals)
    return path
  }

const day = (name: string, [year, month, dayOfMonth]: readonly [string, string, string]) => ({
  [`${name}.year`]: year,
  [`${name}.month`]: month,
  [`${name}.day`]: dayOfMonth,
})
const frame = (over = {}) => ({
  title: 'Plan',
  ...day('from', ['2026', '04', '01']),
  ...day('until', ['2029', '03', '31']),
  ...over,
})
const typed = (over = {}) => ({
  id: newId(),
  revision: '0',
  title: 'Une mesure',
  description: 'Ce qu’elle change.',
  owner: 'Accueil',
  ...day('start', ['2026', '12', '01']),
  ...day('end', ['2027', '12', '01']),
  budget: 'under-25k',
  ...over,
})
const target = (over = {}) => ({
  id: newId(),
  revision: '0',
  wording: 'Une cible',
  unit: 'demandes',
  rule: 'over',
  share: '75',
  period: 'month',
  ...over,
})
const evidence = (over = {}) => ({
  _do: 'preuve',
  key: newId(),
  says: 'Le comptoir répond.',
  ...day('day', ['2026', '11', '20']),
  href: 'https://exemple.example/',
  ...over,
})

const known = async (world: World) =>
  (await world.house.platform.plans.of(BOARD))!.draft!.measures.find(({ id }) => id === MEASURES.counter.id)!

export const planDeskStates = (): State[] =>
  spaceStates('plan', {
    'nothing yet': { as: 'agent:rachel-cohen', go: () => PAGE },
    'nothing yet, for somebody who reads': { as: 'agent:sylvain-bedard', go: () => PAGE },
    'to begin': { as: 'agent:rachel-cohen', go: () => `${DRAFT}/cadre` },
    'to begin, refused': {
      as: 'agent:rachel-cohen',
      status: 422,
      go: () => `${DRAFT}/cadre`,
      post: () => frame({ title: ' ', ...day('from', ['2026', '02', '30']), summary: LONG_TEXT.repeat(20) }),
    },
    'to begin, days inverted': {
      as: 'agent:rachel-cohen',
      status: 422,
      go: () => `${DRAFT}/cadre`,
      post: () => frame({ ...day('until', ['2025', '01', '01']), titleEn: LONG_WORD }),
    },
    'no draft, for somebody who reads': { as: 'agent:sylvain-bedard', go: () => DRAFT },
    'no versions': { as: 'agent:rachel-cohen', go: () => `${PAGE}/versions` },
    'in force': { as: PLANNER, go: at(PAGE) },
    'in force, for somebody who reads': { as: 'agent:lucie-gagnon', go: at(PAGE) },
    ended: { as: PLANNERS[TOWN], go: at(PAGE) },
    'a draft that was sent back': { as: PLANNERS[REGISTRY], go: at(DRAFT) },
    'a draft that was sent back, for its direction': { as: DIRECTORS[REGISTRY][1], go: at(DRAFT) },
    'a draft taken back in': {
      as: PLANNERS[REGISTRY],
      go: at(DRAFT),
      post: async (world) => {
        const { draft } = (await world.house.platform.plans.of(REGISTRY))!
        return { _do: `remettre:${draft!.measures.find(({ removed }) => removed)!.id}` }
      },
    },
    'a draft': { as: PLANNER, go: inDraft(DRAFT) },
    'a draft, for somebody who reads': { as: 'agent:lucie-gagnon', go: inDraft(DRAFT) },
    'a draft to discard': { as: PLANNER, go: toDiscard },
    'a draft to discard, of somebody who reads': { as: 'agent:lucie-gagnon', go: toDiscard },
    'a draft to discard, changed by another': {
      as: PLANNER,
      status: 422,
      go: toDiscard,
      post: () => ({ mark: '1' }),
    },
    'a draft to discard, of a plan without a version': { as: PLANNERS[REGISTRY], go: at(DISCARD) },
    'a draft to discard, while it is submitted': { as: PLANNER, go: awaiting(0, DISCARD) },
    'a draft that differs in nothing': { as: PLANNER, go: inUnchanged(DRAFT) },
    'a draft that differs in nothing, to discard': { as: PLANNER, go: inUnchanged(DISCARD) },
    'a draft discarded': {
      as: PLANNER,
      go: toDiscard,
      post: async (world) => ({ mark: String(markOf((await world.house.platform.plans.of(BOARD))!.draft!)) }),
    },
    'the plan itself, to change': { as: PLANNER, go: inDraft(`${DRAFT}/cadre`) },
    'the plan itself, changed by another': {
      as: PLANNER,
      status: 422,
      go: inDraft(`${DRAFT}/cadre`),
      post: () => frame({ title: LONG_WORD, revision: '0' }),
    },
    'the plan itself, changed': {
      as: PLANNER,
      go: inDraft(`${DRAFT}/cadre`),
      post: async (world) => {
        const { draft } = (await world.house.platform.plans.of(BOARD))!
        return frame({ title: 'Plan, revu', revision: String(draft!.revision) })
      },
    },
    'the plan itself, of a reader': { as: 'agent:lucie-gagnon', go: inDraft(`${DRAFT}/cadre`) },
    'a measure to write': { as: PLANNER, go: inDraft(NEW_MEASURE) },
    'a measure refused': {
      as: PLANNER,
      status: 422,
      go: inDraft(NEW_MEASURE),
      post: () => ({
        id: newId(),
        revision: '0',
        title: '',
        descriptionEn: LONG_TEXT.repeat(30),
        budget: 'x',
      }),
    },
    'a measure refused by a reader’s role': {
      as: 'agent:lucie-gagnon',
      status: 422,
      go: inDraft(NEW_MEASURE),
      post: () => typed(),
    },
    'a measure written': { as: PLANNER, go: inDraft(NEW_MEASURE), post: () => typed() },
    'a measure without its id': {
      as: PLANNER,
      status: 404,
      go: inDraft(NEW_MEASURE),
      post: () => typed({ id: 'x' }),
    },
    'a measure to change': { as: PLANNER, go: inDraft(`${DRAFT}/mesures/${MEASURES.ugly.id}`) },
    'a measure that is none': { as: PLANNER, status: 404, go: inDraft(`${DRAFT}/mesures/${newId()}`) },
    'a measure changed by another': {
      as: PLANNER,
      status: 422,
      go: inDraft(`${DRAFT}/mesures/${MEASURES.counter.id}`),
      post: () => typed({ id: MEASURES.counter.id, revision: '0', title: LONG_WORD, serves: ['1', '2'] }),
    },
    'a measure that would wait for itself': {
      as: PLANNER,
      status: 422,
      go: inDraft(`${DRAFT}/mesures/${MEASURES.counter.id}`),
      post: async (world) =>
        typed({
          id: MEASURES.counter.id,
          revision: String((await known(world)).revision),
          after: [MEASURES.waiting.id],
        }),
    },
    'a measure taken out': {
      as: PLANNER,
      go: inDraft(DRAFT),
      post: () => ({ _do: `retirer:${MEASURES.dropped.id}` }),
    },
    'nothing taken out': { as: PLANNER, status: 422, go: inDraft(DRAFT), post: () => ({ _do: 'retirer:x' }) },
    'a target to write': { as: PLANNER, go: inDraft(NEW_TARGET) },
    'a target refused': {
      as: PLANNER,
      status: 422,
      go: inDraft(NEW_TARGET),
      post: () => target({ share: '101', wording: '' }),
    },
    'a target of a share that is none': {
      as: PLANNER,
      status: 422,
      go: inDraft(NEW_TARGET),
      post: () => target({ share: 'beaucoup' }),
    },
    'a target written': { as: PLANNER, go: inDraft(NEW_TARGET), post: () => target() },
    'a target to change': { as: PLANNER, go: inDraft(`${DRAFT}/cibles/${TARGET.id}`) },
    'a target changed by another': {
      as: PLANNER,
      status: 422,
      go: inDraft(`${DRAFT}/cibles/${TARGET.id}`),
      post: () => target({ id: TARGET.id, wording: LONG_WORD }),
    },
    'a target that is none': { as: PLANNER, status: 404, go: inDraft(`${DRAFT}/cibles/${newId()}`) },
    versions: { as: PLANNER, go: inDraft(`${PAGE}/versions`) },
    'versions compared': { as: CHANTAL, go: inDraft(`${PAGE}/versions?avant=1&apres=brouillon`) },
    'versions, of an ended plan': { as: PLANNERS[TOWN], go: at(`${PAGE}/versions`) },
    'submitted, for whoever did': { as: PLANNER, go: awaiting(0) },
    'submitted, for the direction': { as: CHANTAL, go: awaiting(0) },
    'sent back without a reason': {
      as: MARC_ANDRE,
      status: 422,
      go: awaiting(0),
      post: () => ({ _do: 'renvoyer', reason: ' ' }),
    },
    'approved by a planner': {
      as: PLANNER,
      status: 422,
      go: awaiting(0),
      post: () => ({ _do: 'approuver', digest: 'x' }),
    },
    'approved of what was not read': {
      as: MARC_ANDRE,
      status: 422,
      go: awaiting(0),
      post: () => ({ _do: 'approuver', digest: 'ab'.repeat(32) }),
    },
    'approved once, for whoever did': { as: CHANTAL, go: awaiting(1) },
    'approved once, for the second': { as: MARC_ANDRE, go: awaiting(1) },
    'approved once, on the plan’s page': { as: MARC_ANDRE, go: awaiting(1, PAGE) },
    'approved twice': {
      as: MARC_ANDRE,
      go: awaiting(1),
      post: async (world) => ({
        _do: 'approuver',
        digest: (await world.house.platform.plans.of(BOARD))!.proposal!.digest,
      }),
    },
    'a measure’s progress': { as: PLANNER, go: at(COUNTER) },
    'a measure’s progress, for somebody who reads': { as: CHANTAL, go: at(COUNTER) },
    'a measure’s progress, of long words': { as: PLANNER, go: at(`${PAGE}/mesures/${MEASURES.ugly.id}`) },
    'a measure’s progress, of another organisation': { as: PLANNERS[TOWN], status: 404, go: at(COUNTER) },
    'a state that is the same': {
      as: PLANNER,
      status: 422,
      go: at(COUNTER),
      post: () => ({ _do: 'etat', key: newId(), state: 'in-operation', reason: '' }),
    },
    'a measure dropped without a reason': {
      as: PLANNER,
      status: 422,
      go: at(COUNTER),
      post: () => ({ _do: 'etat', key: newId(), state: 'dropped', reason: '' }),
    },
    'a state told': {
      as: PLANNER,
      go: at(`${PAGE}/mesures/${MEASURES.waiting.id}`),
      post: () => ({ _do: 'etat', key: newId(), state: 'in-operation', reason: '' }),
    },
    'evidence added': { as: PLANNER, go: at(COUNTER), post: () => evidence() },
    'evidence refused': {
      as: PLANNER,
      status: 422,
      go: at(COUNTER),
      post: () => evidence({ says: '', ...day('day', ['2026', '13', '01']) }),
    },
    'evidence of tomorrow': {
      as: PLANNER,
      status: 422,
      go: at(COUNTER),
      post: () => evidence(day('day', ['2026', '12', '24'])),
    },
    'evidence of an address that is none': {
      as: PLANNER,
      status: 422,
      go: at(COUNTER),
      post: () => evidence({ href: 'javascript:alert(1)' }),
    },
    'evidence withdrawn without a reason': {
      as: PLANNER,
      status: 422,
      go: at(COUNTER),
      post: () => ({ _do: 'retirer-preuve', key: newId(), withdrawReason: '' }),
    },
    'an own target': { as: PLANNER, go: at(VALUES) },
    'an own target, for somebody who reads': { as: CHANTAL, go: at(VALUES) },
    'an own target of another organisation': { as: PLANNERS[TOWN], status: 404, go: at(VALUES) },
    'a value refused': {
      as: PLANNER,
      status: 422,
      go: at(VALUES),
      post: () => ({ key: newId(), ...day('day', ['2026', '11', '20']), numerator: '9', denominator: '3' }),
    },
    'a value told': {
      as: PLANNER,
      go: at(VALUES),
      post: () => ({ key: newId(), ...day('day', ['2026', '11', '20']), numerator: '3', denominator: '4' }),
    },
  })
