import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type AssessedLine, assessLine, assessorOf, faultsOf } from './assess.ts'
import { type Definition, fieldOf as field, needOf as need } from './definition.ts'

/** A help with school meals, small enough to be worked by hand. */
const definition = {
  id: 'aide-repas',
  needs: [
    need('income', 'money'),
    need('members', 'whole', { derive: 'count(children) + 1' }),
    need('school', 'one-of', { options: ['public', 'private'], optional: true }),
    need('since', 'date', { when: 'school = "public"' }),
    need('children', 'list', {
      most: 3,
      fields: [
        field('name', 'text'),
        field('birthDate', 'date'),
        field('atSchool', 'yes-no'),
        field('diet', 'one-of', { options: ['none', 'vegan'], optional: true }),
      ],
    }),
    need('email', 'email'),
  ],
  rules: {
    outcome: 'outcome',
    amounts: { meals: 'meals' },
    rules: {
      meals: {
        is: 'money',
        feel: 'count(children[item.atSchool = true and item.birthDate <= on]) * parameters.meal - income / 1000 / members',
      },
      outcome: {
        is: 'text',
        feel: 'if meals > 0 and (school = null or school = "public") then "yes" else "no"',
      },
      when: { is: 'yes-no', feel: 'since = null or since <= on' },
      diets: { is: 'list', feel: 'children.diet' },
    },
  },
  parameters: { source: 'Ville', provisional: { 2026: { meal: 450 } } },
} as unknown as Definition

const assess = (facts: unknown, on = '2026-11-22'): AssessedLine =>
  assessLine(definition, typeof facts === 'string' ? facts : JSON.stringify(facts), on)

const lea = { name: 'Léa', birthDate: '2015-03-02', atSchool: true }
const karim = { income: 30_000.5, children: [lea] }

const refusalOf = (facts: unknown, on?: string): string => {
  const result = assess(facts, on)
  assert.ok('refusal' in result, JSON.stringify(result))
  return result.refusal
}

