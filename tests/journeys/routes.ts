import type { Page } from 'playwright-core'
import { choose, fill, press, reopenUntil } from './gestures.ts'

/** The ways through the services that several journeys share, in the person's words. */

/** From the service's page to the first question of the family allowance, past what is known. */
export const beginAllowance = async (page: Page): Promise<void> => {
  await page.goto('/services/allocation-famille')
  await press(page, 'Commencer')
}

/** What remains of the family allowance for Amélie: two children with her, no spouse, a cheque. Ends at the summary. */
export const answerAllowance = async (page: Page): Promise<void> => {
  await answerSituation(page)
  await answerChildren(page, ['Léa Tremblay', 'Noah Tremblay'])
  await answerPayment(page)
}

export const answerSituation = async (page: Page): Promise<void> => {
  await choose(page, /Habitez-vous au Québec/, 'Oui')
  await choose(page, /Avez-vous un conjoint/, 'Non')
  await press(page, 'Continuer')
}

export const answerChildren = async (page: Page, names: readonly string[]): Promise<void> => {
  for (const name of names) {
    await choose(page, /Où vit cet enfant/, 'Chez vous, plus de 60 % du temps', name)
    await choose(page, /enfant handicapé/, 'Non', name)
  }
  await press(page, 'Continuer')
}

export const answerPayment = async (page: Page): Promise<void> => {
  await choose(page, /recevoir l’argent/, 'Par chèque à mon adresse')
  await press(page, 'Continuer')
}

/** Where the certificate is sent. Ends at the summary. */
export const answerDelivery = async (page: Page, name: string): Promise<void> => {
  await fill(page, 'À quel nom l’envoyer ?', name)
  await fill(page, /numéro, rue/, '12, rue des Ormes')
  await fill(page, 'Dans quelle ville ?', 'Trois-Rivières (Québec)')
  await fill(page, /code postal/, 'g9a1a1')
  await press(page, 'Continuer')
}

/** The agent's way into a dossier: found by its number in every view, opened for its processing, taken. */
export const takeAtDesk = async (page: Page, number: string): Promise<void> => {
  await page.goto(`/bureau?vue=tous&q=${number}`)
  // The list follows what happened by a moment.
  await reopenUntil(page, async () => (await page.getByText(number, { exact: true }).count()) > 0)
  await press(page, number)
  await page.getByLabel('Traiter la demande').check()
  await press(page, 'Ouvrir le dossier')
  await press(page, 'Prendre')
}
