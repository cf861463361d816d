import type { Language } from '#kernel'
import type { ParamsOf, PathName } from '#portal'
import type { State } from './state.ts'
import type { World } from './world.ts'

/** One state of one page of the portal, in both languages: who comes, where, and with what. */
export type Row = {
  as?: string | null
  status?: number
  /** The address; alone, the page is opened there. */
  go: (given: Given) => Promise<string> | string
  /** Posted to that address, from a page of ours. */
  post?: (given: Given) => Promise<Form> | Form
  then?: State['then']
} & Pick<State, 'headers' | 'elsewhere'>

export type Given = { world: World; language: Language; at: At }
export type At = <N extends PathName>(name: N, params?: Partial<ParamsOf<N>> & { query?: string }) => string
export type Form = Record<string, string | string[]>
