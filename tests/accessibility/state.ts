import type { Page } from 'playwright-core'
import type { Language } from '#kernel'
import type { World } from './world.ts'

/** One page in one state, as somebody meets it. */
export type State = {
  name: string
  channel: 'portal' | 'desk'
  language: Language
  /** Who comes; null is a visitor without an account. */
  as: string | null
  status: number
  headers?: Record<string, string>
  /** The form is sent from a page of another site. */
  elsewhere?: boolean
  /** Where it is met, and the form that is sent there, if any. What it needs is made by then. */
  go(world: World): Promise<{ path: string; form: Record<string, string | string[]> | undefined }>
  /** What is done on the page before it is looked at. */
  then?: (page: Page, world: World) => Promise<void>
}
