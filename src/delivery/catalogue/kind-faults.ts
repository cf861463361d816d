import { error, reporter, type Finding } from './findings.ts'
import type { ServiceSource } from './schema.ts'
import type { Path } from './source.ts'

/** What makes a need unreadable though each of its words is right: no kind, two kinds, a list of nothing. */
export const KIND = {
  'kind-unclear': error<{ name: string }>(
    (d) => [
      `« ${d.name} » n’a pas exactement une sorte de réponse.`,
      `Donnez un seul de « is », « one-of » ou « many-of ».`,
    ],
    (d) => [
      `“${d.name}” has not exactly one kind of answer.`,
      `Give one only of “is”, “one-of” or “many-of”.`,
    ],
  ),
  'list-without-fields': error<{ name: string }>(
    (d) => [
      `La liste « ${d.name} » et ses champs ne vont pas ensemble.`,
      `Une liste s’écrit « is: list » avec « of: » et ses champs ; rien d’autre n’a de « of ».`,
    ],
    (d) => [
      `The list “${d.name}” and its fields do not go together.`,
      `A list is written “is: list” with “of:” and its fields; nothing else has “of”.`,
    ],
  ),
  'option-twice': error<{ name: string; option: string }>(
    (d) => [`« ${d.name} » offre deux fois « ${d.option} ».`, `Gardez-en un seul.`],
    (d) => [`“${d.name}” offers “${d.option}” twice.`, `Keep one.`],
  ),
}

const report = reporter(KIND)

type Choice = {
  is?: string | undefined
  'one-of'?: string[] | undefined
  'many-of'?: string[] | undefined
}

export const kindFaults = (service: ServiceSource, at: (path: Path) => string): Finding[] =>
  Object.entries(service.needs).flatMap(([name, need]) => {
    const where = ['needs', name]
    const fields = Object.entries(need.of ?? {})
    const isList = need.is === 'list'
    return [
      ...choiceFaults(name, need, at(where)),
      ...(isList === fields.length > 0 ? [] : [report('list-without-fields', at(where), { name })]),
      ...fields.flatMap(([id, field]) =>
        typeof field === 'string' ? [] : choiceFaults(`${name}.${id}`, field, at([...where, 'of', id])),
      ),
    ]
  })

const choiceFaults = (name: string, choice: Choice, where: string): Finding[] => {
  const kinds = [choice.is, choice['one-of'], choice['many-of']].filter((kind) => kind !== undefined)
  const options = choice['one-of'] ?? choice['many-of'] ?? []
  const twice = options.find((option, at) => options.indexOf(option) !== at)
  return [
    ...(kinds.length === 1 ? [] : [report('kind-unclear', where, { name })]),
    ...(twice ? [report('option-twice', where, { name, option: twice })] : []),
  ]
}
