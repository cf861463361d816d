import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type ConfigData, HtmlValidate } from 'html-validate'
import type { Browser, Page } from 'playwright-core'
import type { Agent, Person } from '#parties'
import { openBrowser } from '../support/browser.ts'
import { open, screen, taken } from './asking.ts'
import { type DeskPlatform, openDesk } from './platform.ts'

const ROOT = join(import.meta.dirname, '../..')
const markup = new HtmlValidate(
  JSON.parse(readFileSync(join(ROOT, '.htmlvalidate.json'), 'utf8')) as ConfigData,
)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let desk: DeskPlatform
let browser: Browser
let base: string
/** Dossiers by where they stand. */
const at: Record<'untaken' | 'unread' | 'taken' | 'awaiting' | 'intended' | 'decided', string> = {
  untaken: '',
  unread: '',
  taken: '',
  awaiting: '',
  intended: '',
  decided: '',
}
const mathieu = () => desk.agent('mathieu-lefebvre')

before(async () => {
  desk = await openDesk()
  for (const state of Object.keys(at) as (keyof typeof at)[])
    at[state] = (await desk.certificateOf(desk.person('amelie-tremblay'))).id
  await open(desk, mathieu(), at.untaken)
  for (const state of ['taken', 'awaiting', 'intended', 'decided'] as const)
    await taken(desk, mathieu(), at[state])
  const acts: [string, string, Record<string, string>][] = [
    [at.awaiting, 'completer', { message: 'La photo est floue.', needs: 'identityEvidence' }],
    [
      at.intended,
      'intention',
      { intended: 'refuse', intentionReason: 'Vous n’êtes pas nommée dans l’acte.' },
    ],
    [at.decided, 'decider', { outcome: 'issue', decisionReason: 'Votre identité est établie.' }],
  ]
  for (const [id, act, form] of acts)
    assert.equal((await desk.post(mathieu(), `${screen(id)}/${act}`, form)).status, 303)
  await desk.app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(desk.app.addresses()[0] as AddressInfo).port}`
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await desk.close()
})

/** Every page in every state, by its address. */
const pages = (): string[] => [
  '/bureau',
  '/bureau?vue=tous&densite=serree&tri=nom&q=tremblay',
  '/bureau?vue=en-retard',
  '/bureau?q=zzz',
  '/bureau?pris=1',
  '/bureau/incidents',
  screen(at.unread),
  screen(at.untaken),
  screen(at.taken),
  ...['decider', 'completer', 'intention', 'attribuer', 'prendre'].map(
    (act) => `${screen(at.taken)}?acte=${act}`,
  ),
  `${screen(at.taken)}?acte=decider&modele=issue`,
  screen(at.awaiting),
  screen(at.intended),
  `${screen(at.decided)}?fait=decider`,
  screen('nothing'),
]

/** Forms that are refused: what was typed, and why. */
const refusals = (): [string, Record<string, string>][] => [
  ['/bureau/prendre', {}],
  ['/bureau/prendre', { dossier: at.decided }],
  ['/bureau/incidents/relancer', {}],
  [`${screen(at.unread)}/consulter`, { purpose: 'other' }],
  [`${screen(at.taken)}/decider`, { outcome: 'refuse', decisionReason: '"><b>' }],
  [`${screen(at.taken)}/completer`, { needs: 'name', message: 'x' }],
  [`${screen(at.taken)}/intention`, {}],
  [`${screen(at.taken)}/attribuer`, { to: 'agent:lucie-gagnon' }],
  [`${screen(at.decided)}/decider`, { outcome: 'issue', decisionReason: 'x' }],
]

const isValid = async (text: string, where: string) => {
  const { results } = await markup.validateString(text)
  const faults = results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line}: ${message}`))
  assert.deepEqual(faults, [], where)
}

describe('the pages of the desk', () => {
  it('are valid HTML in every state', async () => {
    for (const url of pages()) await isValid((await desk.get(mathieu(), url)).text, url)
    await isValid((await desk.get(desk.person('amelie-tremblay'), '/bureau')).text, 'to a person')
  })

  it('are valid HTML when they refuse', async () => {
    for (const [url, form] of refusals()) {
      const refused = await desk.post(mathieu(), url, form)
      assert.equal(refused.status, 422, url)
      await isValid(refused.text, url)
    }
  })

  it(
    'have no accessibility fault and fit 320 pixels, in light and in dark',
    { timeout: 120_000 },
    async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const tab = await tabFor(mathieu(), { colorScheme, width: colorScheme === 'light' ? 320 : 1280 })
        for (const url of pages()) {
          await tab.goto(base + url)
          await isAccessible(tab, url)
        }
        await tab.context().close()
      }
    },
  )

  it('lead an agent without JavaScript from the list to a decision, and back to the same list', async () => {
    const { id, number } = await desk.certificateOf(desk.person('karim-haddad'))
    const tab = await tabFor(mathieu(), { javaScriptEnabled: false, width: 1280 })
    await tab.goto(`${base}/bureau?q=${number}`)
    await tab.getByRole('link', { name: number, exact: true }).click()
    await tab.getByLabel('Traiter la demande').check()
    await tab.getByRole('button', { name: 'Ouvrir le dossier' }).click()
    await tab.getByRole('button', { name: 'Prendre' }).click()
    await tab.getByText('Le dossier est à vous.').waitFor()
    await tab.getByRole('link', { name: 'Décider' }).click()
    await tab.getByRole('button', { name: 'Rendre la décision' }).click()
    await tab.getByRole('link', { name: 'Choisissez une décision' }).waitFor()
    await tab.getByLabel('Délivrer le document').check()
    await tab.getByLabel('Pourquoi ?').fill('Votre identité est établie.')
    await tab.getByRole('button', { name: 'Rendre la décision' }).click()
    await tab.getByText('La décision est rendue').waitFor()
    const { pathname, searchParams } = new URL(tab.url())
    assert.deepEqual([pathname, searchParams.get('fait')], [screen(id), 'decider'])
    await tab.getByRole('link', { name: 'Revenir à la liste' }).click()
    await tab.waitForURL(`${base}/bureau?q=${number}`)
    await tab.context().close()
  })
})

type Sight = { colorScheme?: 'light' | 'dark'; width: number; javaScriptEnabled?: boolean }

const tabFor = async (who: Agent | Person, { width, ...sight }: Sight): Promise<Page> => {
  // Our policy lets no foreign script in: axe is one.
  const context = await browser.newContext({ ...sight, viewport: { width, height: 900 }, bypassCSP: true })
  const [name, value] = desk.cookieOf(who).split('=') as [string, string]
  await context.addCookies([{ name, value, url: base }])
  return context.newPage()
}

type Violation = { id: string; nodes: { html: string }[] }

const isAccessible = async (tab: Page, where: string) => {
  await tab.evaluate(axe)
  const violations = await tab.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)')
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`),
    [],
    where,
  )
  const overflow = await tab.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  assert.ok(overflow <= 0, `${where} is ${overflow} pixels too wide`)
}
