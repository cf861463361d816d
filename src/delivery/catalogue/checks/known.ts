import { addToDay } from '#kernel'
import type { RegistryFact } from '#parties'
import type { Need } from '../definition.ts'
import { error, type Finding, reporter } from '../findings.ts'
import type { Check, Checked } from './checked.ts'

/** A privacy assessment is looked at again after this delay, or it says nothing of what the service has become. */
const ASSESSMENT_HOLDS = 'P5Y'

export const KNOWN = {
  'known-but-asked': error<{ need: string; fact: string }>(
    (d) => [
      `« ${d.need} » est demandé, alors qu’un registre le détient déjà (${d.fact}).`,
      `Ajoutez « known-by: ${d.fact} », ou justifiez avec « asked-though-known: { because, until } ».`,
    ],
    (d) => [
      `“${d.need}” is asked, though a registry already holds it (${d.fact}).`,
      `Add “known-by: ${d.fact}”, or justify it with “asked-though-known: { because, until }”.`,
    ],
  ),
  'justification-expired': error<{ need: string; until: string }>(
    (d) => [
      `La justification de demander « ${d.need} » a pris fin le ${d.until}.`,
      `Utilisez le registre, ou renouvelez la justification avec sa nouvelle date.`,
    ],
    (d) => [
      `The justification for asking “${d.need}” ended on ${d.until}.`,
      `Use the registry, or renew the justification with its new date.`,
    ],
  ),
  'known-by-other-kind': error<{ need: string; fact: string; expected: string; found: string }>(
    (d) => [
      `« ${d.need} » est « ${d.found} » et ${d.fact} est « ${d.expected} ».`,
      `Donnez au besoin la même sorte et les mêmes champs que le registre.`,
    ],
    (d) => [
      `“${d.need}” is “${d.found}” and ${d.fact} is “${d.expected}”.`,
      `Give the need the same kind and the same fields as the registry.`,
    ],
  ),
  'known-by-nobody': error<{ need: string }>(
    (d) => [
      `« ${d.need} » vient d’un registre, mais le service n’identifie personne.`,
      `Retirez « known-by », ou écrivez « for: person ».`,
    ],
    (d) => [
      `“${d.need}” comes from a registry, but the service identifies nobody.`,
      `Remove “known-by”, or write “for: person”.`,
    ],
  ),
  'privacy-missing': error(
    () => [
      `Aucune évaluation des facteurs relatifs à la vie privée n’est jointe (A-2.1, a. 63.5).`,
      `Ajoutez « privacy: { assessment: numéro, approved: AAAA-MM-JJ } ».`,
    ],
    () => [
      `No privacy assessment is attached (A-2.1, s. 63.5).`,
      `Add “privacy: { assessment: number, approved: YYYY-MM-DD }”.`,
    ],
  ),
  'privacy-expired': error<{ approved: string }>(
    (d) => [
      `L’évaluation de vie privée du ${d.approved} n’est pas en vigueur.`,
      `Elle vaut cinq ans à partir de son approbation : faites-la approuver de nouveau.`,
    ],
    (d) => [
      `The privacy assessment of ${d.approved} is not in force.`,
      `It holds for five years from its approval: have it approved again.`,
    ],
  ),
}

const report = reporter(KNOWN)

/** An administration does not ask what another holds, and says why it may ask the rest. */
export const knownAndPrivate: Check = (checked) => [
  ...checked.definition.needs.flatMap((need) => [
    ...held(need, checked),
    ...justified(need, checked),
    ...sameKind(need, checked),
  ]),
  ...privacy(checked),
]

const held = (need: Need, { source, definition, surroundings }: Checked): Finding[] => {
  const where = source.at('service.yaml', ['needs', need.id])
  if (definition.for === 'anyone')
    return need.knownBy ? [report('known-by-nobody', where, { need: need.id })] : []
  if (need.knownBy || need.askedThoughKnown || need.derive) return []
  for (const registry of surroundings.registries.values())
    for (const fact of registry.facts)
      if (fact.concept === need.id)
        return [report('known-but-asked', where, { need: need.id, fact: `${registry.id}.${fact.id}` })]
  return []
}

const justified = (need: Need, { source, surroundings }: Checked): Finding[] => {
  const until = need.askedThoughKnown?.until
  if (!until || until >= surroundings.today) return []
  const where = source.at('service.yaml', ['needs', need.id, 'asked-though-known', 'until'])
  return [report('justification-expired', where, { need: need.id, until })]
}

const sameKind = (need: Need, { source, surroundings }: Checked): Finding[] => {
  if (!need.knownBy) return []
  const { registry, fact: name } = need.knownBy
  const fact = surroundings.registries.get(registry)?.facts.find((each) => each.id === name)
  if (!fact || fits(need, fact)) return []
  return [
    report('known-by-other-kind', source.at('service.yaml', ['needs', need.id, 'known-by']), {
      need: need.id,
      fact: `${registry}.${name}`,
      expected: kindOf(fact),
      found: kindOf(need),
    }),
  ]
}

/** A list may ask more of each item than the registry holds; what it holds must have its place. */
const fits = (need: Need, fact: RegistryFact): boolean =>
  need.is === fact.is &&
  fact.fields.every((held) => need.fields.some((field) => field.id === held.id && field.is === held.is))

const kindOf = ({ is, fields }: { is: string; fields: { id: string; is: string }[] }): string =>
  fields.length === 0 ? is : `${is} (${fields.map((field) => `${field.id}: ${field.is}`).join(', ')})`

const privacy = ({ source, definition, surroundings }: Checked): Finding[] => {
  const { privacy: assessed } = definition
  if (!assessed) return [report('privacy-missing', source.at('service.yaml'), {})]
  const { approved } = assessed
  const isInForce =
    approved <= surroundings.today && surroundings.today <= addToDay(approved, ASSESSMENT_HOLDS)
  const where = source.at('service.yaml', ['privacy', 'approved'])
  return isInForce ? [] : [report('privacy-expired', where, { approved })]
}
