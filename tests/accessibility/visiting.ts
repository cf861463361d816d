import { mkdirSync } from 'node:fs'
import type { Page, Response } from 'playwright-core'
import { withAxe } from './looking.ts'
import type { State } from './state.ts'
import type { World } from './world.ts'

/** A page as it was met: the document that was answered, and how much of the line it took. */
export type Met = { page: Page; html: string; status: number; bytes: number; title: string }

/** Where screenshots of every state are kept, when somebody wants to look at them. */
const SHOTS = process.env['PARVIS_SHOTS']

export const WIDE = { width: 1280, height: 900 }
export const NARROW = { width: 320, height: 640 }

/** Visits states one after the other, each visitor in a context of their own that is kept. */
export const openVisits = (world: World) => {
  const { house } = world
  const pages = new Map<string, Page>()
  const pageOf = async ({ as }: State): Promise<Page> => {
    const known = pages.get(as ?? '')
    if (known) return known
    const page = await house.visitor({ ...(as && { as }), viewport: WIDE, reducedMotion: 'reduce' })
    await withAxe(page.context())
    pages.set(as ?? '', page)
    return page
  }
  return async (state: State): Promise<Met> => {
    const page = await pageOf(state)
    await page.context().setOffline(false)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(WIDE)
    // Signing out is a state too: whoever was signed in is again.
    if (state.as)
      await page
        .context()
        .addCookies([
          { name: 'parvis', value: house.platform.access.signIn(state.as, house.now())!, url: house.address },
        ])
    await page.setExtraHTTPHeaders(state.headers ?? {})
    let last: Response | undefined
    const keep = (response: Response) => {
      const isDocument = response.request().isNavigationRequest() && response.frame() === page.mainFrame()
      if (isDocument && response.status() !== 303) last = response
    }
    page.on('response', keep)
    const { path, form } = await state.go(world)
    if (form) await send(page, `${house.address}${path}`, form, state.elsewhere ?? false, house.address)
    else await page.goto(path, { waitUntil: 'domcontentloaded' })
    await state.then?.(page, world)
    page.off('response', keep)
    if (!last) throw new Error(`${state.name} met no page`)
    const [html, { responseBodySize }] = await Promise.all([last.text(), last.request().sizes()])
    return { page, html, status: last.status(), bytes: responseBodySize, title: await page.title() }
  }
}

/** Sends a form as a page of ours (or of another site) would, its fields whatever the state wants them to be. */
const send = async (
  page: Page,
  action: string,
  form: Record<string, string | string[]>,
  elsewhere: boolean,
  home: string,
): Promise<void> => {
  if (elsewhere) await page.goto('about:blank')
  else if (!page.url().startsWith(home)) await page.goto('/a-propos', { waitUntil: 'domcontentloaded' })
  const fields = Object.entries(form).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value]),
  )
  await Promise.all([
    page.waitForEvent('domcontentloaded'),
    page.evaluate(`(() => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action: ${JSON.stringify(action)} })
      for (const [name, value] of ${JSON.stringify(fields)}) {
        const field = document.createElement('textarea')
        Object.assign(field, { name, value })
        form.append(field)
      }
      document.body.append(form)
      form.submit()
    })()`),
  ])
}

export const shoot = async (
  page: Page,
  { name, language }: State,
  width: number,
  scheme: string,
): Promise<void> => {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  const file = `${name.replace(/[^\p{L}\d]+/gu, '-')}.${language}.${width}.${scheme}.png`
  await page.screenshot({ path: `${SHOTS}/${file}`, fullPage: true })
}
