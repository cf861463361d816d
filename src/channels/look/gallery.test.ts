import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readFileSync } from 'node:fs'
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../../../tests/support/browser.ts'
import { gallery } from './gallery/samples.ts'
import { assets } from './index.ts'

const validator = new HtmlValidate(new FileSystemConfigLoader())

describe('every page of the gallery is valid HTML', () => {
  for (const [name, render] of gallery)
    it(name, async () => {
      const report = await validator.validateString(render().toString(), `${name}.html`)
      const faults = report.results.flatMap((r) =>
        r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`),
      )
      assert.deepEqual(faults, [])
    })
})

const AXE = readFileSync(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const ORIGIN = 'http://gallery.test'

/** Serves the gallery inside the browser, under the policy that the platform sends: what it forbids fails here. */
const serve = async (context: BrowserContext) => {
  const files = new Map(assets().map((a) => [a.path, a]))
  await context.route(`${ORIGIN}/**`, (route) => {
    const path = new URL(route.request().url()).pathname
    const file = files.get(path)
    const render = gallery.get(path.slice(1))
    if (file) return route.fulfill({ contentType: file.type, body: file.body })
    const headers = { 'content-security-policy': "default-src 'self'; form-action 'self'; base-uri 'none'" }
    if (render)
      return route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: render().toString() })
    return route.fulfill({ status: 204, body: '' })
  })
}

const open = async (browser: Browser, name: string, width: number, colorScheme: 'light' | 'dark') => {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    reducedMotion: 'reduce',
  })
  await serve(context)
  const page = await context.newPage()
  const refused: string[] = []
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()))
  page.on('pageerror', (error) => refused.push(error.message))
  await page.goto(`${ORIGIN}/${name}`)
  return { page, refused, close: () => context.close() }
}

type Violation = { id: string; nodes: { html: string; failureSummary: string }[] }

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Evaluated by the debugger, which the page's policy does not bind. */
const violations = async (page: Page, rules: readonly string[] = EVERYTHING): Promise<string[]> => {
  const only = JSON.stringify(rules)
  const found = await page.evaluate(`axe.run(document, { runOnly: ${only} }).then((r) => r.violations)`)
  return (found as Violation[]).flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 120)} ${n.failureSummary}`),
  )
}

describe('every page of the gallery, in a browser', () => {
  let browser: Browser
  before(async () => void (browser = await openBrowser()))
  after(() => browser.close())

  for (const name of gallery.keys())
    it(`${name} is accessible in light and dark, and at 320 px, where nothing sticks out`, async () => {
      const { page, refused, close } = await open(browser, name, 1280, 'light')
      await page.evaluate(AXE)
      assert.deepEqual(await violations(page), [])
      await page.emulateMedia({ colorScheme: 'dark' })
      assert.deepEqual(await violations(page, ['color-contrast']), [])
      await page.setViewportSize({ width: 320, height: 800 })
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320)
      assert.deepEqual(await violations(page), [])
      assert.deepEqual(refused, [])
      await close()
    })

  it('has buttons and inputs of 44 px at least, for fingers', async () => {
    for (const name of ['components.fr', 'fields-full.fr', 'worklist-comfortable']) {
      const { page, close } = await open(browser, name, 320, 'light')
      const small =
        await page.evaluate(`[...document.querySelectorAll('.button, .input, .choice label, select, .act, nav a')]
        .filter((e) => e.getClientRects().length && !e.closest('.breadcrumb, .unseen') && e.getBoundingClientRect().height < 41.5)
        .map((e) => e.outerHTML.slice(0, 90))`)
      assert.deepEqual(small, [], name)
      await close()
    }
  })

  it('folds a curve on a telephone, and shows it on wide screens and on paper', async () => {
    const { page, close } = await open(browser, 'charts.fr', 320, 'light')
    const [curve, name] = [page.locator('.folded .plot'), page.locator('.folded > summary')]
    const seen = async () => [await curve.isVisible(), await name.isVisible()]
    assert.deepEqual(await seen(), [false, true])
    await name.click()
    assert.deepEqual(await seen(), [true, true])
    await name.click()
    await page.setViewportSize({ width: 1280, height: 800 })
    assert.deepEqual(await seen(), [true, false])
    await page.setViewportSize({ width: 320, height: 800 })
    await page.emulateMedia({ media: 'print' })
    assert.deepEqual(await seen(), [true, false])
    await close()
  })

  it('begins the words of a quiet button where its line begins, on a second line too', async () => {
    const { page, close } = await open(browser, 'components.fr', 1280, 'light')
    const starts = `(() => {
      const row = [...document.querySelectorAll('.buttons:has(.quiet)')].find((one) => one.querySelector('.primary'))
      row.style.width = '12rem'
      return [row, row.querySelector('.quiet > *')].map((one) => Math.round(one.getBoundingClientRect().left))
    })()`
    const [line, words] = (await page.evaluate(starts)) as number[]
    assert.equal(words, line)
    await close()
  })
})

describe('the scripts, which only add', () => {
  let browser: Browser
  before(async () => void (browser = await openBrowser()))
  after(() => browser.close())

  it('bring reading to the summary of what is to be corrected, whose links lead to the fields', async () => {
    const { page, close } = await open(browser, 'question-faulty.fr', 800, 'light')
    assert.equal(await page.evaluate('document.activeElement.className'), 'error-summary')
    for (const link of await page.locator('.error-summary a').all()) {
      await link.click()
      const target = (await link.getAttribute('href'))!
      assert.ok(
        await page.evaluate(
          `document.activeElement.matches('input') && document.activeElement.matches('${target}')`,
        ),
        target,
      )
    }
    await close()
  })

  it('send a form once when its button is pressed twice, and again when the person comes back', async () => {
    const { page, close } = await open(browser, 'summary.fr', 800, 'light')
    let sent = 0
    page.on('request', (request) => request.method() === 'POST' && sent++)
    const button = page.getByRole('button', { name: 'Déposer ma demande' })
    await button.dblclick()
    await page.waitForTimeout(100)
    assert.equal(sent, 1)
    assert.equal(await button.getAttribute('aria-disabled'), 'true')
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`)
    await button.click()
    await page.waitForTimeout(100)
    assert.equal(sent, 2)
    await close()
  })

  it('save a draft once typing pauses, without files, and say so', async () => {
    const { page, close } = await open(browser, 'question.fr', 800, 'light')
    const saving = page.waitForRequest((request) => request.url().endsWith('/brouillon'))
    await page.locator('#familyIncome').pressSequentially('41 250')
    const body = new URLSearchParams((await saving).postData()!)
    assert.equal(body.get('familyIncome'), '41 250')
    assert.equal(body.get('children._items'), 'leo')
    await page.getByText('Brouillon enregistré à').waitFor()
    await close()
  })

  it('count what is left of a long text', async () => {
    const { page, close } = await open(browser, 'fields-empty.fr', 800, 'light')
    await page.locator('#reason').fill('é'.repeat(490))
    assert.equal(await page.locator('#reason-count').textContent(), '10 caractères restants')
    await page.locator('#reason').fill('é'.repeat(503))
    assert.equal(await page.locator('#reason-count').textContent(), '3 caractères en trop')
    await page.locator('#reason').fill('é'.repeat(1503))
    assert.equal(await page.locator('#reason-count').textContent(), '1\u00a0003 caractères en trop')
    await close()
  })

  it('name the files that were chosen, and those that are too large before they are sent', async () => {
    const { page, close } = await open(browser, 'fields-empty.fr', 800, 'light')
    await page.locator('#proof').setInputFiles([
      { name: 'permis.jpeg', mimeType: 'image/jpeg', buffer: Buffer.alloc(84_000) },
      { name: 'énorme.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(10_000_001) },
    ])
    assert.deepEqual(await page.locator('.chosen p').allTextContents(), [
      'Prêt à envoyer\u00a0: permis.jpeg (84\u00a0ko)',
      'Trop volumineux\u00a0: énorme.pdf dépasse 10\u00a0Mo.',
    ])
    await close()
  })

  it('submit by Enter what the main button submits, never a button that removes', async () => {
    const { page, close } = await open(browser, 'fields-full.fr', 800, 'light')
    const posted = page.waitForRequest((request) => request.method() === 'POST')
    await page.locator('#fullName').press('Enter')
    assert.doesNotMatch((await posted).postData() ?? '', /_do/)
    await close()
  })
})