describe('assessing a line of facts', () => {
  it('gives the outcome, dollars, and the computation that was made', () => {
    const result = assess(karim)
    assert.ok('outcome' in result)
    assert.deepEqual([result.outcome, result.amounts, result.provisional], ['yes', { meals: 435 }, true])
    const meals = result.explanation.find((entry) => entry.rule === 'meals')!
    assert.deepEqual(meals, {
      rule: 'meals',
      inputs: {
        children: [{ birthDate: '2015-03-02', atSchool: true, diet: null }],
        on: '2026-11-22',
        income: 30_000.5,
        members: 2,
      },
      parameters: [{ name: 'meal', value: 450, status: 'provisional', source: 'Ville' }],
      result: 435,
    })
  })

  it('computes derived needs, and takes an item that does not say yes for a no', () => {
    const result = assess({
      income: 0,
      children: [lea, { birthDate: '2016-01-01' }, { birthDate: '2016-01-01', atSchool: null }],
    })
    assert.ok('outcome' in result)
    assert.equal(result.amounts['meals'], 450)
    assert.equal(result.explanation.find((entry) => entry.rule === 'members')!.result, 4)
  })

  it('requires neither what no rule mentions, nor what may be left empty', () => {
    assert.ok('outcome' in assess({ ...karim, school: null, since: null }))
    assert.ok(
      'outcome' in assess({ ...karim, email: 'karim@exemple.ca', school: 'public', since: '2024-02-29' }),
    )
  })

  it('refuses what it does not know, and says what was meant', () => {
    assert.equal(refusalOf({ ...karim, incom: 3 }), 'Nothing is called "incom": did you mean “income”?')
    assert.equal(
      refusalOf({ ...karim, children: [lea, { birthdate: '2015-03-02' }] }),
      'children, item 2: Nothing is called "birthdate": did you mean “birthDate”?',
    )
    assert.match(refusalOf('{"__proto__": 1}'), /__proto__.*possible/)
    assert.match(refusalOf('{"constructor": 1}'), /constructor/)
  })

  it('refuses each wrong value where it is, with what was expected', () => {
    const cases: [change: Record<string, unknown>, says: RegExp][] = [
      [{ income: -1 }, /^income: an amount in dollars.*not -1\.$/],
      [{ income: 1.005 }, /at most two decimals/],
      [{ income: '30000' }, /not "30000"/],
      [{ income: 1e15 }, /^income/],
      [{ income: null }, /^income is missing/],
      [{ income: undefined }, /^income is missing/],
      [{ members: 3 }, /^members is computed/],
      [{ school: 'publik' }, /one of "public", "private"/],
      [{ since: '2023-02-29' }, /a day of the calendar/],
      [{ since: '2023-02-28T00:00' }, /a day of the calendar/],
      [{ since: 20230228 }, /a day of the calendar/],
      [{ children: undefined }, /^children is missing: a list/],
      [{ children: {} }, /^children: a list is expected/],
      [{ children: [null] }, /^children, item 1: an object/],
      [{ children: [lea, lea, lea, lea] }, /at most 3 items, not 4/],
      [{ children: [{ ...lea, birthDate: undefined }] }, /^children, item 1: birthDate is missing/],
      [{ children: [{ ...lea, atSchool: 'yes' }] }, /^children, item 1: atSchool: true or false/],
      [{ children: [{ ...lea, diet: 'constructor' }] }, /diet: one of/],
    ]
    for (const [change, says] of cases)
      assert.match(refusalOf({ ...karim, ...change }), says, JSON.stringify(change))
  })

  it('reads money to the cent, whatever the double that carries it', () => {
    for (const income of [0.29, 1.1, 4.35, 19.99, 1_234_567_890.12, 0])
      assert.ok('outcome' in assess({ ...karim, income }), String(income))
  })

  it('refuses a line that is not an object of facts', () => {
    for (const line of ['[]', '3', 'null', '"x"']) assert.match(refusalOf(line), /one JSON object/)
    assert.match(refusalOf('{"income": 3'), /^The line is not JSON/)
  })

  it('says each refusal in French too, where the same is wrong', () => {
    const said = (facts: unknown, on?: string) => {
      const result = assess(facts, on)
      assert.ok('refusal' in result)
      assert.equal(result.says.en, result.refusal)
      return result.says.fr
    }
    for (const [facts, french] of [
      [{ ...karim, incom: 3 }, 'Rien ne s’appelle "incom" : vouliez-vous dire « income » ?'],
      [{ ...karim, income: null }, /^income manque : attendu, un montant en dollars/],
      [{ ...karim, members: 3 }, /^members se calcule à partir d’autres faits/],
      [
        { ...karim, school: 'publik' },
        'school : attendu, une valeur parmi "public", "private", et non "publik".',
      ],
      [
        { ...karim, children: [lea, { ...lea, atSchool: 'yes' }] },
        /^children, élément 2 : atSchool : attendu, true ou false/,
      ],
      [{ ...karim, children: [lea, lea, lea, lea] }, 'children : au plus 3 éléments, et non 4.'],
      ['[]', /un objet JSON/],
      ['{', /^La ligne n’est pas du JSON/],
    ] as const)
      if (typeof french === 'string') assert.equal(said(facts), french)
      else assert.match(said(facts), french)
    assert.match(said(karim, '2030-01-01'), /dont aucune valeur n’est connue le 2030-01-01/)
  })

  it('refuses a year whose figures are not known', () => {
    assert.equal(
      refusalOf(karim, '2030-01-01'),
      'The rule “meals” needs the parameter “meal”, which has no known value on 2030-01-01: nothing is computed.',
    )
  })
})

describe('rules that cannot be used', () => {
  it('are refused with each fault in a line', () => {
    const rules = { rules: { meals: { is: 'money' as const, feel: 'incom * 2' } } }
    const refusal = assessorOf({ ...definition, rules })
    assert.ok(!refusal.ok)
    assert.equal(refusal.refusal, 'rules-faulty')
    assert.match(faultsOf(refusal)[0]!, /meals.*unknown-name.*incom.*income/)
    assert.throws(() => assessLine({ ...definition, rules }, '{}', '2026-01-01'), /aide-repas/)
  })

  it('are refused when there are none', () => {
    const refusal = assessorOf({ ...definition, rules: null })
    assert.equal(!refusal.ok && refusal.refusal, 'no-rules')
  })
})
