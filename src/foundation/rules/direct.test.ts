import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { evaluate as feelin, parseExpression } from 'feelin'
import { directOf, UNSURE } from './direct.ts'
import { compileExpression } from './expression.ts'

const NAMES = ['whoseAct', 'payment', 'handicapped', 'income', 'missing']

const direct = (feel: string, names = NAMES) =>
  directOf(parseExpression(feel, {}, undefined).topNode, feel, new Set(names))

const inFeelin = (feel: string, scope: Record<string, unknown>): unknown => feelin(feel, scope).value ?? null

describe('a plain expression', () => {
  it('is worked out without the interpreter', () => {
    for (const feel of [
      'whoseAct != "self"',
      'if whoseAct = "self" then payment else income',
      'handicapped',
      '(handicapped = true) and (payment = "deposit" or income = 0)',
      'payment = null',
    ])
      assert.ok(direct(feel), feel)
  })

  it('is left to the interpreter as soon as it is more than that', () => {
    for (const feel of [
      'income > 3',
      'not(handicapped)',
      'income + 1 = 2',
      'whoseAct in ("self", "child")',
      'payment = "a\\"b"',
      'income = 1.5',
      'count = 1',
      'children[1] = "x"',
    ])
      assert.equal(direct(feel), null, feel)
  })

  it('is unsure of what could be two things', () => {
    const unsure = (feel: string, scope: Record<string, unknown>) =>
      assert.equal(direct(feel)!(scope), UNSURE, feel)
    unsure('income = "3"', { income: 3 })
    unsure('payment = "x"', { payment: ['x'] })
    unsure('handicapped and true', { handicapped: null })
    unsure('if payment then 1 else 2', { payment: 'x' })
    unsure('payment', { payment: { a: 1 } })
  })

  it('says what feelin says, of expressions and facts drawn at random', () => {
    const seed = Number(process.env.FEEL_SEED ?? Math.floor(Math.random() * 1e6))
    const any = drawing(seed)
    let sure = 0
    for (let at = 0; at < 3_000; at += 1) {
      const feel = test(any, 3)
      const scope = Object.fromEntries(NAMES.slice(0, 4).map((name) => [name, any(FACTS)]))
      const compiled = compileExpression(feel, NAMES)
      assert.ok(compiled.ok, feel)
      const whole = { ...scope, missing: null }
      const why = `FEEL_SEED=${seed}: ${feel} of ${JSON.stringify(scope)}`
      assert.deepEqual(compiled.value.evaluate(scope), inFeelin(feel, whole), why)
      if (direct(feel)!(scope) !== UNSURE) sure += 1
    }
    assert.ok(sure > 1_000, `sure of ${sure}`)
  })
})

const FACTS = ['self', 'deposit', '', '3', true, false, 0, 3, null, [], ['self'], { a: 'self' }]
const TERMS = [...NAMES, '"self"', '"deposit"', '""', '3', '0', 'true', 'false', 'null']

type Any = <T>(list: readonly T[]) => T

/** A condition of a service, more or less: made of names and constants, nested as deep as `depth`. */
const test = (any: Any, depth: number): string => {
  const one = () => test(any, depth - 1)
  const form =
    depth === 0 ? 'compared' : any(['compared', 'compared', 'and', 'or', 'if', 'term', 'in brackets'])
  if (form === 'and' || form === 'or') return `(${one()}) ${form} (${one()})`
  if (form === 'if') return `if ${one()} then ${any(TERMS)} else ${any(TERMS)}`
  if (form === 'term') return any(TERMS)
  if (form === 'in brackets') return `(${one()})`
  return `${any(TERMS)} ${any(['=', '!='])} ${any(TERMS)}`
}

const drawing = (seed: number): Any => {
  let state = seed
  return (list) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return list[Math.floor((state / 2_147_483_648) * list.length)]!
  }
}
