import type { Dice } from './dice.ts'
import { encoded, FILES, PLAUSIBLE, TEXTS } from './hostile.ts'

/** What an attacker knows of the place: addresses, the names that forms use, ids that were seen somewhere. */
export type Known = {
  names: readonly string[]
  /** The names that the form of a route, or of a page of questions, really has. */
  formNames: ReadonlyMap<string, readonly string[]>
  /** The ids of each visitor's own dossiers, by their name. */
  own: ReadonlyMap<string, readonly string[]>
  services: readonly string[]
  needs: readonly string[]
  /** The needs that a registry knows. */
  contestable: readonly string[]
  pages: readonly string[]
  ids: readonly string[]
  digests: readonly string[]
  consultations: readonly string[]
  contributions: readonly string[]
  personas: readonly string[]
}

const FORM = 'application/x-www-form-urlencoded'

export type Body = { bytes: Buffer; type: string | null; told: string }

export const none = (dice: Dice): Body => ({
  bytes: Buffer.from(dice.chance(0.03) ? 'a=1' : ''),
  type: null,
  told: 'no body',
})

export const bodyOf = (dice: Dice, known: Known): Body => {
  const kind = dice.int(100)
  if (kind < 55) return formOf(dice, known)
  if (kind < 85) return multipartOf(dice, known)
  if (kind < 90) return oddOf(dice)
  if (kind < 93) return manyFields(dice, known)
  if (kind < 97) return items(dice, known)
  return kind === 97 ? huge(dice, known) : none(dice)
}

export const valueOf = (dice: Dice, known: Known): string => {
  const kind = dice.int(10)
  if (kind < 4) return dice.pick(PLAUSIBLE)
  if (kind < 5) return dice.pick([...known.ids, ...known.digests, ...known.personas])
  if (kind < 6) return dice.pick([...known.needs, ...known.names])
  return dice.pick(TEXTS)
}

const nameOf = (dice: Dice, known: Known): string => {
  if (dice.chance(0.9)) return dice.pick(known.names)
  const suffix = dice.pick([
    '',
    '._items',
    '.0',
    '.__proto__',
    '.x.y.z',
    '.lea.custody',
    '[]',
    '[__proto__][a]',
  ])
  return dice.pick([...known.needs, '__proto__', 'constructor', '_do']) + suffix
}

/** Buttons that act without leaving the page, with what nobody would put in them. */
const actOf = (dice: Dice, known: Known): string =>
  [dice.pick(['add', 'remove', 'remove-file', 'x']), dice.pick([...known.needs, ...TEXTS]), dice.pick(TEXTS)]
    .slice(0, 1 + dice.int(3))
    .join(':')

const pairsOf = (dice: Dice, known: Known): [string, string][] => {
  const pairs = Array.from({ length: 1 + dice.int(12) }, (): [string, string] => [
    nameOf(dice, known),
    valueOf(dice, known),
  ])
  return dice.chance(0.2) ? [...pairs, ['_do', actOf(dice, known)]] : pairs
}

const formOf = (dice: Dice, known: Known): Body => {
  const pairs = pairsOf(dice, known)
  const text = pairs.map(([name, value]) => `${encoded(dice, name)}=${encoded(dice, value)}`).join('&')
  const bytes = dice.chance(0.05) ? Buffer.from(`${text}&place=\xe9\xff\xfe`, 'latin1') : Buffer.from(text)
  return { bytes, type: FORM, told: `form ${text.slice(0, 160)}` }
}

/** The form of a page with its own names; one value in two is nothing that anybody types, the worst ones first. */
export const rightForm = (dice: Dice, names: readonly string[]): Body => {
  const pairs = names
    .filter((name) => name !== '_do' || dice.chance(0.3))
    .map((name): [string, string] => {
      if (dice.chance(0.5)) return [name, dice.pick(PLAUSIBLE)]
      return [name, dice.pick(dice.chance(0.5) ? TEXTS.slice(2, 5) : TEXTS)]
    })
  const text = pairs
    .map((pair) => pair.map((one) => encodeURIComponent(one.toWellFormed())).join('='))
    .join('&')
  return { bytes: Buffer.from(text), type: FORM, told: `its own form ${text.slice(0, 160)}` }
}

const manyFields = (dice: Dice, known: Known): Body => {
  const text = Array.from({ length: 10_000 }, (_, at) => `${dice.pick(known.names)}=${at}`).join('&')
  return { bytes: Buffer.from(text.slice(0, 800_000)), type: FORM, told: '10 000 fields' }
}

const items = (dice: Dice, known: Known): Body => {
  const need = dice.pick(known.needs)
  const text = Array.from({ length: 1_900 }, (_, at) => `${need}._items=i${at.toString(36)}`).join('&')
  return { bytes: Buffer.from(text), type: FORM, told: `1 900 items of ${need}` }
}

const huge = (dice: Dice, known: Known): Body => {
  const text = `${dice.pick(known.names)}=${'é'.repeat(5 * 1024 * 1024)}`
  return { bytes: Buffer.from(text), type: FORM, told: '10 MB of text' }
}

const oddOf = (dice: Dice): Body => {
  const type = dice.pick([
    'application/json',
    'text/plain',
    'text/xml',
    `${FORM}; charset=utf-16`,
    'x',
    '/',
    '',
  ])
  const text = dice.pick([
    '{"__proto__":{"a":1}}',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>',
    'a=1',
    '[',
  ])
  return { bytes: Buffer.from(text), type, told: `${type} ${text}` }
}

const multipartOf = (dice: Dice, known: Known): Body => {
  const boundary = 'limite'
  const field = ([name, value]: [string, string]) => {
    const type = dice.chance(0.1) ? '\r\nContent-Type: application/json' : ''
    const said = dice.chance(0.1) ? dice.pick(['{"toString":1,"valueOf":1}', '[1]', '{']) : value
    return Buffer.from(`Content-Disposition: form-data; name="${name}"${type}\r\n\r\n${said}`)
  }
  const file = () => {
    const { name, type, bytes } = dice.pick(FILES)
    const shown = dice.chance(0.2) ? dice.pick(TEXTS).slice(0, 3_000) : name
    const into = dice.pick(['photos', 'identityEvidence', 'interestEvidence', nameOf(dice, known)])
    const head = `Content-Disposition: form-data; name="${into}"; filename="${shown}"\r\nContent-Type: ${type}\r\n\r\n`
    return Buffer.concat([Buffer.from(head), bytes])
  }
  const many = dice.chance(0.05)
  const parts = many
    ? Array.from({ length: 1_000 }, () => field(['photos', 'x']))
    : [...pairsOf(dice, known).slice(0, 5).map(field), ...Array.from({ length: dice.int(4) }, file)]
  const separator = Buffer.from(`--${boundary}\r\n`)
  const whole = Buffer.concat([
    ...parts.flatMap((part) => [separator, part, Buffer.from('\r\n')]),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  const broken = dice.int(8)
  const bytes = broken === 0 ? whole.subarray(0, dice.int(whole.length)) : whole
  const type =
    broken === 1
      ? 'multipart/form-data'
      : `multipart/form-data; boundary=${broken === 2 ? 'autre' : boundary}`
  return { bytes, type, told: `multipart of ${parts.length} parts${broken < 3 ? `, broken ${broken}` : ''}` }
}
