import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { EVENT_KINDS, measuresOf } from './measures.ts'

const DAY = '2026-05-04'
const OF = { organisation: 'regie', service: 'allocation' }

/** Each kind of event as it is written, and what it comes to: `kind organisation/unit attributes count`. */
const SAID: [string, Record<string, unknown>, string[]][] = [
  ['organisation.registered', { organisation: 'regie' }, ['organisation regie: state=registered × 1']],
  ['organisation.closed', { organisation: 'regie' }, ['organisation regie: state=closed × 1']],
  [
    'service.published',
    { ...OF, version: 3, digital: true, involved: false },
    ['service regie allocation: state=published version=3 digital=yes involved=no × 1'],
  ],
  ['service.closed', OF, ['service regie allocation: state=closed × 1']],
  [
    'dossier.filed',
    { ...OF, channel: 'phone' },
    ['dossier-filed regie allocation: channel=phone provenance=observed × 1'],
  ],
  [
    'dossier.decided',
    {
      ...OF,
      channel: 'portal',
      favourable: false,
      first: true,
      needs: { birthDate: 'fetched', 'children.custody': 'asked-though-held:unavailable' },
    },
    [
      'dossier-finished regie allocation: asked=again × 1',
      'need-state regie allocation/birthDate: state=fetched × 1',
      'need-state regie allocation/children.custody: state=asked-though-held reason=unavailable × 1',
    ],
  ],
  ['dossier.decided', { ...OF, channel: 'portal', favourable: true, first: false }, []],
  ['dossier.withdrawn', { ...OF, channel: 'portal', filed: true }, []],
  [
    'evaluation.received',
    { ...OF, version: 1, end: 'refused', satisfaction: 2, ease: null },
    ['evaluation regie allocation: end=refused × 1'],
  ],
  [
    'improvement.published',
    { ...OF, version: 2, cites: 3 },
    ['improvement regie allocation: version=2 cites=some × 1'],
  ],
  [
    'deadline.passed',
    { ...OF, deadline: 'yearly-update', reminded: true, standing: 'due' },
    ['deadline regie allocation/yearly-update: standing=due reminded=yes × 1'],
  ],
  [
    'consultation.opened',
    { organisation: 'ville', consultation: 'parc', online: 'part', revision: 1 },
    ['consultation ville parc: state=opened online=part revision=1 × 1'],
  ],
  [
    'consultation.changed',
    { organisation: 'ville', consultation: 'parc', online: 'whole', revision: 2 },
    ['consultation ville parc: state=changed online=whole revision=2 × 1'],
  ],
  [
    'plan.changed',
    { organisation: 'ville', inForce: true, measuresWithEvidence: 0, revision: 4 },
    ['plan ville: inForce=yes evidence=none revision=4 × 1'],
  ],
  [
    'workplace.declared',
    {
      organisation: 'ville',
      unit: 'greffe',
      quarter: '2026-Q1',
      employees: 9,
      whole: 9,
      revision: 1,
      provenance: 'declared',
    },
    [
      'workplace ville greffe: quarter=2026-Q1 provenance=declared revision=1 whole=yes × 9',
      'workplace ville greffe: quarter=2026-Q1 provenance=declared revision=1 whole=no × 0',
    ],
  ],
  [
    'process.recorded',
    { organisation: 'ville', process: 'paie', paper: 'some', observed: false, revision: 1 },
    ['process ville paie: paper=some observed=no revision=1 × 1'],
  ],
  [
    'dataset.checked',
    { organisation: 'ville', dataset: 'rues', highPotential: true, downloadable: false, revision: 8 },
    ['dataset ville rues: highPotential=yes downloadable=no revision=8 × 1'],
  ],
  [
    'volumes.imported',
    { ...OF, channel: 'paper', count: -7, month: '2026-02', provenance: 'imported' },
    [
      'dossier-filed regie allocation: channel=paper provenance=imported × -7 on 2026-02-28',
      'reported regie: of=volumes × 1 on 2026-02-28',
    ],
  ],
  [
    'organisation.inventoried',
    { organisation: 'pays', from: '2024-04-01', to: '2025-03-31' },
    [
      'organisation pays: state=registered × 1 on 2024-04-01',
      'organisation pays: state=closed × 1 on 2025-04-01',
    ],
  ],
  [
    'service.inventoried',
    { ...OF, version: 2, digital: true, day: '2024-04-01' },
    [
      'service regie allocation: state=published version=2 digital=yes involved=no provenance=imported × 1 on 2024-04-01',
    ],
  ],
  [
    'improvement.inventoried',
    { ...OF, day: '2025-03-31' },
    ['improvement regie allocation: cites=some provenance=imported × 1 on 2025-03-31'],
  ],
  [
    'exclusion.recorded',
    { ...OF, target: 8, unit: 'allocation', reason: 'trial', revision: 1, author: 'secretariat-numerique' },
    [
      'exclusion regie allocation: target=8 state=recorded reason=trial author=secretariat-numerique revision=1 × 1',
    ],
  ],
  [
    'exclusion.lifted',
    { organisation: 'regie', target: 5, unit: 'allocation/renewal', reason: 'trial', revision: 2 },
    ['exclusion regie allocation/renewal: target=5 state=lifted reason=trial revision=2 × 1'],
  ],
]

