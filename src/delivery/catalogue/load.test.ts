import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { compileVersion } from './compile.ts'
import type { CompiledVersion } from './compiled.ts'
import type { Definition } from './definition.ts'
import { feeOf } from './fee.ts'
import { findingsOf, loadFolder } from './load.ts'
import { IN_FRENCH } from './shape-faults.ts'
import { tariffDecidedBy, tariffOf } from './tariff.ts'
import { parseYaml } from './yaml.ts'

const load = async (service: string): Promise<Definition> => {
  const loaded = await loadFolder(`services/${service}`)
  assert.ok(loaded.ok, JSON.stringify(loaded))
  return loaded.value
}

const compile = (definition: Definition): CompiledVersion => {
  const compiled = compileVersion({
    service: definition.id,
    version: 1,
    digest: '',
    publishedAt: new Date(0),
    definition,
  })
  assert.ok(compiled.ok, JSON.stringify(compiled))
  return compiled.value
}

describe('loading a service', () => {
  it('spells out what the YAML abbreviates', async () => {
    const { needs, pages, parties } = await load('allocation-famille')
    const children = needs.find((need) => need.id === 'children')
    assert.deepEqual(
      children?.fields.map(({ id, is, optional }) => [id, is, optional]),
      [
        ['name', 'text', false],
        ['birthDate', 'date', false],
        ['custody', 'one-of', false],
        ['handicapped', 'yes-no', false],
        ['exceptionalCare', 'one-of', true],
      ],
    )
    assert.deepEqual(children?.knownBy, { registry: 'etat-civil', fact: 'children' })
    assert.deepEqual(needs.find((need) => need.id === 'liveInQuebec')?.checks, [
      { must: 'liveInQuebec', else: 'notResident' },
    ])
    assert.equal(pages.length, 4)
    assert.deepEqual(parties, { applicant: { is: 'person' } })
  })

  it('gives a need that no page holds a page of its own, and a computed one none', async () => {
    const definition = await load('signalement-chaussee')
    assert.deepEqual(
      definition.pages.map((page) => page.id),
      ['where', 'problem', 'news'],
    )
  })

  it('is plain JSON: what is stored is what was loaded', async () => {
    const definition = await load('certificat-naissance')
    assert.deepEqual(JSON.parse(JSON.stringify(definition)), definition)
  })

  it('names every missing file of a folder that is not a service', async () => {
    const loaded = await loadFolder('services/nowhere')
    assert.ok(!loaded.ok)
    assert.deepEqual(
      findingsOf(loaded).map((finding) => [finding.code, finding.where]),
      ['service.yaml', 'words.fr.yaml', 'words.en.yaml'].map((file) => ['file-missing', `nowhere/${file}`]),
    )
  })
})

describe('what the schema says', () => {
  it('is said in French too', async () => {
    const schema = await readFile('src/delivery/catalogue/schema.ts', 'utf8')
    const messages = [...schema.matchAll(/(?:\$\/,\s+|error: |isDay, )'([^']+)'/g)].map((match) => match[1]!)
    assert.deepEqual(messages.toSorted(), Object.keys(IN_FRENCH).toSorted())
  })
})

