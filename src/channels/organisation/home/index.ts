import type { On } from '#desk'
import { SPACE } from '../words.ts'
import { homePage } from './page.ts'

/** The first page of the space: what is late, what is due, and where the ten targets stand here. */
export const registerHome = (on: On): void => {
  on('GET', SPACE.home, homePage)
}