const listed = (kind: string, says: unknown): string[] | undefined =>
  measuresOf(kind, DAY, says)?.map(({ day, kind, organisation, unit, is, count }) => {
    const attributes = Object.entries(is).map(([name, value]) => `${name}=${value}`)
    const whose = [kind, organisation, unit].filter(Boolean).join(' ')
    return `${whose}: ${attributes.join(' ')} × ${count}${day === DAY ? '' : ` on ${day}`}`
  })

describe('what an event counts for', () => {
  for (const [kind, says, expected] of SAID)
    it(`is read of ${kind}: ${expected.length || 'nothing'}`, () =>
      assert.deepEqual(listed(kind, says), expected))

  it('is written down here for every kind that counts', () =>
    assert.deepEqual([...new Set(SAID.map(([kind]) => kind))], EVENT_KINDS))

  it('takes the report back with the volumes of an import that was undone', () =>
    assert.deepEqual(
      listed('volumes.imported', {
        ...OF,
        channel: 'other',
        count: -7,
        month: '2026-02',
        provenance: 'declared',
        undone: true,
      }),
      [
        'dossier-filed regie allocation: channel=other provenance=declared × -7 on 2026-02-28',
        'reported regie: of=volumes × -1 on 2026-02-28',
      ],
    ))

  it('leaves aside what an event says more: a later version of the platform may', () =>
    assert.deepEqual(listed('dossier.filed', { ...OF, channel: 'phone', weather: 'rain' })?.length, 1))
})

describe('what cannot be read', () => {
  it('is null when a field is missing, or of another kind', () => {
    for (const [kind, says] of SAID)
      for (const name of Object.keys(says)) {
        if (['author', 'favourable', 'satisfaction', 'ease'].includes(name)) continue
        if (kind === 'evaluation.received' && name === 'version') continue
        if (kind === 'exclusion.recorded' && name === 'service') continue
        const { [name]: _, ...without } = says
        assert.equal(measuresOf(kind, DAY, without), null, `${kind} without ${name}`)
        assert.equal(
          measuresOf(kind, DAY, { ...says, [name]: { deep: true } }),
          null,
          `${kind} with ${name} deep`,
        )
      }
  })

  it('is null of another kind of event, another day, or no object', () => {
    const says = { ...OF, channel: 'phone' }
    assert.equal(measuresOf('dossier.opened', DAY, says), null)
    assert.equal(measuresOf('toString', DAY, says), null)
    assert.equal(measuresOf('dossier.filed', '2026-02-29', says), null)
    for (const other of [null, undefined, 'portal', 7, []])
      assert.equal(measuresOf('dossier.filed', DAY, other), null)
  })

  it('is null of values that no list holds, of ids that could not be published, and of impossible numbers', () => {
    const not = (kind: string, more: Record<string, unknown>) => {
      const [, says] = SAID.find(([known]) => known === kind)!
      assert.equal(measuresOf(kind, DAY, { ...says, ...more }), null, `${kind} ${JSON.stringify(more)}`)
    }
    not('dossier.filed', { channel: 'fax' })
    not('dossier.filed', { organisation: 'Régie des familles' })
    not('dossier.filed', { service: 'allocation/renewal' })
    not('dossier.filed', { service: 'a'.repeat(101) })
    not('dossier.decided', { needs: { birthDate: 'guessed' } })
    not('dossier.decided', { needs: { birthDate: 'asked-though-held:un peu:trop' } })
    not('dossier.decided', { needs: ['fetched'] })
    not('dossier.decided', { needs: { 'a need': 'fetched' } })
    not('improvement.published', { cites: -1 })
    not('service.published', { version: 0 })
    not('service.published', { version: 1.5 })
    not('workplace.declared', { whole: 10 })
    not('workplace.declared', { quarter: '2026-Q5' })
    not('plan.changed', { revision: '4' })
    not('exclusion.lifted', { unit: '' })
    not('exclusion.lifted', { unit: 'a/b/c' })
    not('volumes.imported', { month: '2026-13' })
    // May is not over on 4 May, and a platform does not import what it observes.
    not('volumes.imported', { month: '2026-05' })
    not('volumes.imported', { provenance: 'observed' })
    not('volumes.imported', { count: Number.NaN })
    not('volumes.imported', { undone: 'yes' })
    // Nothing is known of a day to come; nobody filed « otherwise » on the platform.
    not('service.inventoried', { day: '2026-05-05' })
    not('organisation.inventoried', { from: '2025-04-01' })
    not('organisation.inventoried', { to: DAY })
    not('improvement.inventoried', { day: 'May 2026' })
    not('dossier.filed', { channel: 'other' })
  })

  it('never throws, whatever an event says', () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true })
    const fields = fc.dictionary(
      fc.constantFrom(...new Set(SAID.flatMap(([, says]) => Object.keys(says)))),
      anything,
    )
    fc.assert(
      fc.property(fc.constantFrom(...EVENT_KINDS), fc.oneof(anything, fields), (kind, says) => {
        const measures = measuresOf(kind, DAY, says)
        assert.ok(measures === null || Array.isArray(measures))
      }),
      { numRuns: 2000 },
    )
  })
})
