/** Why something typed into the inventory of processes is refused. docs/refusals.md comes from here. */
export const REFUSALS = {
  'planner-needed': 'only an agent of the organisation with the role `planification` changes its inventory',
  'key-malformed': 'the form lacks the key that it came with',
  'name-missing': 'a process or a unit needs a name',
  'name-too-long': 'the name is over 120 characters',
  'unit-missing': 'a process belongs to a unit, by its name',
  'unit-unknown': 'the organisation has no such unit',
  'unit-taken': 'another unit of the organisation has that name',
  'unit-in-use': 'processes that are not archived belong to the unit: it cannot be closed yet',
  'too-many-units': 'an organisation has 500 units at most',
  'service-unknown': 'the service is not one that the organisation offers here',
  'cost-malformed': 'pages and hours a year are whole numbers, from 0 to 100 million',
  'stage-unknown': 'a step is one of the six: request, evidence, handling, decision, delivery, archive',
  'paper-unknown': 'paper is absent from a step, enters, is handled, leaves or is archived there',
  'what-missing': 'a step says what happens',
  'text-too-long': 'a text is over 500 characters',
  'article-malformed': 'an article of law is written in 80 characters at most, with its number',
  'too-many-articles': 'a step names ten articles at most',
  'obstacle-without-paper': 'a step without paper has nothing that keeps its paper',
  'too-many-steps': 'a process has 40 steps at most',
  'step-unknown': 'the process has no such step',
  'stage-described': 'the stage has a step: it cannot be said to be absent',
  'changed-elsewhere': 'the same thing was changed elsewhere since the form was shown',
  'process-archived': 'the process is archived: it is restored first',
  'process-active': 'the process is not archived',
} as const

export type ProcessRefusal = keyof typeof REFUSALS