describe('reading YAML', () => {
  it('keeps days, yes and no as they are written', () => {
    assert.deepEqual(parseYaml('a: 2026-11-22\nb: no\nc: on').value, { a: '2026-11-22', b: 'no', c: 'on' })
  })

  it('gives the line of a value, or of what should hold it', () => {
    const { line } = parseYaml('a:\n  b:\n    - x\n    - y: 1\n')
    assert.deepEqual(
      [line(['a', 'b', 1, 'y']), line(['a', 'b', 0]), line(['a', 'missing']), line([])],
      [4, 3, 1, 1],
    )
  })

  for (const [what, text] of [
    ['a key written twice', 'a: 1\na: 2'],
    ['an unclosed bracket', 'a: [1, 2'],
    ['a tab for an indent', 'a:\n\tb: 1'],
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map((k, i) => `${k}: &${k} [${`*${'abcdefg'[i]},`.repeat(9)}*${'abcdefg'[i]}]`)
        .join('\n')}`,
    ],
  ] as const)
    it(`refuses ${what}, with its line`, () => {
      const { value, faults } = parseYaml(text)
      assert.equal(value, null)
      assert.ok((faults[0]?.line ?? 0) >= 1)
    })
})

describe('compiling a version', () => {
  it('puts a need after those that its condition mentions, and otherwise keeps the order of the file', async () => {
    const definition = await load('certificat-naissance')
    const reversed = { ...definition, needs: definition.needs.toReversed() }
    const order = compile(reversed).order.map((each) => each.need.id)
    assert.ok(order.indexOf('whoseAct') < order.indexOf('actName'))
    assert.deepEqual(order.slice(0, 2), ['deliveryPostalCode', 'deliveryCity'])
  })

  it('takes a service of 200 needs, each asked only if the one before it was answered', () => {
    const needs = Array.from({ length: 200 }, (_, at) => ({
      ...base.needs[0]!,
      id: `need${at}`,
      when: at === 0 ? null : `need${at - 1} = "x" and need${Math.floor(at / 2)} != null`,
    }))
    const { order } = compile({ ...base, needs: needs.toReversed() })
    assert.deepEqual(
      order.map(({ need }) => need.id),
      needs.map(({ id }) => id),
    )
  })
})

let base: Definition
{
  const loaded = await loadFolder('services/signalement-chaussee')
  if (loaded.ok) base = { ...loaded.value, pages: [], path: loaded.value.path }
}

describe('the fee of a service', () => {
  const on = '2026-11-22'

  it('is read from the decision table, in cents', async () => {
    const version = compile(await load('certificat-naissance'))
    assert.equal(feeOf(version, { document: 'copy', speed: 'accelerated' }, on), 8_200)
    assert.equal(feeOf(version, { document: 'certificate', speed: 'normal' }, on), 3_800)
    assert.equal(feeOf(version, { document: 'certificate', speed: 'accelerated' }, on), 7_125)
  })

  it('is not known, rather than zero, before the answers or outside the years of the figures', async () => {
    const version = compile(await load('certificat-naissance'))
    assert.equal(feeOf(version, {}, on), null)
    assert.equal(feeOf(version, { document: 'copy' }, on), null)
    assert.equal(feeOf(version, { document: 'copy', speed: 'normal' }, '2020-11-22'), null)
  })

  it('is zero for a free service, and a plain amount as it is written', async () => {
    const free = await load('signalement-chaussee')
    assert.equal(feeOf(compile(free), {}, on), 0)
    assert.equal(feeOf(compile({ ...free, fee: { amount: 12.5 } }), {}, on), 1_250)
  })

  it('may read a parameter by itself, without a rule', async () => {
    const definition = await load('certificat-naissance')
    const version = compile({ ...definition, fee: { amount: 'parameters.copy.normal' } })
    assert.equal(feeOf(version, {}, on), 4_550)
    assert.equal(feeOf(version, {}, '2020-11-22'), null)
  })

  it('is known before anything is answered where it is a table of prices: each price of the day, and who chooses', async () => {
    const version = compile(await load('certificat-naissance'))
    assert.deepEqual(tariffOf(version, on), [
      { parameter: 'certificate.normal', price: 3_800 },
      { parameter: 'certificate.accelerated', price: 7_125 },
      { parameter: 'copy.normal', price: 4_550 },
      { parameter: 'copy.accelerated', price: 8_200 },
    ])
    assert.deepEqual(tariffDecidedBy(version), ['document', 'speed'])
    assert.equal(tariffOf(version, '2027-03-01')?.[0]?.price, 3_900)
    assert.equal(tariffOf(version, '2020-11-22'), null)
    assert.equal(tariffOf(compile(await load('signalement-chaussee')), on), null)
  })
})
