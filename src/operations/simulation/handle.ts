import {
  agentStage,
  announceIntention,
  askedOf,
  askReview,
  complete,
  decide,
  type Dossier,
  lastDecision,
  observe,
  read as readDossier,
  remainderOf,
  requestCompletion,
  take,
  withdraw,
} from '#dossiers'
import { addToDay, dayOf, workingDayAfter } from '#kernel'
import { agentOf, type Here, perform, read, type Scene } from './scene.ts'
import { moment, openDay, plus } from './time.ts'
import type { Visit } from './visits.ts'

const WITHDRAWS = 0.03
const ANSWERS_IN_TIME = 0.85
const OBSERVES = 0.5
const CONVINCES = 0.4
const REVIEWS_REFUSAL = 0.25
const REVIEWS_ROBOT = 0.02

type Case = { id: string; theirs: Here; visit: Visit }

/**
 * What agents and the person do with what was filed, until it is decided, withdrawn, or the history ends in the middle:
 * it is then on the agents' list as any other.
 */
export const handleDossier = async (scene: Scene, visit: Visit, id: string, theirs: Here): Promise<void> => {
  const its = { id, theirs, visit }
  if (agentStage(await read(scene, id))) await handle(scene, its, visit.habits)
  if (await hasAskedReview(scene, its)) await handle(scene, its, { refused: 0.5, completed: 0 })
}

const handle = async (
  scene: Scene,
  its: Case,
  odds: { refused: number; completed: number },
): Promise<void> => {
  const { dice } = scene
  const dossier = await read(scene, its.id)
  const agent = agentOf(scene, dossier.organisation, agentStage(dossier)!.role)
  if (!agent || !scene.goTo(theirTurn(scene, its))) return
  if (dice.chance(WITHDRAWS) && dossier.decisions.length === 0)
    return void (await perform(scene, withdraw, its.id, {}, its.theirs))
  const desk: Here = { actor: agent, channel: 'desk', language: 'fr' }
  await perform(scene, readDossier, its.id, { purpose: 'processing' }, desk)
  await perform(scene, take, its.id, {}, desk)
  if (dice.chance(odds.completed) && !(await hasCompleted(scene, its, desk))) return
  const { granting, refusing } = waysOf(await read(scene, its.id))
  const refuses = refusing.length > 0 && dice.chance(odds.refused)
  if (refuses && !(await isConvinced(scene, its, desk, dice.pick(refusing)))) return
  await grant(scene, its, desk, granting)
}

/** Some working days later, in office hours. */
const theirTurn = (scene: Scene, { visit }: Case): Date => {
  const [least, most] = visit.habits.handling
  const day = workingDayAfter(dayOf(scene.now()), scene.dice.between(least, most))
  return moment(day, 9 * 60 + scene.dice.between(0, 6 * 60))
}

const waysOf = (dossier: Dossier): { granting: string[]; refusing: string[] } => {
  const { path } = dossier.pinned.definition
  const ways = Object.entries(agentStage(dossier)?.outcomes ?? {})
  const leading = (to: string) =>
    ways.flatMap(([outcome, way]) => {
      const found = path[way]
      return found && 'decision' in found && found.decision === to ? [outcome] : []
    })
  return { granting: leading('favourable'), refusing: leading('unfavourable') }
}

const grant = async (scene: Scene, { id }: Case, desk: Here, granting: string[]): Promise<void> => {
  if (granting.length === 0 || agentStage(await read(scene, id)) === null) return
  scene.goTo(plus(scene.now(), scene.dice.between(5, 40)))
  await perform(
    scene,
    decide,
    id,
    { outcome: scene.dice.pick(granting), reason: scene.story.said.grant },
    desk,
  )
}

/** Asks for what is missing; false when the history ends before the person answered or let their delay pass. */
const hasCompleted = async (scene: Scene, { id, theirs }: Case, desk: Here): Promise<boolean> => {
  const { dice, story } = scene
  const dossier = await read(scene, id)
  const askable = askedOf(remainderOf(dossier.pinned, dossier)).filter(({ need }) =>
    Object.hasOwn(dossier.answers, need.id),
  )
  const need = askable.length > 0 ? dice.pick(askable).need.id : null
  const request = { message: story.said.ask, needs: need ? [need] : [] }
  await perform(scene, requestCompletion, id, request, desk)
  const { until } = (await read(scene, id)).awaited!
  if (!dice.chance(ANSWERS_IN_TIME)) return scene.goTo(after(until, scene))
  if (!scene.goTo(laterThat(scene.now(), dice.between(1, 20), scene))) return false
  const values = need ? { [need]: dossier.answers[need] } : {}
  await perform(scene, complete, id, { values, message: story.said.complete }, theirs)
  return scene.goTo(laterThat(scene.now(), dice.between(1, 6), scene))
}

/**
 * Announces a refusal, hears the person, and refuses unless they convinced; true when the agent goes on to grant. False too
 * when the history ends in between.
 */
const isConvinced = async (
  scene: Scene,
  { id, theirs }: Case,
  desk: Here,
  outcome: string,
): Promise<boolean> => {
  const { dice, story } = scene
  await perform(scene, announceIntention, id, { outcome, reason: story.said.intend }, desk)
  const { until } = (await read(scene, id)).awaited!
  if (dice.chance(OBSERVES)) {
    if (!scene.goTo(laterThat(scene.now(), dice.between(1, 8), scene))) return false
    await perform(scene, observe, id, { text: story.said.observe }, theirs)
    if (!scene.goTo(laterThat(scene.now(), dice.between(1, 6), scene))) return false
    if (dice.chance(CONVINCES)) return true
  } else if (!scene.goTo(after(until, scene))) return false
  await perform(scene, decide, id, { outcome, reason: story.said.refuse }, desk)
  return false
}

/** The person asks a human to look again, within their delay. */
const hasAskedReview = async (scene: Scene, { id, theirs }: Case): Promise<boolean> => {
  const { dice, story } = scene
  const dossier = await read(scene, id)
  const decision = lastDecision(dossier)
  if (dossier.status !== 'decided' || !decision?.reviewUntil) return false
  const odds = decision.favourable ? (decision.automated ? REVIEWS_ROBOT : 0) : REVIEWS_REFUSAL
  if (!dice.chance(odds) || !hasAgents(dossier)) return false
  const at = laterThat(scene.now(), dice.between(2, 20), scene)
  if (dayOf(at) > decision.reviewUntil || !scene.goTo(at)) return false
  await perform(scene, askReview, id, { reason: story.said.review }, theirs)
  return true
}

const hasAgents = ({ pinned }: Dossier): boolean =>
  Object.values(pinned.definition.path).some((stage) => 'agent' in stage)

/** So many days later, at an hour when people do such things. */
const laterThat = (now: Date, days: number, { dice }: Scene): Date =>
  moment(openDay(addToDay(dayOf(now), `P${days}D`)), 9 * 60 + dice.between(0, 7 * 60))

/** The day after a delay, or the next that offices are open. */
const after = (day: string, { dice }: Scene): Date =>
  moment(openDay(addToDay(day, 'P1D')), 9 * 60 + dice.between(0, 6 * 60))
