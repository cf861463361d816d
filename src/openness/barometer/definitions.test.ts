import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { filed, finished, published, said, written } from '../../../tests/support/written.ts'
import type { Definition } from './definition.ts'
import { breaksOf, DEFINITIONS, inForceOn, stateOn, versionsOf } from './definitions.ts'
import { figuresOf } from './figures.ts'
import { foldAll } from './history.ts'
import { MEASURE_KINDS } from './measure.ts'

const use = DEFINITIONS.find(({ target, version }) => target === 8 && version === 1)!

/** The ten as they rule in the days of the tests, and one of them with a version that is planted. */
const FIRST = DEFINITIONS.filter(({ version }) => version === 1)

/** What a later law could ask: every service, and an agent’s entry counted as digital. */
const planted: Definition = { ...use, version: 2, from: '2026-07-01', judge: use.variants[0]!.judge }
const BOTH = [...FIRST, planted]

describe('the definitions', () => {
  it('are ten, each with what a person needs to read it in both languages', () => {
    assert.deepEqual(
      inForceOn('2026-11-22').map(({ target }) => target),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    )
    for (const definition of DEFINITIONS) {
      const { slug, title, wording, text, variants, counts } = definition
      for (const words of [
        slug,
        title,
        wording,
        text,
        ...[...variants, ...Object.values(counts)].map(({ words }) => words),
      ])
        assert.ok(words.fr.length > 3 && words.en.length > 2)
      assert.ok(definition.kinds.every((kind) => kind in MEASURE_KINDS))
    }
    for (const language of ['fr', 'en'] as const)
      assert.equal(new Set(DEFINITIONS.map(({ slug }) => slug[language])).size, 10)
  })

  it('show the official wording as it was published', () => {
    assert.deepEqual(
      inForceOn('2026-11-22').map(({ wording }) => wording.fr.replaceAll('’', "'")),
      [
        '75 % des nouveaux services numériques sont conçus en impliquant les citoyens',
        "75 % des services numériques évolueront grâce à l'évaluation en continu des citoyens",
        '75 % des consultations publiques proposent un moyen numérique pour y participer',
        '50 % des services ne redemandent pas au citoyen une information déjà connue',
        "60 % des échéances font l'objet de rappels numériques",
        '100 % des organisations déploient des mesures pour réaliser la transformation numérique',
        "60 % des employés bénéficient d'un milieu de travail et de façons de faire transformés",
        "75 % des services numériques présentent un taux d'utilisation supérieur à 75 %",
        '75 % des processus administratifs sont sans papier',
        '60 % des organisations diffusent la majorité de leurs données à haut potentiel de réutilisation',
      ],
    )
    for (const { wording, goal } of DEFINITIONS) {
      assert.equal(Number.parseInt(wording.fr, 10), goal.share * 100)
      assert.equal(Number.parseInt(wording.en, 10), goal.share * 100)
    }
  })
})

describe('the judge of a definition', () => {
  const some = fc.array(fc.nat({ max: 30 }), { minLength: 5, maxLength: 5 })
  const judges = DEFINITIONS.flatMap(({ target, counts, judge, variants }) =>
    [judge, ...variants.filter(({ units }) => !units).map((variant) => variant.judge)].map((judge) => ({
      target,
      judge,
      // What is published as it is never lies between two counts.
      names: Object.keys(counts).filter((name) => counts[name]!.cells > 0),
    })),
  )

  it('gives between two counts no verdict that neither the least nor the most of each would give', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...judges),
        some,
        some,
        some,
        ({ target, judge, names }, least, more, at) => {
          const verdictOf = (value: (place: number) => number) =>
            judge(Object.fromEntries(names.map((name, place) => [name, value(place)]))).verdict
          const corners = Array.from({ length: 2 ** names.length }, (_, corner) =>
            verdictOf((place) => least[place]! + ((corner >> place) & 1 ? more[place]! : 0)),
          )
          const between = verdictOf((place) => least[place]! + Math.min(at[place]!, more[place]!))
          assert.ok(corners.includes(between), `target ${target}`)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('a second version of a definition', () => {
  // 70 of 100 online, 30 at the counter, in each half of 2026.
  const history = foldAll(
    written(
      published('2024-01-10', 'regie', 'permis'),
      ...['2026-02-01', '2026-08-01'].flatMap((day) => [
        finished(day, 'regie', 'permis', 50),
        filed(day, 'regie', 'permis', 'portal', 70),
        filed(day, 'regie', 'permis', 'counter', 30),
      ]),
    ),
  )
  const seriesOf = (definition: Definition) =>
    ['2026-03-31', '2026-06-30', '2026-08-31'].map((day) =>
      said(figuresOf(definition, history, day).get(null)!),
    )

  it('rules from its day; the one before it becomes past, and stays', () => {
    const on = (day: string) => inForceOn(day, BOTH).find(({ target }) => target === 8)!.version
    assert.deepEqual(['2024-01-01', '2026-06-30', '2026-07-01', '2027-01-01'].map(on), [1, 1, 2, 2])
    const states = (day: string) => versionsOf(8, BOTH).map((version) => stateOn(version, day, BOTH))
    assert.deepEqual(states('2026-06-30'), ['in-force', 'proposed'])
    assert.deepEqual(states('2026-07-01'), ['past', 'in-force'])
    assert.deepEqual(states('2024-01-01'), ['proposed', 'proposed'])
    assert.equal(inForceOn('2026-11-22', BOTH).length, 10)
  })

  it('is computed over the whole history, beside the first, and the break is known', () => {
    assert.deepEqual(versionsOf(8, BOTH).map(seriesOf), [
      ['0/1', '0/1', '0/1'],
      ['1/1', '1/1', '1/1'],
    ])
    assert.deepEqual(breaksOf(8, BOTH), ['2026-07-01'])
    assert.deepEqual(breaksOf(1, BOTH), [])
    assert.deepEqual(figuresOf(planted, history, '2026-08-31').get(null)!.definition, {
      version: 2,
      from: '2026-07-01',
    })
  })
})
