import { compileExpression } from '#rules'
import { error, type Finding, reporter } from '../findings.ts'
import type { Check, Checked } from './checked.ts'

export const PAGES = {
  'page-twice': error<{ need: string; pages: string }>(
    (d) => [`« ${d.need} » est demandé deux fois : ${d.pages}.`, `Laissez-le sur une seule page.`],
    (d) => [`“${d.need}” is asked twice: ${d.pages}.`, `Leave it on one page only.`],
  ),
  'derived-on-page': error<{ need: string }>(
    (d) => [
      `« ${d.need} » se calcule ; une page le demande.`,
      `Retirez-le de la page, ou retirez « derive ».`,
    ],
    (d) => [`“${d.need}” is computed; a page asks it.`, `Take it off the page, or remove “derive”.`],
  ),
  'reserved-name': error<{ name: string }>(
    (d) => [
      `« ${d.name} » est un nom réservé.`,
      `Choisissez un autre nom : celui-ci a déjà un sens dans les règles.`,
    ],
    (d) => [
      `“${d.name}” is a reserved name.`,
      `Choose another name: this one already means something in the rules.`,
    ],
  ),
}

const report = reporter(PAGES)

/** What the engine gives to every expression beside the needs, or adds to the items of a list. */
const RESERVED = new Set(['id', 'on', 'contested', 'unavailable', 'parameters', 'item', 'partial', 'rank'])

/** Each need on one page at most, under a name that is its own. */
export const pagesAndNames: Check = (checked) => [...placement(checked), ...names(checked)]

const placement = ({ source, definition }: Checked): Finding[] => {
  const written = Object.entries(source.service.pages ?? {})
  return definition.needs.flatMap(({ id, derive }) => {
    const places = written.flatMap(([page, needs]) =>
      needs.flatMap((need, index) => (need === id ? [{ page, where: ['pages', page, index] }] : [])),
    )
    const last = places.at(-1)
    if (!last) return []
    const where = source.at('service.yaml', last.where)
    return [
      ...(places.length > 1
        ? [report('page-twice', where, { need: id, pages: places.map((place) => place.page).join(', ') })]
        : []),
      ...(derive ? [report('derived-on-page', where, { need: id })] : []),
    ]
  })
}

const names = ({ source, definition }: Checked): Finding[] =>
  definition.needs.flatMap((need) => [
    ...reserved(need.id, source.at('service.yaml', ['needs', need.id])),
    ...need.fields.flatMap((field) =>
      reserved(field.id, source.at('service.yaml', ['needs', need.id, 'of', field.id])),
    ),
  ])

const reserved = (name: string, where: string) =>
  RESERVED.has(name) || isWordOfFeel(name) ? [report('reserved-name', where, { name })] : []

/** A name that FEEL understands though nothing declares it: a function (`date`, `count`) or a word of its grammar. */
const isWordOfFeel = (name: string): boolean => {
  const alone = compileExpression(name, [])
  return alone.ok || alone.refusal !== 'unknown-name'
}
