import { refused } from '#kernel'
import { happened } from './process.ts'
import { changed, onlyActive, onlyPlanner, verb } from './verb.ts'

/** The organisation does not do it any more. Everything stays, and it can be restored. */
export const archive = verb({
  name: 'process.archive',
  by: ['agent'],
  barred: onlyActive,
  perform: (process, _input: object, here) =>
    changed({ ...process, status: 'archived' }, here, [happened('process.archived')]),
})

/** Undoes it: what is said of the process is what its description and observations say now. */
export const restore = verb({
  name: 'process.restore',
  by: ['agent'],
  barred: ({ status }, here) =>
    onlyPlanner(here) ?? (status === 'archived' ? null : refused('process-active')),
  perform: (process, _input: object, here) =>
    changed({ ...process, status: 'active' }, here, [happened('process.restored')]),
})
