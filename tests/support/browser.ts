import { type Browser, chromium } from 'playwright-core'
import { findChromium } from './chromium.ts'

/**
 * A real browser, without a window. The sandbox is off because containers and root have none: it only ever opens our
 * own pages. Close it when done.
 */
export const openBrowser = async (): Promise<Browser> => {
  const { path, env } = await findChromium()
  return chromium.launch({
    executablePath: path,
    env,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  })
}
