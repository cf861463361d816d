import { assess, type Dossiers, escalate } from '#dossiers'
import { type Clock, type Database, inRounds, isOutage, type Rounds } from '#kernel'
import { robot } from '#parties'
import { claimTask, closeTask, readyTasks, retryTask, type RobotTask } from './store.ts'

export type Robots = Rounds

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void }
type Tools = { db: Database; dossiers: Dossiers; clock: Clock; log: Log; pollMs?: number }

/** After this many failures a human takes over. */
export const MOST_ATTEMPTS = 5
const CLAIM_MS = 30_000
const ABREAST = 8
const MOST_TASKS = 64
const delayMs = (attempts: number): number => Math.min(60_000, 250 * 4 ** attempts)

const hereOf = (task: RobotTask) => ({ actor: robot(task.robot), channel: 'robot', language: 'fr' }) as const

/** A message that the database can hold and somebody can read. */
const legible = (message: string): string =>
  message
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 500)

/**
 * The robots of this process. Any number of processes share the turns: each is claimed by its key, and an act that was
 * already done is refused by the dossier itself, so a turn taken twice changes nothing.
 */
export const startRobots = ({ db, dossiers, clock, log, pollMs = 250 }: Tools): Robots => {
  const round = async (isStopped: () => boolean): Promise<void> => {
    for (let most = MOST_TASKS; most === MOST_TASKS && !isStopped();) {
      const tasks = await readyTasks(db, clock(), MOST_TASKS)
      for (let at = 0; at < tasks.length && !isStopped(); at += ABREAST)
        await Promise.all(tasks.slice(at, at + ABREAST).map((task) => turn(task).catch(sayOutage)))
      most = tasks.length
    }
  }

  const turn = async (task: RobotTask): Promise<void> => {
    const now = clock()
    if (!(await claimTask(db, task, now, new Date(now.getTime() + CLAIM_MS)))) return
    // Claimed again and again and never closed: it ends the process that tries it.
    if (task.attempts >= MOST_ATTEMPTS) return giveUp(task, 'the process that tried it ended each time')
    try {
      await dossiers.perform(assess, task.dossier, {}, hereOf(task))
      await closeTask(db, task, { state: 'done', error: null, at: clock() })
    } catch (error) {
      const details = legible((error as Error).message)
      const attempts = task.attempts + 1
      log.warn(
        { robot: task.robot, dossier: task.dossier, attempts, fault: (error as Error).name },
        'a robot failed',
      )
      if (attempts < MOST_ATTEMPTS)
        return void (await retryTask(db, task, details, new Date(clock().getTime() + delayMs(attempts))))
      await giveUp(task, details)
    }
  }

  /** A dossier that cannot even be handed over is seen among the incidents: it is not tried for ever unseen. */
  const giveUp = async (task: RobotTask, details: string): Promise<void> => {
    await dossiers.perform(escalate, task.dossier, { details }, hereOf(task)).catch((error: Error) => {
      if (isOutage(error)) throw error
      log.error(
        { robot: task.robot, dossier: task.dossier, fault: error.name },
        'a dossier could not be handed over to a human',
      )
    })
    await closeTask(db, task, { state: 'dead', error: details, at: clock() })
  }

  /** The database is away: a turn that was claimed is free again when its claim runs out. */
  const sayOutage = (error: Error): void =>
    log.error({ fault: error.name }, 'the robots could not work; they will try again')

  return inRounds(round, { pollMs, failed: sayOutage })
}
