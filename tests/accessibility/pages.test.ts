import { lookAt } from './every-page.ts'
import { everyState, isStaffs } from './states.ts'

lookAt('the portal', {
  states: everyState().filter(({ channel }) => channel === 'portal'),
  isOurs: (path) => !isStaffs(path),
})
