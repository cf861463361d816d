/**
 * Workplaces: what each unit of an organisation declares, quarter by quarter, of the workplaces of its employees (target 7;
 * docs/decisions/0037-workplaces-by-quarter.md). How things stood on the quarter's last day, due within 30 days of it.
 *
 * - `createWorkplaces(tools)`: `declarationsFor(agent)` reads and declares for the agent's organisation. A correction is
 *   another revision. Units are those of `#processes`.
 * - `subscribers` count the agents who worked on the platform in a quarter, to stand beside what is declared.
 *
 * Refusals are in `refusals.ts`, events in `events.ts`. Numbers are employees.
 */
export { type Declaration, type Element, ELEMENTS, type Numbers, NUMBERS } from './declaration.ts'
export {
  addQuarters,
  dueDayOf,
  isQuarter,
  lastDayOf,
  lastOver,
  lastQuarters,
  type Quarter,
  quarterOfDay,
} from './quarter.ts'
export type { WorkplaceRefusal } from './refusals.ts'
export {
  createWorkplaces,
  type Declarations,
  type Due,
  type QuarterStanding,
  type Workplaces,
} from './workplaces.ts'
