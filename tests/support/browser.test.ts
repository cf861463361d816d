import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openBrowser } from './browser.ts'

describe('the browser that the tests bring', () => {
  it('renders a page, with and without JavaScript', async () => {
    const browser = await openBrowser()
    const page = `<title>Parvis</title><noscript>sans script</noscript><p>Bonjour Amélie</p>`
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled })
      const tab = await context.newPage()
      await tab.setContent(page)
      assert.equal(await tab.locator('p').textContent(), 'Bonjour Amélie')
      assert.equal(await tab.getByText('sans script').isVisible(), !javaScriptEnabled)
    }
    await browser.close()
  })
})
