/**
 * Processes: the inventory of an organisation's administrative processes, step by step, and where paper remains in each
 * (target 9; docs/decisions/0036-paper-declared-and-observed.md).
 *
 * - `createProcesses(tools)`: `inventoryFor(agent)` reads and changes the inventory of the agent's organisation; `units` are
 *   its parts, which workplaces share; `articles` and `totals` are what the public reads.
 * - What services that run here show of paper is read from sealed events by `subscribers`, and `review` says when it is over.
 *
 * Refusals are in `refusals.ts`, events in `events.ts`. Costs are pages and hours a year, whole, of those that are known.
 */
export { headMark } from './describe.ts'
export type { Done, Inventory } from './inventory.ts'
export {
  declaredPaper,
  isContradicted,
  type ObstacleKind,
  OBSTACLES,
  type Paper,
  PAPERS,
  type Process,
  type Seen,
  serviceOf,
  type Stage,
  STAGES,
  type Step,
  undescribed,
} from './process.ts'
export { type Article, createProcesses, type Due, type Processes } from './processes.ts'
export type { ProcessRefusal } from './refusals.ts'
export { hasPaper, stepMark, type TypedStep } from './steps.ts'
export type { TypedHead } from './add.ts'
export type { Listed, Totals, Wanted } from './store.ts'
export { folded, MOST_TEXT } from './typed.ts'
export { isOpenOn, type Unit } from './unit.ts'
export type { Units } from './units.ts'
export { onlyPlanner, PLANNER } from './verb.ts'
