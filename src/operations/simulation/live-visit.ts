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
import { agentOf, granted, type Here, perform, read, type Scene } from './scene.ts'
import { plus } from './time.ts'
import type { Visit } from './visits.ts'

/** How many of those who begin online leave their draft, take it back, or say that a fact is wrong. */
const LEAVES = 0.07
const TAKES_BACK = 0.02
const CONTESTS = 0.03

/** One visit, from the first page to what comes of it; answers the dossier, or null when nothing was filed. */
export const liveVisit = async (scene: Scene, visit: Visit): Promise<Dossier | null> => {
  if (!scene.goTo(visit.at)) return null
  const opened = await open(scene, visit)
  if (!opened) return null
  const { id, here } = opened
  const isAlone = visit.channel === 'portal'
  if (isAlone && scene.dice.chance(LEAVES)) return null
  await sayWhatIsWrong(scene, id, here)
  scene.goTo(plus(scene.now(), scene.dice.between(3, 25)))
  if (!(await fill(scene, visit, id, here))) return null
  if (isAlone && scene.dice.chance(TAKES_BACK)) {
    await perform(scene, withdraw, id, {}, here)
    return null
  }
  await file(scene, id, here)
  await haveAssessed(scene, id)
  await handleDossier(scene, visit, id, here)
  return read(scene, id)
}

type Opened = { id: string; here: Here }

/** At the counter, by phone or on paper an agent enters it; elsewhere the person does, or their software. */
const open = async (scene: Scene, { service, channel }: Visit): Promise<Opened | null> => {
  const { dossiers, person, dice } = scene
  const { language } = person
  const assistant = channel === 'portal' || channel === 'partner' ? null : assistantFor(scene, service)
  if (assistant === 'nobody') return null
  const asks = scene.serviceNow(service).for === 'anyone' && dice.chance(0.9) ? holderOf('') : person.actor
  const by = assistant ? { actor: assistant, onBehalfOf: asks } : { actor: asks }
  const { dossier, key } = granted(
    await dossiers.open({ service, ...by, channel, language }),
    `open ${service}`,
  )
  const itself = key ? holderOf(dossier.id) : person.actor
  const theirs = assistant ? { actor: assistant, onBehalfOf: itself } : { actor: itself }
  return { id: dossier.id, here: { ...theirs, channel, language } }
}

const assistantFor = (scene: Scene, service: string): Agent | 'nobody' => {
  const organisation = scene.serviceNow(service).authority
  return agentOf(scene, organisation, 'accueil') ?? agentOf(scene, organisation, null) ?? 'nobody'
}

const sayWhatIsWrong = async (scene: Scene, id: string, here: Here): Promise<void> => {
  if (!scene.dice.chance(CONTESTS)) return
  const draft = await read(scene, id)
  const facts = knownOf(remainderOf(draft.pinned, draft)).filter(
    ({ need, known }) => need.is !== 'list' && known?.status === 'found' && known.registry !== 'self',
  )
  if (facts.length === 0) return
  const { need } = scene.dice.pick(facts)
  await perform(scene, contest, id, { need: need.id, reason: scene.story.said.contest }, here)
}

/** False when the service's own checks stop somebody whose answers were drawn: they leave their draft. */
const fill = async (scene: Scene, { habits }: Visit, id: string, here: Here): Promise<boolean> => {
  const draft = await read(scene, id)
  const values = answersTo(draft, { ...scene, habits })
  const answered = await scene.dossiers.perform(answer, id, { values }, here)
  if (!answered.ok && answered.refusal === 'answers-faulty') return false
  granted(answered, answer.name)
  return true
}

const file = async (scene: Scene, id: string, here: Here): Promise<void> => {
  scene.goTo(plus(scene.now(), scene.dice.between(1, 4)))
  const draft = await read(scene, id)
  const { digest } = contentOf(draft, remainderOf(draft.pinned, draft))
  granted(await scene.dossiers.file({ id, key: newId(), digest, here }), 'dossier.file')
  await scene.remembered(id)
}

/** The robot's turn, seconds after the filing. */
const haveAssessed = async (scene: Scene, id: string): Promise<void> => {
  const stage = robotStage(await read(scene, id))
  if (!stage) return
  scene.goTo(plus(scene.now(), 0.05))
  await perform(scene, assess, id, {}, { actor: robot(stage.robot), channel: 'robot', language: 'fr' })
}
