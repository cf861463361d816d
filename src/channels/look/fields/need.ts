import type { Html } from '#html'
import type { Language } from '#kernel'
import { html } from '#html'
import type { Field, Kind, Need, NeedWords } from '#catalogue'
import type { Faults } from '../messages.ts'
import { knownFact, type KnownFact } from '../panels.ts'
import { group, type Asked, type FileRules, type Form, type HeldFile } from './asked.ts'
import { chosenOf, manyOf, NO, oneOf, YES, yesNo } from './choice.ts'
import { date, PARTS } from './date.ts'
import { file } from './file.ts'
import { list, type KnownItem, type ListAsked } from './list.ts'
import { drawnAround, drawnOnce } from './once.ts'
import { line, paragraph } from './text.ts'

export type NeedFieldProps = {
  need: Need
  words: NeedWords
  language: Language
  /** What was typed, as it was typed. */
  form: Form
  faults?: Faults | undefined
  /** The question is alone on its page: its label is the h1. */
  alone?: boolean | undefined
  /** What a registry holds and that is asked all the same (contested, dated justification): shown above. */
  known?: Omit<KnownFact, 'language'> | undefined
  /** Files held already, by path (`need`, `need.itemId.field`). */
  files?: Readonly<Record<string, readonly HeldFile[]>> | undefined
  fileRules?: FileRules | undefined
  knownItems?: readonly KnownItem[] | undefined
  asks?: ((itemId: string, fieldId: string) => boolean) | undefined
  /** The known items are all there is: a missing one is said by contesting the list, not by adding to it. */
  closed?: boolean | undefined
}

/**
 * One need of a service as a person fills it, whatever its kind: the question, why it is asked, an example, what is
 * wrong with what was typed, and the inputs under the names that the form's reader expects (`need`, `need.year`,
 * `need.itemId.field`, `need._items`, `_do`).
 */
export const needField = (p: NeedFieldProps): Html => {
  const asked = askedNeed(p)
  const field = p.need.is === 'list' ? listField(p, asked) : RENDERERS[p.need.is](asked)
  return p.known
    ? html`<div class="with-known">${knownFact({ ...p.known, language: p.language })}${field}</div>`
    : field
}

const keptLine = drawnOnce(line, { inputs: [''] })

const RENDERERS: Record<Exclude<Kind, 'list'>, (a: Asked) => Html> = {
  text: keptLine,
  'long-text': drawnOnce(paragraph, { inputs: [''] }),
  'yes-no': drawnOnce(yesNo, { chosen: chosenOf([YES, NO]) }),
  date: drawnOnce(date, { inputs: PARTS.map((part) => `.${part}`) }),
  whole: keptLine,
  money: keptLine,
  email: keptLine,
  phone: keptLine,
  'postal-code': keptLine,
  sin: keptLine,
  'bank-account': keptLine,
  file,
  'one-of': drawnOnce(oneOf, { chosen: chosenOf() }),
  'many-of': manyOf,
}

const askedNeed = (p: NeedFieldProps): Asked => ({
  path: p.need.id,
  list: null,
  item: null,
  field: p.need,
  most: p.need.most,
  label: p.words.label,
  why: p.words.why,
  example: p.words.example,
  optionWords: p.words.options ?? NO_WORDS,
  language: p.language,
  form: p.form,
  fault: p.faults?.[p.need.id],
  alone: p.alone ?? false,
  autocomplete: p.need.sensitive
    ? 'off'
    : p.need.party === 'applicant'
      ? ABOUT_ONESELF[p.need.id]
      : undefined,
  held: p.files?.[p.need.id] ?? NO_FILES,
  fileRules: p.fileRules ?? ORDINARY_FILES[p.language],
})

const NO_WORDS: Asked['optionWords'] = {}
const NO_FILES: Asked['held'] = []

/** The field of an item speaks of somebody else as often as not: the browser proposes nothing. */
const askedField = (p: NeedFieldProps, itemId: string, field: Field): Asked => {
  const path = `${p.need.id}.${itemId}.${field.id}`
  const said = p.words.fields?.[field.id]
  return {
    path,
    list: p.need.id,
    item: itemId,
    field,
    most: null,
    label: said?.label ?? field.id,
    why: undefined,
    example: said?.example,
    optionWords: said?.options ?? NO_WORDS,
    language: p.language,
    form: p.form,
    fault: p.faults?.[path],
    alone: false,
    autocomplete: 'off',
    held: p.files?.[path] ?? NO_FILES,
    fileRules: p.fileRules ?? ORDINARY_FILES[p.language],
  }
}

const listField = (p: NeedFieldProps, asked: Asked): Html => {
  const items: ListAsked = {
    ...asked,
    need: p.need,
    needWords: p.words,
    knownItems: p.knownItems ?? [],
    asks: p.asks ?? (() => true),
    closed: p.closed ?? false,
    fieldOf: (itemId, field) => RENDERERS[field.is as Exclude<Kind, 'list'>](askedField(p, itemId, field)),
  }
  return aroundList(asked, list(items))
}

const aroundList = drawnAround(group)

/** WCAG 1.3.5: what a browser may fill for the person, by the names that services use. */
const ABOUT_ONESELF: Readonly<Record<string, string>> = {
  fullName: 'name',
  firstName: 'given-name',
  givenName: 'given-name',
  lastName: 'family-name',
  familyName: 'family-name',
  birthDate: 'bday',
  address: 'street-address',
  street: 'address-line1',
  city: 'address-level2',
  municipality: 'address-level2',
}

/** Browsers that do not know the type of an iPhone’s photos know how their names end. */
const ACCEPT = 'application/pdf,image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif'

const ORDINARY_FILES: Record<Language, FileRules> = {
  fr: { words: 'PDF, JPEG, PNG, WebP ou HEIC', accept: ACCEPT, mostBytes: 10_000_000 },
  en: { words: 'PDF, JPEG, PNG, WebP or HEIC', accept: ACCEPT, mostBytes: 10_000_000 },
}
