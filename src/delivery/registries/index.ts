/**
 * Registries: what organisations hold. A fact is looked up for a purpose, shown with its source and its date, and can
 * be contested; found, not held, unavailable and contested are four different answers.
 */
export { consult, PATIENCE_MS, type Question } from './consult.ts'
export { demonstrationRegistry } from './demonstration.ts'
export type { Known, Lookup, Registry } from './registry.ts'
export { selfRegistry } from './self.ts'
export { dropContest, hasRecords, keepContest, keepRecords, keepSelfFact, setState } from './store.ts'
