/**
 * Acts: the one door. An act is checked in full on the server, writes the subject and appends its events in one
 * transaction; looking at somebody's data is an act too.
 */
export {
  act,
  type Act,
  ASSISTED_CHANNELS,
  type Channel,
  type Circumstances,
  type Done,
  type Happening,
} from './act.ts'
export {
  attempt,
  type Door,
  type DoorRefusal,
  eventsOf,
  type Keeping,
  mayAssist,
  openDoor,
  whyNot,
} from './door.ts'
export { type Party, type Standing, standingOf, type Subject } from './subject.ts'
