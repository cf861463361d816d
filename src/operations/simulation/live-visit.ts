import {
  answer,
  assess,
  contentOf,
  contest,
  type Dossier,
  knownOf,
  remainderOf,
  robotStage,
  withdraw,
} from '#dossiers'
import { newId } from '#kernel'
import { type Agent, holderOf, robot } from '#parties'
import { answersTo } from './answers.ts'
import { handleDossier } from './handle.ts'
import { agentOf, granted, type Here, perform, type Scene } from './scene.ts'
import { plus } from './time.ts'
import type { Visit } from './visits.ts'

/** How many of those who begin online leave their draft, take it back, or say that a fact is wrong. */
const LEAVES = 0.07
const TAKES_BACK = 0.02
const CONTESTS = 0.03

/** One visit, from the first page to what comes of it; answers the dossier, or null when nobody filed anything. */
export const liveVisit = async (scene: Scene, visit: Visit): Promise<Dossier | null> => {
  if (!scene.goTo(visit.at)) return null
  const opened = await open(scene, visit)
  if (!opened) return null
  const { here } = opened
  const isAlone = visit.channel === 'portal'
  if (isAlone && scene.dice.chance(LEAVES)) return null
  const draft = await sayWhatIsWrong(scene, opened.dossier, here)
  scene.goTo(plus(scene.now(), scene.dice.between(3, 25)))
  const filled = await fill(scene, visit, draft, here)
  if (!filled) return null
  if (isAlone && scene.dice.chance(TAKES_BACK)) return perform(scene, withdraw, filled, {}, here)
  const filed = await file(scene, filled, here)
  return handleDossier(scene, visit, await assessed(scene, filed), here)
}

type Opened = { dossier: Dossier; here: Here }

/** At the counter, by phone or on paper an agent enters it; elsewhere the person does, or their software. */
const open = async (scene: Scene, { service, channel }: Visit): Promise<Opened | null> => {
  const { dossiers, person, dice } = scene
  const { language } = person
  const assistant = channel === 'portal' || channel === 'partner' ? null : assistantFor(scene, service)
  if (assistant === 'nobody') return null
  const asks = scene.serviceNow(service).for === 'anyone' && dice.chance(0.9) ? holderOf('') : person.actor
  const by = assistant ? { actor: assistant, onBehalfOf: asks } : { actor: asks }
  const opened = granted(await dossiers.open({ service, ...by, channel, language }), `open ${service}`)
  const itself = opened.key ? holderOf(opened.dossier.id) : person.actor
  const theirs = assistant ? { actor: assistant, onBehalfOf: itself } : { actor: itself }
  return { dossier: opened.dossier, here: { ...theirs, channel, language } }
}

const assistantFor = (scene: Scene, service: string): Agent | 'nobody' => {
  const organisation = scene.serviceNow(service).authority
  return agentOf(scene, organisation, 'accueil') ?? agentOf(scene, organisation, null) ?? 'nobody'
}

const sayWhatIsWrong = async (scene: Scene, draft: Dossier, here: Here): Promise<Dossier> => {
  if (!scene.dice.chance(CONTESTS)) return draft
  const facts = knownOf(remainderOf(draft.pinned, draft)).filter(
    ({ need, known }) => need.is !== 'list' && known?.status === 'found' && known.registry !== 'self',
  )
  if (facts.length === 0) return draft
  const { need } = scene.dice.pick(facts)
  return perform(scene, contest, draft, { need: need.id, reason: scene.story.said.contest }, here)
}

/** Null when the service's own checks stop somebody whose answers were drawn: they leave their draft. */
const fill = async (scene: Scene, { habits }: Visit, draft: Dossier, here: Here): Promise<Dossier | null> => {
  const values = answersTo(draft, { ...scene, habits })
  const answered = await scene.dossiers.perform(answer, draft.id, { values }, here)
  if (!answered.ok && answered.refusal === 'answers-faulty') return null
  return granted(answered, answer.name).dossier
}

const file = async (scene: Scene, draft: Dossier, here: Here): Promise<Dossier> => {
  scene.goTo(plus(scene.now(), scene.dice.between(1, 4)))
  const { id } = draft
  const { digest } = contentOf(draft, remainderOf(draft.pinned, draft))
  const filed = granted(await scene.dossiers.file({ id, key: newId(), digest, here }), 'dossier.file')
  await scene.remembered(filed.dossier)
  return filed.dossier
}

/** The robot's turn, seconds after the filing. */
const assessed = async (scene: Scene, dossier: Dossier): Promise<Dossier> => {
  const stage = robotStage(dossier)
  if (!stage) return dossier
  scene.goTo(plus(scene.now(), 0.05))
  const here: Here = { actor: robot(stage.robot), channel: 'robot', language: 'fr' }
  return perform(scene, assess, dossier, {}, here)
}
