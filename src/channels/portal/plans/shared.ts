/** What an organisation's own pages of its plan draw as the public ones do. */
export { evidenceLine, factsOf, targetTitle } from './measure.ts'
export { ownTarget, ownTargets } from './own-targets.ts'
export {
  agentName,
  changeWords,
  countsOf,
  dayOfInstant,
  differenceList,
  goalText,
  isLate,
  paragraphs,
  standingTag,
  stateTag,
  titlesIn,
} from './reading.ts'
export { inOrder, roadmapSection } from './roadmap-section.ts'
export { words } from './words.ts'
