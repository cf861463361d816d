/** Work: what remains to be done and by whom. Worklists for agents, turns for robots, and a human when a robot fails. */
export type { WorkItem } from './item.ts'
export { robotTurns, worklists } from './reactions.ts'
export { MOST_ATTEMPTS, type Robots, startRobots } from './robots.ts'
export {
  type AbandonedTurn,
  countDeadTasks,
  countTasks,
  deadTasks,
  deadTasksOf,
  readWorklist,
} from './store.ts'
export { type View, VIEWS, type Worklist, type WorklistQuery } from './worklist.ts'
