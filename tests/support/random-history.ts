import fc from 'fast-check'
import type { Measure } from '#barometer'
import { type Line, published, written } from './written.ts'

/** The day of the figures that random histories are read for. */
export const AT = '2026-11-22'

const ORGANISATIONS = ['regie', 'ville', 'agence']
const SERVICES = ['allocation', 'certificat', 'nid-de-poule', 'permis']
const NEEDS = ['birthDate', 'children', 'familyIncome']

const one = <T>(values: readonly T[]) => fc.constantFrom(...values)

/** Within thirty months that end a little after `AT`: what comes later must change nothing. */
const day = fc.integer({ min: 0, max: 930 }).map((back) => {
  const millis = Date.parse('2026-12-10') - back * 86_400_000
  return new Date(millis).toISOString().slice(0, 10)
})

const of = fc.record({ organisation: one(ORGANISATIONS), service: one(SERVICES) })
const organisation = one(ORGANISATIONS)
const channel = one(['portal', 'partner', 'counter', 'phone', 'paper'])
const revision = fc.integer({ min: 1, max: 5 })
const revised = (says: object) => fc.record({ organisation, revision, ...says })

const needs = fc.dictionary(
  one(NEEDS),
  one([
    'fetched',
    'contested',
    'reused',
    'derived',
    'asked-not-held',
    'asked-though-held:unavailable',
    'uploaded-though-held',
  ]),
)

/** What an inventory tells is of days before the one on which it is taken over. */
const TAKEN_OVER: Readonly<Record<string, string>> = {
  'volumes.imported': '2026-04-02',
  'organisation.inventoried': '2026-06-01',
  'service.inventoried': '2026-06-01',
  'improvement.inventoried': '2026-06-01',
}
const LAST_INVENTORIED = '2026-03-31'
const past = one(['2024-04-01', '2025-04-01', '2025-11-23', LAST_INVENTORIED])

const kinds: [weight: number, kind: string, says: fc.Arbitrary<object>][] = [
  [3, 'organisation.registered', fc.record({ organisation })],
  [1, 'organisation.closed', fc.record({ organisation })],
  [
    6,
    'service.published',
    fc
      .tuple(of, fc.integer({ min: 1, max: 3 }), fc.boolean(), fc.boolean(), fc.boolean())
      .map(([of, version, involved, a, b]) => ({ ...of, version, digital: a || b, involved })),
  ],
  [1, 'service.closed', of],
  [12, 'dossier.filed', fc.tuple(of, channel).map(([of, channel]) => ({ ...of, channel }))],
  [
    8,
    'dossier.decided',
    fc.tuple(of, channel, needs).map(([of, channel, needs]) => ({
      ...of,
      channel,
      favourable: true,
      first: true,
      needs,
    })),
  ],
  [
    2,
    'improvement.published',
    fc.tuple(of, fc.integer({ min: 0, max: 2 })).map(([of, cites]) => ({ ...of, version: 2, cites })),
  ],
  [
    6,
    'deadline.passed',
    fc
      .tuple(of, one(['renewal', 'proof']), fc.boolean(), one(['due', 'due', 'done', 'withdrawn']))
      .map(([of, deadline, reminded, standing]) => ({ ...of, deadline, reminded, standing })),
  ],
  [
    2,
    'consultation.opened',
    revised({ consultation: one(['parc', 'budget']), online: one(['whole', 'part', 'none']) }),
  ],
  [
    1,
    'consultation.changed',
    revised({ consultation: one(['parc', 'budget']), online: one(['whole', 'part', 'none']) }),
  ],
  [
    2,
    'plan.changed',
    revised({ inForce: fc.boolean(), measuresWithEvidence: fc.integer({ min: 0, max: 3 }) }),
  ],
  [
    2,
    'process.recorded',
    revised({ process: one(['paie', 'achats']), paper: one(['none', 'some']), observed: fc.boolean() }),
  ],
  [
    3,
    'dataset.checked',
    revised({ dataset: one(['rues', 'arbres']), highPotential: fc.boolean(), downloadable: fc.boolean() }),
  ],
  [
    3,
    'volumes.imported',
    fc
      .tuple(of, channel, fc.integer({ min: -3, max: 40 }), one(['imported', 'declared']))
      .map(([of, channel, count, provenance]) => ({ ...of, channel, count, month: '2026-03', provenance })),
  ],
  [1, 'organisation.inventoried', fc.record({ organisation, from: past, to: one([LAST_INVENTORIED]) })],
  [
    2,
    'service.inventoried',
    fc.tuple(of, fc.boolean(), past).map(([of, digital, day]) => ({ ...of, version: 1, digital, day })),
  ],
  [2, 'improvement.inventoried', fc.tuple(of, past).map(([of, day]) => ({ ...of, day }))],
  ...(['recorded', 'lifted'] as const).map((state): [number, string, fc.Arbitrary<object>] => [
    1,
    `exclusion.${state}`,
    fc
      .tuple(organisation, one(SERVICES), one([1, 2, 4, 5, 8]), revision)
      .map(([organisation, unit, target, revision]) => ({
        organisation,
        unit,
        target,
        reason: 'trial',
        revision,
      })),
  ]),
]

const line: fc.Arbitrary<Line> = fc.oneof(
  ...kinds.map(([weight, kind, says]) => ({
    weight,
    arbitrary: fc
      .tuple(TAKEN_OVER[kind] ? fc.constant(TAKEN_OVER[kind]) : day, says, fc.integer({ min: 1, max: 9 }))
      .map(([day, says, times]): Line => [
        day,
        kind,
        says as Record<string, unknown>,
        countsMany(kind) ? times : 1,
      ]),
  })),
)

/** Acts of persons come by several; what is declared comes once. */
const countsMany = (kind: string): boolean => kind.startsWith('dossier.') || kind.startsWith('deadline.')

/** A declaration’s revision is written once, so that its two counts are of one declaration. */
const workplaces = fc
  .uniqueArray(
    fc.record({
      organisation,
      unit: one(['paie', 'greffe']),
      quarter: one(['2025-Q4', '2026-Q1', '2026-Q3']),
      revision,
      employees: fc.integer({ min: 0, max: 60 }),
      provenance: one(['observed', 'declared']),
      day,
    }),
    {
      maxLength: 6,
      selector: (said) => `${said.organisation} ${said.unit} ${said.quarter} ${said.revision}`,
    },
  )
  .map((all) =>
    all.map(({ day, ...said }): Line => [
      day,
      'workplace.declared',
      { ...said, whole: Math.floor(said.employees / 2) },
    ]),
  )

/** Some services are there from the start, so that there is something to measure. */
const established = fc
  .subarray(SERVICES, { minLength: 1 })
  .chain((services) =>
    fc.tuple(...services.map((service) => fc.record({ service: fc.constant(service), organisation }))),
  )
  .map((all) =>
    all.map(({ service, organisation }): Line =>
      published('2024-06-03', organisation, service, { digital: true }),
    ),
  )

/** Every kind of event, ill-matched on purpose: services that nobody published, closed ones, moved ones, late ones. */
export const anyHistory: fc.Arbitrary<Measure[]> = fc
  .tuple(fc.array(line, { minLength: 5, maxLength: 200, size: 'large' }), workplaces, established)
  .map(([lines, declared, services]) => written(...lines, ...declared, ...services))
