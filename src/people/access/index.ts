/** Access: who is at the other end. An interface, and the demonstration’s personas behind it. */
export {
  type Identification,
  isAgent,
  isPerson,
  LONGEST_SESSION_MS,
  noIdentification,
  type Persona,
  personaIdentification,
  SESSION_MS,
} from './identification.ts'
