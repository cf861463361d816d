import {
  type CompiledVersion,
  compileVersion,
  type Definition,
  type Field,
  fieldOf as plainField,
  type Need,
  needOf as plainNeed,
} from '#catalogue'
import type { Known } from '#registries'
import { valueOf } from './story.ts'

/** A need as a test cares about it. */
export const needOf = (given: Partial<Need> & { id: string }): Need =>
  plainNeed(given.id, given.is ?? 'text', given)

export const fieldOf = (given: Partial<Field> & { id: string }): Field =>
  plainField(given.id, given.is ?? 'text', given)

/** A version of a service of these needs, ready to run, that no database knows. */
export const versionOf = (needs: Need[], over: Partial<Definition> = {}): CompiledVersion =>
  valueOf(
    compileVersion({
      service: 'essai',
      version: 1,
      digest: '0'.repeat(64),
      publishedAt: new Date('2026-11-02T12:00:00Z'),
      definition: {
        id: 'essai',
        authority: 'regie-des-familles',
        basis: [],
        for: 'person',
        assurance: 'low',
        channels: ['portal'],
        events: [],
        privacy: null,
        parties: { applicant: { is: 'person' } },
        needs,
        pages: [{ id: 'all', needs: needs.filter(({ derive }) => !derive).map(({ id }) => id) }],
        fee: null,
        path: {},
        retention: 'P1Y',
        formalities: [],
        rules: null,
        parameters: null,
        words: { fr: noWords, en: noWords },
        ...over,
      },
    }),
  )

const noWords = { name: '', summary: '', needs: {}, stages: {}, decisions: {} }

const WHEN = { registry: 'etat-civil', fact: 'fact', at: '2026-11-23T15:00:00.000Z' }

export const found = (value: unknown, registry = 'etat-civil'): Known => ({
  status: 'found',
  value,
  asOf: '2026-10-02',
  ...WHEN,
  registry,
})

export const notHeld: Known = { status: 'not-held', ...WHEN }

export const unavailable: Known = { status: 'unavailable', why: 'down', ...WHEN }

export const contestedAtItsKeeper = (value: unknown): Known => ({
  status: 'contested',
  value,
  asOf: '2026-10-02',
  since: '2026-11-01',
  ...WHEN,
})
