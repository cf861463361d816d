import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type ConfigData, HtmlValidate } from 'html-validate'
import type { BrowserContext, Page } from 'playwright-core'

/** What is wrong with a page, in words that lead to it: nothing at all is what every page has to be. */

const ROOT = join(import.meta.dirname, '../..')
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const validator = new HtmlValidate(
  JSON.parse(readFileSync(join(ROOT, '.htmlvalidate.json'), 'utf8')) as ConfigData,
)

export const htmlFaults = async (text: string): Promise<string[]> => {
  const { results } = await validator.validateString(text)
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `html ${line}:${column} ${ruleId}: ${message}`),
  )
}

/** axe comes with each page of a context: sent to each anew, it takes as long as it looks. */
export const withAxe = (context: BrowserContext): Promise<unknown> => context.addInitScript({ content: AXE })

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] as const
export const CONTRAST = ['color-contrast'] as const

type Violation = { id: string; nodes: { html: string; failureSummary: string }[] }

type Looked = { only?: readonly string[]; but?: readonly string[] }

/** `only` and `but` name rules. Evaluated by the debugger, which the page's policy does not bind. */
export const axeFaults = async (
  page: Page,
  { only = EVERYTHING, but = [] }: Looked = {},
): Promise<string[]> => {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(AXE)
  const rules = Object.fromEntries(but.map((rule) => [rule, { enabled: false }]))
  const options = { runOnly: only, rules, resultTypes: ['violations'] }
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `axe ${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}

/** What sticks out of the screen, the widest first. */
export const overflowFaults = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const out = [...document.body.querySelectorAll('*')]
      .filter((e) => e.getBoundingClientRect().right > clientWidth + 0.5)
      .map((e) => e.outerHTML.slice(0, 120))
    return ['overflow: ' + scrollWidth + ' px in ' + clientWidth + ': ' + out.slice(-3).join(' | ')]
  })()`)

/** One h1, a title, a language, a name for every control, and a focus that is seen wherever it goes. */
export const shapeFaults = (page: Page, language: string): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const faults = []
    const words = (e) => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 120)
    const headings = document.querySelectorAll('h1')
    if (headings.length !== 1) faults.push('shape: ' + headings.length + ' h1')
    if (!document.title.trim()) faults.push('shape: no title')
    if (!document.documentElement.lang.startsWith('${language}')) faults.push('shape: lang ' + document.documentElement.lang)
    for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
      if (![...(e.labels ?? [])].some((l) => l.textContent.trim())) faults.push('shape: no label ' + words(e))
    for (const e of document.querySelectorAll('a[href^="#"]'))
      if (!document.getElementById(e.getAttribute('href').slice(1))) faults.push('shape: leads nowhere ' + words(e))
    const drawn = (e) => ['', '::before', '::after'].some((pseudo) => {
      const s = getComputedStyle(e, pseudo)
      return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none'
    })
    const scroll = [scrollX, scrollY]
    for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
      if (!e.checkVisibility()) continue
      e.focus({ preventScroll: true })
      const around = [e, ...(e.labels ?? []), e.closest('.drop, .choice, .pick')].filter(Boolean)
      if (document.activeElement !== e) faults.push('focus: never on ' + words(e))
      else if (!around.some(drawn)) faults.push('focus: not seen on ' + words(e))
    }
    document.activeElement.blur()
    scrollTo(...scroll)
    return faults
  })()`)
