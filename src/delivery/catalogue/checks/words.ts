import { LANGUAGES } from '#kernel'
import type { CompiledVersion } from '../compiled.ts'
import type { Field } from '../definition.ts'
import { findingNames } from '../involvement.ts'
import { error, type Finding, reporter } from '../findings.ts'
import type { Path } from '../source.ts'
import type { Checked } from './checked.ts'

export const WORDS = {
  'words-missing': error<{ path: string; file: string }>(
    (d) => [`Il manque les mots de « ${d.path} ».`, `Ajoutez-les dans ${d.file}.`],
    (d) => [`The words of “${d.path}” are missing.`, `Add them in ${d.file}.`],
  ),
  'words-unused': error<{ path: string }>(
    (d) => [
      `Personne ne lira « ${d.path} » : rien ne porte ce nom.`,
      `Corrigez le nom, ou retirez ces mots.`,
    ],
    (d) => [
      `Nobody will read “${d.path}”: nothing bears this name.`,
      `Mend the name, or remove these words.`,
    ],
  ),
}

const report = reporter(WORDS)

/**
 * Every sentence that a person may read is written in both languages, and none is written for nothing.
 * The parameters that need words are those that rules read: their names appear in the explanation.
 */
export const words = (checked: Checked, compiled: CompiledVersion | null): Finding[] =>
  LANGUAGES.flatMap((language) => {
    const file = `words.${language}.yaml`
    const at = (path: Path) => checked.source.at(file, path)
    const wanted = wantedOf(checked, compiled)
    const written = checked.definition.words[language]
    return [
      ...missing(wanted, written, []).map((path) =>
        report('words-missing', at(path), { path: path.join('.'), file }),
      ),
      ...unused(wanted, written).map((path) => report('words-unused', at(path), { path: path.join('.') })),
    ]
  })

/** A word to write, or a group of them. `optional` may be written; a group's keys must be exactly these. */
type Wanted = 'sentence' | { [key: string]: Wanted }

type Sections = { [section: string]: { [key: string]: Wanted } }

const wantedOf = ({ definition, source }: Checked, compiled: CompiledVersion | null): Sections => {
  const stages = Object.entries(definition.path)
  const decided = stages.filter(([, stage]) => 'decision' in stage)
  const outcomes = stages.flatMap(([, stage]) => ('decision' in stage ? [] : Object.keys(stage.outcomes)))
  return {
    needs: keyed(definition.needs, (need) => ({
      label: 'sentence',
      ...choices(need),
      ...(need.fields.length > 0 && {
        item: 'sentence',
        fields: keyed(need.fields, (field) => ({ label: 'sentence', ...choices(field) })),
      }),
    })),
    pages: sentences(Object.keys(source.service.pages ?? {})),
    checks: sentences(definition.needs.flatMap((need) => need.checks.map((check) => check.else))),
    stages: sentences(stages.map(([id]) => id)),
    decisions: Object.fromEntries(decided.map(([id]) => [id, { title: 'sentence', text: 'sentence' }])),
    deadlines: keyed(definition.deadlines ?? [], () => ({ title: 'sentence', todo: 'sentence' })),
    outcomes: sentences(outcomes),
    findings: sentences(findingNames(definition)),
    rules: sentences(Object.keys(definition.rules?.rules ?? {})),
    // While the parameters do not compile their names are not known: nothing is said of their words.
    ...(compiled && { parameters: sentences(compiled.book?.parameters.names ?? []) }),
  }
}

const keyed = <T extends { id: string }>(each: readonly T[], wanted: (one: T) => { [key: string]: Wanted }) =>
  Object.fromEntries(each.map((one) => [one.id, wanted(one)]))

const sentences = (ids: readonly string[]): { [key: string]: Wanted } =>
  Object.fromEntries(ids.map((id) => [id, 'sentence' as const]))

const choices = (field: Field): { [key: string]: Wanted } =>
  field.options.length > 0 ? { options: sentences(field.options) } : {}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const missing = (wanted: Wanted, written: unknown, path: string[]): string[][] => {
  if (wanted === 'sentence') return typeof written === 'string' ? [] : [path]
  const inside = isGroup(written) ? written : {}
  return Object.entries(wanted).flatMap(([key, below]) => missing(below, inside[key], [...path, key]))
}

/** Only keys that name something of the service can be unused: what else a need may carry is the schema's matter. */
const unused = (sections: Sections, written: Record<string, unknown>): string[][] =>
  Object.entries(sections).flatMap(([section, wanted]) => {
    const group = isGroup(written[section]) ? written[section] : {}
    const strangers = Object.keys(group).filter((key) => !Object.hasOwn(wanted, key))
    const inside =
      section === 'needs'
        ? Object.keys(wanted).flatMap((id) =>
            unusedOfNeed(wanted[id]!, group[id]).map((path) => [id, ...path]),
          )
        : []
    return [...strangers.map((key) => [section, key]), ...inside.map((path) => [section, ...path])]
  })

const unusedOfNeed = (wanted: Wanted, written: unknown): string[][] => {
  if (wanted === 'sentence' || !isGroup(written)) return []
  const only = (key: 'options' | 'fields') => {
    const group = isGroup(written[key]) ? written[key] : {}
    const known = isGroup(wanted[key]) ? wanted[key] : {}
    return Object.keys(group)
      .filter((id) => !Object.hasOwn(known, id))
      .map((id) => [key, id])
  }
  const fields = isGroup(wanted['fields']) ? (wanted['fields'] as { [key: string]: Wanted }) : {}
  const below = Object.entries(fields).flatMap(([id, field]) =>
    unusedOfNeed(field, isGroup(written['fields']) ? written['fields'][id] : null).map((path) => [
      'fields',
      id,
      ...path,
    ]),
  )
  const item = written['item'] !== undefined && wanted['item'] === undefined ? [['item']] : []
  return [...only('options'), ...only('fields'), ...item, ...below]
}
