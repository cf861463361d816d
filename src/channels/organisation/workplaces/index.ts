import type { On } from '#desk'
import { declarationForm, declared } from './declaration-form.ts'
import { declarationsFile } from './declarations-file.ts'
import { workplacesPage } from './page.ts'
import { DECLARATIONS_FILE, WORKPLACES } from './words.ts'

/** Workplaces: read by everybody of an organisation, declared by those who plan. */
export const registerWorkplaces = (on: On): void => {
  on('GET', WORKPLACES, workplacesPage)
  on('GET', DECLARATIONS_FILE, declarationsFile)
  on('GET', `${WORKPLACES}/:unit/:quarter`, declarationForm)
  on('POST', `${WORKPLACES}/:unit/:quarter`, declared)
}
