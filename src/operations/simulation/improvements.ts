import { DESIGNER } from '#evaluations'
import { type Database, dayOf } from '#kernel'
import type { Agent } from '#parties'
import { evaluationsOf, type Ground } from './live.ts'
import { granted } from './scene.ts'
import { habitsOf } from './story.ts'
import { dayAt, moment, plus } from './time.ts'

/** So many days before its version, an improvement is opened; it cites at most so many of the opinions received by then. */
const DAYS_BEFORE = 25
const MOST_CITED = 12

/**
 * The improvements that the story tells of: a designer opens one on what people said, and publishes it with the version
 * that makes the change. None where nobody designs, or nobody said anything.
 */
export const publishImprovements = async (ground: Ground, db: Database): Promise<number> => {
  let count = 0
  for (const service of ground.services) {
    const { next, improvement } = habitsOf(ground.story, service)
    if (next === undefined || !improvement) continue
    const on = dayAt(ground.span, next)
    if (await improve(ground, db, service, { on, said: improvement })) count += 1
  }
  return count
}

type Told = { on: string; said: { title: string; change: string; titleEn: string; changeEn: string } }

const improve = async (
  ground: Ground,
  db: Database,
  service: string,
  { on, said }: Told,
): Promise<boolean> => {
  const time = { now: plus(moment(on, 10 * 60), -DAYS_BEFORE * 24 * 60) }
  const clock = () => new Date(time.now)
  const catalogue = ground.catalogueAt(clock)
  const version = catalogue.current(service)
  const designer = version && designerOf(ground, version.definition.authority)
  if (!designer) return false
  const evaluations = evaluationsOf(ground, { db, clock, catalogue, dossiers: ground.dossiers })
  try {
    const workshop = evaluations.workshopFor(designer)!
    const wanted = { services: [service], version: version.version, end: '', mood: '', theme: '', said: true }
    const before = dayOf(time.now)
    const received = await workshop.find(wanted, { limit: 500, offset: 0 })
    const ids = received.filter(({ day }) => day < before).map(({ id }) => id)
    if (ids.length === 0) return false
    const opened = granted(await workshop.open(service, said, ids.slice(0, MOST_CITED)), 'improvement.open')
    time.now = moment(on, 11 * 60)
    granted(await workshop.publish(opened.id, version.version + 1), 'improvement.publish')
    return true
  } finally {
    evaluations.stop()
  }
}

const designerOf = ({ organisations }: Ground, organisation: string): Agent | null => {
  const agents = organisations.organisations.get(organisation)?.agents ?? []
  const found = agents.find(({ roles }) => roles.includes(DESIGNER))
  return found ? { kind: 'agent', agent: found.id, ...found, id: `agent:${found.id}`, organisation } : null
}
