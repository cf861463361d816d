import { nearest } from '#kernel'
import { error, type Finding, meant, reporter } from '../findings.ts'
import type { Definition } from '../definition.ts'
import type { Path } from '../source.ts'
import type { Check, Checked } from './checked.ts'

type Unknown = { name: string; near: string | null; known: string[] }

const unknown = (fr: (name: string) => string, en: (name: string) => string) =>
  error<Unknown>(
    (d) => [fr(d.name), meant(d.near, d.known).fr],
    (d) => [en(d.name), meant(d.near, d.known).en],
  )

export const REFERENCES = {
  'id-not-folder': error<{ id: string; folder: string }>(
    (d) => [
      `Le service s’appelle « ${d.id} » et son dossier « ${d.folder} ».`,
      `Donnez le même nom aux deux : le nom ne change plus une fois le service publié.`,
    ],
    (d) => [
      `The service is called “${d.id}” and its folder “${d.folder}”.`,
      `Give both the same name: it never changes once the service is published.`,
    ],
  ),
  'unknown-authority': unknown(
    (name) => `Aucun organisme ne s’appelle « ${name} ».`,
    (name) => `No organisation is called “${name}”.`,
  ),
  'unknown-role': unknown(
    (name) => `L’organisme n’a pas d’agents au rôle « ${name} » : personne ne verrait ces dossiers.`,
    (name) => `The organisation has no agents with the role “${name}”: nobody would see these dossiers.`,
  ),
  'unknown-need': unknown(
    (name) => `Le service n’a aucun besoin du nom de « ${name} ».`,
    (name) => `The service has no need called “${name}”.`,
  ),
  'not-a-language-choice': error<{ need: string }>(
    (d) => [
      `Le besoin « ${d.need} » ne choisit pas la langue d’un document.`,
      `Il doit offrir un choix : one-of: [french, english].`,
    ],
    (d) => [
      `The need “${d.need}” does not choose the language of a document.`,
      `It has to offer a choice: one-of: [french, english].`,
    ],
  ),
  'unknown-stage': unknown(
    (name) => `Aucune étape ne s’appelle « ${name} ».`,
    (name) => `No stage is called “${name}”.`,
  ),
  'unknown-party': unknown(
    (name) => `Aucune partie ne s’appelle « ${name} ».`,
    (name) => `No party is called “${name}”.`,
  ),
  'unknown-registry': unknown(
    (name) => `Aucun registre ne s’appelle « ${name} ».`,
    (name) => `No registry is called “${name}”.`,
  ),
  'unknown-fact': unknown(
    (name) => `Ce registre ne détient pas « ${name} ».`,
    (name) => `This registry does not hold “${name}”.`,
  ),
}

const report = reporter(REFERENCES)

/** Every name that a service gives to something which must exist. */
export const references: Check = (checked) => [
  ...identity(checked),
  ...facts(checked),
  ...parties(checked),
  ...pages(checked),
  ...stages(checked),
]

const unless = (
  code: Exclude<keyof typeof REFERENCES, 'id-not-folder'>,
  where: string,
  name: string,
  known: Iterable<string>,
): Finding[] => {
  const names = [...known]
  return names.includes(name) ? [] : [report(code, where, { name, near: nearest(name, names), known: names })]
}

const identity = ({ source, definition, surroundings }: Checked): Finding[] => [
  ...(definition.id === source.id
    ? []
    : [report('id-not-folder', source.at('service.yaml', ['id']), { id: definition.id, folder: source.id })]),
  ...unless(
    'unknown-authority',
    source.at('service.yaml', ['authority']),
    definition.authority,
    surroundings.organisations.keys(),
  ),
]

const facts = ({ source, definition, surroundings }: Checked): Finding[] =>
  definition.needs.flatMap(({ id, knownBy }) => {
    if (!knownBy) return []
    const where = source.at('service.yaml', ['needs', id, 'known-by'])
    const registry = surroundings.registries.get(knownBy.registry)
    if (!registry) return unless('unknown-registry', where, knownBy.registry, surroundings.registries.keys())
    const held = registry.facts.map((fact) => fact.id)
    return unless('unknown-fact', where, knownBy.fact, held)
  })

const parties = ({ source, definition }: Checked): Finding[] =>
  definition.needs.flatMap(({ id, party }) =>
    unless(
      'unknown-party',
      source.at('service.yaml', ['needs', id, 'party']),
      party,
      Object.keys(definition.parties),
    ),
  )

const pages = ({ source, definition }: Checked): Finding[] =>
  Object.entries(source.service.pages ?? {}).flatMap(([page, needs]) =>
    needs.flatMap((need, index) =>
      unless(
        'unknown-need',
        source.at('service.yaml', ['pages', page, index]),
        need,
        definition.needs.map((each) => each.id),
      ),
    ),
  )

const stages = ({ source, definition, surroundings }: Checked): Finding[] => {
  const names = Object.keys(definition.path)
  const needs = definition.needs.map((each) => each.id)
  const roles = Object.keys(surroundings.organisations.get(definition.authority)?.roles ?? {})
  const isPlaced = surroundings.organisations.has(definition.authority)
  return Object.entries(definition.path).flatMap(([id, stage]) => {
    const at = (...path: Path) => source.at('service.yaml', ['path', id, ...path])
    if ('decision' in stage)
      return [
        ...(stage.certificate ?? []).flatMap((need, index) =>
          unless('unknown-need', at('certificate', index), need, needs),
        ),
        ...languageOf(stage['certificate-language'], at('certificate-language'), definition.needs),
      ]
    return [
      ...Object.entries(stage.outcomes).flatMap(([outcome, next]) =>
        unless('unknown-stage', at('outcomes', outcome), next, names),
      ),
      ...('robot' in stage ? unless('unknown-stage', at('otherwise'), stage.otherwise, names) : []),
      ...('agent' in stage && isPlaced ? unless('unknown-role', at('role'), stage.role, roles) : []),
    ]
  })
}

const LANGUAGES: ReadonlySet<string> = new Set(['french', 'english'])

/** Of the need that chooses a document's language, the options are the languages in which it can be made. */
const languageOf = (need: string | undefined, where: string, needs: Definition['needs']): Finding[] => {
  if (need === undefined) return []
  const found = needs.find(({ id }) => id === need)
  if (!found)
    return unless(
      'unknown-need',
      where,
      need,
      needs.map(({ id }) => id),
    )
  const isChoice = found.is === 'one-of' && found.options.every((option) => LANGUAGES.has(option))
  return isChoice ? [] : [report('not-a-language-choice', where, { need })]
}
