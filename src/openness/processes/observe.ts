import { ok } from '#kernel'
import { judged } from './process.ts'
import { verb } from './verb.ts'

/** Says what the observations of the last twelve months come to, when that changed: paper met, or not met any more. */
export const observe = verb({
  name: 'process.observe',
  by: ['robot'],
  perform(process, _input: object, { now }) {
    const done = judged(process, now, [])
    return ok({ ...done, answer: { process: done.after } })
  },
})
