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
import { agentOf, type Here, perform, type Scene } from './scene.ts'
import { moment, openDay, plus } from './time.ts'
import type { Visit } from './visits.ts'

const WITHDRAWS = 0.03
const ANSWERS_IN_TIME = 0.85
const OBSERVES = 0.5
const CONVINCES = 0.4
const REVIEWS_REFUSAL = 0.25
const REVIEWS_ROBOT = 0.02

type Case = { theirs: Here; visit: Visit; desk: Here }

/**
 * What agents and the person do with what was filed, until it is decided, withdrawn, or the history ends in the middle:
 * it is then on the agents' list as any other. Answers the dossier as it then is.
 */
export const handleDossier = async (
  scene: Scene,
  visit: Visit,
  filed: Dossier,
  theirs: Here,
): Promise<Dossier> => {
  const handled = agentStage(filed) ? await handle(scene, { theirs, visit }, filed, visit.habits) : filed
  const again = await reviewAsked(scene, handled, theirs)
  return again ? handle(scene, { theirs, visit }, again, { refused: 0.5, completed: 0 }) : handled
}

const handle = async (
  scene: Scene,
  { theirs, visit }: Omit<Case, 'desk'>,
  dossier: Dossier,
  odds: { refused: number; completed: number },
): Promise<Dossier> => {
  const { dice } = scene
  const agent = agentOf(scene, dossier.organisation, agentStage(dossier)!.role)
  if (!agent || !scene.goTo(theirTurn(scene, visit))) return dossier
  if (dice.chance(WITHDRAWS) && dossier.decisions.length === 0)
    return perform(scene, withdraw, dossier, {}, theirs)
  const desk: Here = { actor: agent, channel: 'desk', language: 'fr' }
  await perform(scene, readDossier, dossier, { purpose: 'processing' }, desk)
  let its = await perform(scene, take, dossier, {}, desk)
  const isAsked = dice.chance(odds.completed)
  if (isAsked) its = await completed(scene, its, { theirs, visit, desk })
  const { granting, refusing } = waysOf(its)
  const refuses = refusing.length > 0 && dice.chance(odds.refused)
  if (refuses) its = await refused(scene, its, { theirs, visit, desk }, dice.pick(refusing))
  return isTheirs(its, scene) && granting.length > 0 ? grant(scene, its, desk, granting) : its
}

/** Nobody decides while the person is awaited, nor what is decided. */
const isTheirs = (dossier: Dossier, { now }: Scene): boolean =>
  agentStage(dossier) !== null && (dossier.awaited === null || dayOf(now()) > dossier.awaited.until)

/** Some working days later, in office hours. */
const theirTurn = (scene: Scene, { habits }: Visit): Date => {
  const day = workingDayAfter(dayOf(scene.now()), scene.dice.between(...habits.handling))
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

const grant = async (scene: Scene, dossier: Dossier, desk: Here, granting: string[]): Promise<Dossier> => {
  scene.goTo(plus(scene.now(), scene.dice.between(5, 40)))
  const verdict = { outcome: scene.dice.pick(granting), reason: scene.story.said.grant }
  return perform(scene, decide, dossier, verdict, desk)
}

/** Asks for what is missing; the person gives it, or lets their delay pass, or the history ends before. */
const completed = async (scene: Scene, dossier: Dossier, { theirs, desk }: Case): Promise<Dossier> => {
  const { dice, story } = scene
  const askable = askedOf(remainderOf(dossier.pinned, dossier)).filter(({ need }) =>
    Object.hasOwn(dossier.answers, need.id),
  )
  const need = askable.length > 0 ? dice.pick(askable).need.id : null
  const request = { message: story.said.ask, needs: need ? [need] : [] }
  const asked = await perform(scene, requestCompletion, dossier, request, desk)
  if (!dice.chance(ANSWERS_IN_TIME)) {
    scene.goTo(after(asked.awaited!.until, scene))
    return asked
  }
  if (!scene.goTo(laterThat(scene.now(), dice.between(1, 20), scene))) return asked
  const values = need ? { [need]: dossier.answers[need] } : {}
  const given = await perform(scene, complete, asked, { values, message: story.said.complete }, theirs)
  scene.goTo(laterThat(scene.now(), dice.between(1, 6), scene))
  return given
}

/** Announces a refusal and hears the person; refuses, unless they convinced or the history ends before. */
const refused = async (
  scene: Scene,
  dossier: Dossier,
  { theirs, desk }: Case,
  outcome: string,
): Promise<Dossier> => {
  const { dice, story } = scene
  if (!isTheirs(dossier, scene)) return dossier
  const announced = await perform(
    scene,
    announceIntention,
    dossier,
    { outcome, reason: story.said.intend },
    desk,
  )
  let its = announced
  if (dice.chance(OBSERVES)) {
    if (!scene.goTo(laterThat(scene.now(), dice.between(1, 8), scene))) return its
    its = await perform(scene, observe, its, { text: story.said.observe }, theirs)
    if (!scene.goTo(laterThat(scene.now(), dice.between(1, 6), scene)) || dice.chance(CONVINCES)) return its
  } else if (!scene.goTo(after(announced.awaited!.until, scene))) return its
  return perform(scene, decide, its, { outcome, reason: story.said.refuse }, desk)
}

/** The person asks a human to look again, within their delay; null when they do not. */
const reviewAsked = async (scene: Scene, dossier: Dossier, theirs: Here): Promise<Dossier | null> => {
  const { dice, story } = scene
  const decision = lastDecision(dossier)
  if (dossier.status !== 'decided' || !decision?.reviewUntil) return null
  const odds = decision.favourable ? (decision.automated ? REVIEWS_ROBOT : 0) : REVIEWS_REFUSAL
  if (!dice.chance(odds) || !hasAgents(dossier)) return null
  const at = laterThat(scene.now(), dice.between(2, 20), scene)
  if (dayOf(at) > decision.reviewUntil || !scene.goTo(at)) return null
  return perform(scene, askReview, dossier, { reason: story.said.review }, theirs)
}

const hasAgents = ({ pinned }: Dossier): boolean =>
  Object.values(pinned.definition.path).some((stage) => 'agent' in stage)

/** So many days later, at an hour when people do such things. */
const laterThat = (now: Date, days: number, { dice }: Scene): Date =>
  moment(openDay(addToDay(dayOf(now), `P${days}D`)), 9 * 60 + dice.between(0, 7 * 60))

/** The day after a delay, or the next that offices are open. */
const after = (day: string, { dice }: Scene): Date =>
  moment(openDay(addToDay(day, 'P1D')), 9 * 60 + dice.between(0, 6 * 60))
