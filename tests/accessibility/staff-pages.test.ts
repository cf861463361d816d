import { lookAt } from './every-page.ts'
import { everyState, isStaffs } from './states.ts'

lookAt('the staff’s spaces', {
  states: everyState().filter(({ channel }) => channel === 'desk'),
  isOurs: isStaffs,
})
