import type { Language } from '#kernel'
import { type ParamsOf, type PathName, PATHS } from '#portal'
import { BOARD, EVIDENCE, MEASURES, NOBODY, REGISTRY, TOWN, withPlans } from './plan-world.ts'
import type { State } from './state.ts'
import type { World } from './world.ts'

/** The plans' public pages in every state, in both languages. */

type At = <N extends PathName>(name: N, params?: Partial<ParamsOf<N>>) => string
type Row = { status?: number; before?: boolean; go: (at: At) => string }

const ROWS: Record<string, Row> = {
  'no plan of anybody': { before: true, go: (at) => at('plans') },
  'no plan of this organisation': { go: (at) => at('plan', { organisation: NOBODY }) },
  'a draft is no plan': { go: (at) => at('plan', { organisation: REGISTRY }) },
  'every plan': { go: (at) => at('plans') },
  'of an organisation that is none': { status: 404, go: (at) => at('plan', { organisation: 'nulle-part' }) },
  'in force': { go: (at) => at('plan', { organisation: BOARD }) },
  ended: { go: (at) => at('plan', { organisation: TOWN }) },
  'an earlier version': { go: (at) => at('planVersion', { organisation: BOARD, version: '1' }) },
  'a version that is none': {
    status: 404,
    go: (at) => at('planVersion', { organisation: BOARD, version: '9' }),
  },
  'between two versions': {
    go: (at) => `${at('planDifferences', { organisation: BOARD })}?before=1&after=2`,
  },
  'between a version and itself': {
    go: (at) => `${at('planDifferences', { organisation: BOARD })}?before=1&after=1`,
  },
  'between nothing': { go: (at) => `${at('planDifferences', { organisation: BOARD })}?before=1&after=x` },
  'a measure with evidence': {
    go: (at) => at('planMeasure', { organisation: BOARD, measure: MEASURES.counter.id }),
  },
  'a measure of long words': {
    go: (at) => at('planMeasure', { organisation: BOARD, measure: MEASURES.ugly.id }),
  },
  'a measure that was dropped': {
    go: (at) => at('planMeasure', { organisation: BOARD, measure: MEASURES.dropped.id }),
  },
  'a measure of another organisation': {
    status: 404,
    go: (at) => at('planMeasure', { organisation: TOWN, measure: MEASURES.counter.id }),
  },
  'a file that is a link': {
    status: 404,
    go: (at) => at('planEvidence', { organisation: BOARD, evidence: EVIDENCE.link }),
  },
}

export const planStates = (): State[] =>
  (['fr', 'en'] as const).flatMap((language) =>
    Object.entries(ROWS).map(([name, { status = 200, before = false, go }]): State => ({
      name: `plans: ${name}`,
      channel: 'portal',
      language,
      as: null,
      status,
      async go(world) {
        if (!before) await withPlans(world)
        return { path: go(addressIn(language)), form: undefined }
      },
      ...(before && { then: nobodysPlan(language) }),
    })),
  )

const addressIn =
  (language: Language): At =>
  (name, params = {}) =>
    PATHS[name][language].replace(/:(\w+)/g, (_, one: string) =>
      encodeURIComponent((params as Record<string, string>)[one]!),
    )

/** Whichever states came first, the page is met as when nobody had a plan. */
const nobodysPlan =
  (language: Language) =>
  async (page: Parameters<NonNullable<State['then']>>[0], { house }: World): Promise<void> => {
    const { plans } = house.platform
    house.platform.plans = {
      ...plans,
      all: async () => (await plans.all()).map((plan) => ({ ...plan, versions: [], progress: [] })),
    }
    await page.goto(PATHS.plans[language], { waitUntil: 'domcontentloaded' })
    house.platform.plans = plans
  }
