import type { CompiledVersion } from '../compiled.ts'
import { error, type Finding, reporter, warning } from '../findings.ts'
import { type BadAnswers, type Played, playExample } from '../golden.ts'
import { faultSentence } from '../kinds/index.ts'
import type { Example } from '../schema.ts'
import type { Path } from '../source.ts'
import type { Checked } from './checked.ts'

export const EXAMPLES = {
  'example-differs': error<{ title: string; what: string; expected: string; found: string }>(
    (d) => [
      `L’exemple « ${d.title} » attend ${d.what} ${d.expected} ; le service donne ${d.found}.`,
      `Refaites le calcul à la main : l’exemple ou la règle se trompe.`,
    ],
    (d) => [
      `The example “${d.title}” expects ${d.what} ${d.expected}; the service gives ${d.found}.`,
      `Work it out by hand again: either the example or the rule is wrong.`,
    ],
  ),
  'example-answers': error<{ title: string; answer: string; fr: string; en: string }>(
    (d) => [`L’exemple « ${d.title} » : aucun canal n’accepterait « ${d.answer} ».`, d.fr],
    (d) => [`The example “${d.title}”: no channel would take “${d.answer}”.`, d.en],
  ),
  'no-example': warning(
    () => [
      `Le service a des règles et aucun exemple.`,
      `Ajoutez examples/*.yaml : des cas travaillés à la main, avec leur décision.`,
    ],
    () => [
      `The service has rules and no example.`,
      `Add examples/*.yaml: cases worked out by hand, with their decision.`,
    ],
  ),
}

const report = reporter(EXAMPLES)

/** The golden cases come out as they were worked out by hand. */
export const examples = ({ source, definition }: Checked, compiled: CompiledVersion): Finding[] => {
  if (definition.rules && source.examples.length === 0)
    return [report('no-example', source.at('rules.yaml'), {})]
  return source.examples.flatMap(({ file, example }) => {
    const played = playExample(compiled, example)
    return 'unknown' in played
      ? badAnswers(example, played, (id) => source.at(file, ['answers', id]))
      : differences(example, played).map(({ path, ...details }) =>
          report('example-differs', source.at(file, path), { title: example.title, ...details }),
        )
  })
}

const badAnswers = (
  example: Example,
  { unknown, faults }: BadAnswers,
  at: (id: string) => string,
): Finding[] => [
  ...unknown.map((answer) =>
    report('example-answers', at(answer), {
      title: example.title,
      answer,
      fr: 'Le service n’a pas de besoin de ce nom.',
      en: 'The service has no need of this name.',
    }),
  ),
  ...faults.map((fault) =>
    report('example-answers', at(fault.path.split('.')[0]!), {
      title: example.title,
      answer: fault.path,
      fr: faultSentence(fault, fault.path, 'fr'),
      en: faultSentence(fault, fault.path, 'en'),
    }),
  ),
]

type Difference = { path: Path; what: string; expected: string; found: string }

const differences = (example: Example, played: Played): Difference[] => {
  const found: Difference[] = []
  const compare = (path: Path, expected: unknown, given: unknown) => {
    if (expected !== given)
      found.push({ path, what: String(path.at(-1)), expected: shown(expected), found: shown(given) })
  }
  compare(['refusal'], example.refusal ?? null, played.refusal)
  if (example.outcome !== undefined) compare(['outcome'], example.outcome, played.outcome)
  if (example.path !== undefined) compare(['path'], example.path.join(' → '), played.path.join(' → '))
  for (const [name, amount] of Object.entries(example.amounts ?? {}))
    compare(['amounts', name], amount, played.amounts[name] ?? null)
  return found
}

/** A dash for nothing, in both languages. */
const shown = (value: unknown): string => (value === null || value === '' ? '—' : String(value))
