import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { axeFaults, CONTRAST, htmlFaults, overflowFaults, shapeFaults } from './looking.ts'

const document = (body: string, style = ''): string =>
  `<!doctype html><html lang="fr-CA"><head><meta charset="utf-8"><title>Essai</title><style>${style}</style></head><body>${body}</body></html>`

const SOUND = document(
  '<main><h1>Essai</h1><p><label for="nom">Nom</label> <input id="nom" name="nom" type="text"></p></main>',
  ':focus-visible { outline: 3px solid blue }',
)

/** The checks of pages can fail: each finds the fault that was planted for it, and nothing in a sound page. */
describe('a fault that is planted is found', () => {
  let browser: Browser
  let page: Page
  before(async () => {
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 320, height: 640 } })
  })
  after(() => browser.close())

  const planted = async (text: string) => {
    await page.setContent(text)
    return [
      ...(await htmlFaults(text)),
      ...(await axeFaults(page)),
      ...(await shapeFaults(page, 'fr')),
      ...(await overflowFaults(page)),
    ].join('\n')
  }

  it('but none where there is none', async () => assert.equal(await planted(SOUND), ''))

  const faults: [string, string, RegExp][] = [
    ['an input without a label', SOUND.replace(/<label.*?<\/label>/, 'Nom'), /axe label:[^]*shape: no label/],
    ['an element that is never closed', SOUND.replace('<h1>', '<div><h1>'), /html .*close-order/],
    ['an id given twice', SOUND.replace('<main>', '<main id="nom">'), /html .*no-dup-id/],
    ['no heading', SOUND.replace(/<h1>.*?<\/h1>/, ''), /shape: 0 h1/],
    ['two headings of the page', SOUND.replace('</main>', '<h1>Encore</h1></main>'), /shape: 2 h1/],
    ['another language', SOUND.replace('fr-CA', 'en-CA'), /shape: lang en-CA/],
    [
      'a link to no part of the page',
      SOUND.replace('</main>', '<a href="#rien">Rien</a></main>'),
      /leads nowhere/,
    ],
    ['an image that says nothing', SOUND.replace('</main>', '<img src="data:,"></main>'), /axe image-alt/],
    [
      'what sticks out of a narrow screen',
      SOUND.replace('<h1>', '<h1 style="width: 400px">'),
      /overflow: 4\d\d px/,
    ],
    [
      'a focus that is not seen',
      SOUND.replace('outline: 3px solid blue', 'outline: none'),
      /focus: not seen/,
    ],
  ]
  for (const [name, text, expected] of faults)
    it(name, async () => assert.match(await planted(text), expected))

  it('words too pale to be read, in the dark too', async () => {
    const pale = document(
      '<main><h1>Essai</h1><p>Pâle</p></main>',
      '@media (prefers-color-scheme: dark) { body { background: #000; color: #fff } p { color: #333 } }',
    )
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setContent(pale)
    assert.deepEqual(await axeFaults(page, { only: CONTRAST }), [])
    await page.emulateMedia({ colorScheme: 'dark' })
    assert.match((await axeFaults(page, { only: CONTRAST })).join(), /axe color-contrast/)
    assert.match((await axeFaults(page)).join(), /axe color-contrast/)
    assert.deepEqual(await axeFaults(page, { but: CONTRAST }), [])
  })
})
