import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** What a person does on a page, whatever the page: read, fill, choose, press. Each names things by the words in sight. */

/** Presses a button or follows a link, and waits for the page that comes. */
export const press = async (page: Page, name: string | RegExp): Promise<void> => {
  const named = { name, exact: typeof name === 'string' }
  const target = page.getByRole('button', named).or(page.getByRole('link', named)).first()
  await Promise.all([page.waitForEvent('domcontentloaded'), target.click()])
}

export const fill = async (page: Page, label: string | RegExp, text: string): Promise<void> =>
  page.getByLabel(label).fill(text)

/** Chooses an answer of a question, one of a list when `within` names the item. */
export const choose = async (
  page: Page,
  question: string | RegExp,
  answer: string,
  within?: string,
): Promise<void> => {
  const place = within ? page.getByRole('group', { name: within, exact: true }) : page
  await place.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check()
}

export const attach = async (
  page: Page,
  label: string | RegExp,
  name: string,
  content: Buffer,
): Promise<void> => page.getByLabel(label).setInputFiles({ name, mimeType: 'image/png', buffer: content })

/** What the page says, spaces as one and no-break spaces as others. */
export const said = async (page: Page): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ')

/** What somebody else or a robot does takes a moment, and longer on a busy machine: only a fault takes a minute. */
const PATIENCE_MS = 60_000

/** Opens the page again until it says what is expected; the page as it is then, or after a minute. */
export const reopenUntil = async (page: Page, isSo: () => Promise<boolean>): Promise<void> => {
  const until = performance.now() + PATIENCE_MS
  while (!(await isSo()) && performance.now() < until) {
    await page.waitForTimeout(100)
    await page.reload()
  }
}

/** The page is opened again until it says so. */
export const awaitSaid = async (page: Page, expected: RegExp): Promise<void> => {
  await reopenUntil(page, async () => expected.test(await said(page)))
  assert.match(await said(page), expected)
}

export const heading = async (page: Page): Promise<string> =>
  ((await page.locator('h1').textContent()) ?? '').replace(/\s+/g, ' ').trim()

/** The page's title, spaces as one. */
export const titleOf = async (page: Page): Promise<string> => (await page.title()).replace(/\s+/g, ' ')

export const pathOf = (page: Page): string => new URL(page.url()).pathname

/** Signs in through the picker, from wherever the page is. */
export const signInAs = async (page: Page, name: string, language: 'fr' | 'en' = 'fr'): Promise<void> => {
  if (!pathOf(page).endsWith(language === 'fr' ? '/connexion' : '/sign-in'))
    await page.goto(language === 'fr' ? '/connexion' : '/en/sign-in')
  await press(page, new RegExp(`^${name}`))
}
