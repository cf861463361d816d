import { type FileValue, filesOf, holdsFor, type Need, readAnswer, showValue, typedValue } from '#catalogue'
import { type AnswerFault, asAsked, type Dossier, type NeedInForce, type Remainder } from '#dossiers'
import { type DocumentRefusal, MOST_BYTES, storeEvidence } from '#documents'
import { html, type Html } from '#html'
import { formatDay, isKey, type Language, newId } from '#kernel'
import { type Faults, type KnownFact, type KnownItem, needField, type NeedFieldProps } from '#look'
import { type Form, type Platform, refusedWith, type Sent, type Upload } from '#web'
import { sourceOf } from './facts.ts'
import { to } from './paths.ts'
import { needWords } from './said.ts'
import { words } from './words.ts'

/** The questions of one page and the dossier they belong to: rendered, then read back from what was sent. */
export type Questions = {
  platform: Platform
  ref: string
  dossier: Dossier
  remainder: Remainder
  asked: readonly NeedInForce[]
  language: Language
}

/** What was sent, read: the answers that can be kept, what is wrong with the others, and the form to show again. */
export type Read = { values: Record<string, unknown>; faults: AnswerFault[]; fileFaults: Faults; form: Form }

// ---- Showing

type ReadonlyForm = NeedFieldProps['form']

export const showQuestions = (
  q: Questions,
  shown: { form?: Form; faults?: Faults; titled?: boolean } = {},
): Html => {
  const form = shown.form ?? typedForm(q)
  // A question that is alone on its page is its title, unless the page has one.
  const alone = q.asked.length === 1 && !shown.titled
  const asks = q.asked.map((inForce) => asksOf(q, inForce))
  return html`${q.asked.map((inForce, at) => question(q, inForce, form, shown.faults ?? {}, alone, asks[at]!))}<input
      type="hidden"
      name="_asked"
      value="${pathsAsked(q, asks).join(' ')}"
    />`
}

const question = (
  q: Questions,
  inForce: NeedInForce,
  form: ReadonlyForm,
  faults: Faults,
  alone: boolean,
  asks: Asks,
): Html => {
  const { dossier, language } = q
  const need = asAsked(inForce)
  const said = needWords(dossier.pinned.definition, language, need.id)
  return needField({
    need,
    words: said,
    language,
    form,
    faults,
    alone: alone && inForce.because !== 'contested',
    known:
      inForce.because === 'contested' || inForce.because === 'unavailable' ? besides(q, inForce) : undefined,
    files: heldFiles(q, inForce) || undefined,
    knownItems: inForce.how === 'completed' ? itemsOf(q, inForce) : undefined,
    asks,
    closed: inForce.how === 'completed',
  })
}

/** What a registry holds and that is asked all the same, in sight above the question. */
const besides = ({ platform, dossier, ref, language }: Questions, { need, known, because }: NeedInForce) => {
  if (!known) return undefined
  const { definition } = dossier.pinned
  const value =
    'value' in known ? showValue(need, known.value, needWords(definition, language, need.id), language) : ''
  const fact: Omit<KnownFact, 'language'> = {
    label: words[language].known.held,
    value: Array.isArray(value) ? value.join(', ') : value,
    source: sourceOf(platform, known, language),
    asOf: 'asOf' in known ? { text: formatDay(known.asOf, language), machine: known.asOf } : undefined,
    state: because === 'unavailable' ? 'unavailable' : 'contested',
    wayOut:
      because === 'unavailable'
        ? words[language].known.manual
        : html`<a href="${to('contest', language, { ref, need: need.id })}">${words[language].known.takeBack}</a>`,
  }
  return fact
}

const typedForm = ({ asked, language }: Questions): ReadonlyForm => {
  const form: Form = new Map()
  for (const inForce of asked) typedValue(asAsked(inForce), inForce.value, language, form)
  return form
}

const heldFiles = ({ ref, language }: Questions, { need, value }: NeedInForce) =>
  asksFiles(need) &&
  Object.fromEntries(
    [...filesOf(need, value)].map(([path, files]) => [
      path,
      files.map(({ id, name, size, digest }) => ({
        id,
        name,
        size,
        href: to('evidence', language, { ref, digest }),
      })),
    ]),
  )

/** Whether a question takes files, or its items do. */
export const asksFiles = ({ is, fields }: Need): boolean =>
  is === 'file' || fields.some((field) => field.is === 'file')

type Row = Record<string, unknown> & { id: string }

/** The items that a registry gave: named by their first text, the rest of what is known beside it. */
const itemsOf = (
  { platform, dossier, language }: Questions,
  { need, known, askedFields, value }: NeedInForce,
): KnownItem[] => {
  const said = needWords(dossier.pinned.definition, language, need.id)
  const held = need.fields.filter(({ id }) => !askedFields.some((field) => field.id === id))
  const titled = held.find(({ is }) => is === 'text')
  return ((value as Row[] | undefined) ?? []).map((row, at) => ({
    id: row.id,
    title: titled ? String(row[titled.id] ?? '') : `${said.item ?? ''} ${at + 1}`,
    shown: held
      .filter((field) => field !== titled)
      .map((field): [string, string] => {
        const label = said.fields?.[field.id]?.label ?? field.id
        const text = showValue(field, row[field.id], { label, ...said.fields?.[field.id] }, language)
        return [label, Array.isArray(text) ? text.join(', ') : text]
      }),
    source: known ? sourceOf(platform, known, language) : undefined,
  }))
}

/** Whether an item is asked a field: by its `when`, on the items as the conditions see them. */
const asksOf = ({ remainder: { scope } }: Questions, { need, compiled, value }: NeedInForce): Asks => {
  const conditional = compiled.fields.filter(({ when }) => when !== null)
  if (conditional.length === 0) return ALWAYS
  const conditions = new Map(conditional.map(({ field, when }) => [field.id, when!]))
  const seen = (scope[need.id] ?? []) as object[]
  return (itemId: string, fieldId: string): boolean => {
    const when = conditions.get(fieldId)
    if (!when) return true
    const at = ((value as Row[] | undefined) ?? []).findIndex(({ id }) => id === itemId)
    return holdsFor(seen[at] ?? blank(need), when, scope)
  }
}

type Asks = (itemId: string, fieldId: string) => boolean

const ALWAYS: Asks = () => true

/** An item that is not kept yet: none of its fields is answered. */
const blank = (need: Need): object => Object.fromEntries(need.fields.map(({ id }) => [id, null]))

/** Every path the page asks: what a later page compares with, to know that an answer revealed something new. */
export const pathsAsked = (
  q: Questions,
  asks: readonly Asks[] = q.asked.map((inForce) => asksOf(q, inForce)),
): string[] => {
  const paths: string[] = []
  for (const [at, { need, value, askedFields }] of q.asked.entries()) {
    paths.push(need.id)
    if (need.is !== 'list') continue
    for (const { id } of (value as Row[] | undefined) ?? [])
      for (const field of askedFields) if (asks[at]!(id, field.id)) paths.push(`${need.id}.${id}.${field.id}`)
  }
  return paths
}

// ---- Reading

/** Reads the page’s answers; files are stored (durable) before the answers that name them. */
export const readQuestions = async (q: Questions, sent: Sent): Promise<Read> => {
  const form = acted(sent.form)
  const { stored, fileFaults } = await storeUploads(q, sent.uploads)
  const removed = removedFile(sent.form)
  const values: Record<string, unknown> = {}
  const faults: AnswerFault[] = []
  const typed: Form = new Map(form)
  for (const inForce of q.asked) {
    const need = asAsked(inForce)
    const files = new Map<string, FileValue[]>()
    for (const [path, held] of filesOf(need, inForce.value))
      files.set(
        path,
        held.filter(({ id }) => `${path}:${id}` !== removed),
      )
    for (const [path, added] of stored)
      if (path === need.id || path.startsWith(`${need.id}.`))
        files.set(path, [...(files.get(path) ?? []), ...added])
    const read = readAnswer(need, form, files)
    if ('value' in read) values[need.id] = read.value ?? null
    else faults.push(...read.faults)
  }
  return { values, faults, fileFaults, form: typed }
}

/** The form as its buttons « Ajouter » and « Retirer » left it: an item more, or an item less. */
const acted = (form: Form): Form => {
  const [act, need, itemId] = (form.get('_do')?.[0] ?? '').split(':')
  const items = form.get(`${need}._items`) ?? []
  if (act === 'add') return new Map(form).set(`${need}._items`, [...items, newId().slice(-12)])
  if (act === 'remove')
    return new Map(form).set(
      `${need}._items`,
      items.length === 1 ? [''] : items.filter((id) => id !== itemId),
    )
  return form
}

const removedFile = (form: Form): string | null => {
  const value = form.get('_do')?.[0] ?? ''
  return value.startsWith('remove-file:') ? value.slice('remove-file:'.length) : null
}

const storeUploads = async ({ platform, asked, language, ref }: Questions, uploads: Upload[]) => {
  const stored = new Map<string, FileValue[]>()
  const fileFaults: Record<string, string> = {}
  const wanted = uploads.filter(({ field }) =>
    asked.some(({ need }) => field === need.id || field.startsWith(`${need.id}.`)),
  )
  const weight = wanted.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (isKey(ref) && !platform.quotas.uploads.take(weight))
    throw refusedWith(429, 'too many files without an account')
  for (const { field, name, bytes, tooLarge } of wanted) {
    const kept = tooLarge
      ? { ok: false as const, refusal: 'file-too-large' as DocumentRefusal }
      : await storeEvidence(platform.db, bytes, platform.clock())
    if (kept.ok)
      stored.set(field, [...(stored.get(field) ?? []), { id: newId().slice(-12), name, ...kept.value }])
    else fileFaults[field] = words[language].files[kept.refusal](name, MOST_BYTES / (1024 * 1024))
  }
  return { stored, fileFaults }
}
