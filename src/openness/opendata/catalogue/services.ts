import { type CompiledVersion, type Definition, feeOf } from '#catalogue'
import type { Resource, Unnamed, Value } from './rdf/resource.ts'
import { double, inBoth, plain, typed } from './rdf/resource.ts'
import { openTerms } from './rdf/terms.ts'
import { authority, describing, type Describing, type Places } from './authority.ts'
import { conceptOf, legalResource, lifeEvent } from './service-terms.ts'
import type { Organisation } from '#parties'

export type ServiceParts = {
  places: Places
  organisations: ReadonlyMap<string, Organisation>
  versions: readonly CompiledVersion[]
  /** The civil day on which costs are said. */
  today: string
}

/**
 * Every service in force as CPSV-AP 3.2: what it is, who answers, by which channels, what it costs, how long it takes, what
 * it asks and gives, the law behind it, the life events that lead to it.
 * https://semiceu.github.io/CPSV-AP/releases/3.2.0/
 */
export const describeServices = function* (parts: ServiceParts): Generator<Resource> {
  const on = describing(parts.places, parts.organisations, openTerms())
  yield collection(on, parts)
  for (const version of parts.versions) yield* describeService(on, version, parts.today)
  yield* on.terms.rest()
}

const collection = (on: Describing, { places, versions, organisations }: ServiceParts): Resource => {
  const publisher =
    [...organisations.values()].find(({ kind }) => kind === 'secretariat') ?? [...organisations.values()][0]
  return {
    id: `${places.services}#catalogue`,
    types: ['dcat:Dataset'],
    says: {
      'dct:title': inBoth({ fr: 'Services publics', en: 'Public services' }),
      'dct:description': inBoth({
        fr: 'Les services offerts par cette plateforme, tels qu’ils sont en vigueur.',
        en: 'The services that this platform offers, as they are in force.',
      }),
      'dct:publisher': publisher ? authority(on, publisher.id) : undefined,
      'dct:hasPart': versions.map(({ service }) => ({ iri: addressOf(on, service) })),
    },
  }
}

const addressOf = ({ places }: Describing, service: string, part = 'service'): string =>
  `${places.service(service)}#${part}`

const describeService = function* (
  on: Describing,
  version: CompiledVersion,
  today: string,
): Generator<Resource> {
  const { definition } = version
  const { terms, words, places } = on
  const inWords = bothWords(definition)
  const rule = rules(on, definition)
  const delay = longestDelay(definition)
  yield {
    id: addressOf(on, definition.id),
    types: ['cpsv:PublicService'],
    says: {
      'dct:identifier': plain(definition.id),
      'dct:title': inWords((w) => w.name),
      'dct:description': inWords((w) => [w.summary, w.about].filter(Boolean).join('\n').trim()),
      'cv:hasCompetentAuthority': authority(on, definition.authority),
      'cv:hasChannel': definition.channels.map((channel) => channelOf(on, definition, channel)),
      'cv:hasCost': cost(on, version, today),
      'cv:processingTime': delay ? typed('xsd:duration', delay) : undefined,
      'cpsv:follows': rule,
      'cv:hasLegalResource': definition.basis.map((basis) =>
        legalResource(terms, addressOf(on, definition.id, ''), basis),
      ),
      'cpsv:produces': outputs(on, definition),
      'cpsv:hasInput': evidences(on, definition),
      'cv:hasInputType': evidences(on, definition).length ? evidenceType(on) : undefined,
      'cv:holdsRequirement': requirements(on, definition, rule),
      'cv:isGroupedBy': definition.events.map((event) => lifeEvent(terms, places, event)),
      'cv:contactPoint': contactPoint(on, definition.authority),
      'dct:language': [words.language('fr'), words.language('en')],
      'dct:spatial': words.canada(),
      'adms:status': words.complete(),
      'dcat:keyword': (['fr', 'en'] as const).flatMap((language) =>
        (definition.words[language].keywords ?? []).map((text) => ({ text, language })),
      ),
      'dct:type': conceptOf(terms, places, definition.for === 'anyone' ? 'for-anyone' : 'for-person'),
      'dct:modified': typed('xsd:dateTime', version.publishedAt.toISOString()),
      'owl:versionInfo': plain(version.version),
      'foaf:page': words.page(places.service(definition.id)),
    },
  }
}

/** The same sentence in both languages. */
const bothWords =
  (definition: Definition) => (said: (words: Definition['words']['fr']) => string | undefined) =>
    inBoth({ fr: said(definition.words.fr) ?? '', en: said(definition.words.en) ?? '' })

/** The longest that an agent may take, where one takes part. */
const longestDelay = ({ path }: Definition): string | undefined =>
  Object.values(path)
    .flatMap((stage) => ('within' in stage ? [stage.within] : []))
    .toSorted((one, other) => daysIn(other) - daysIn(one))[0]

const daysIn = (duration: string): number => {
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(duration) ?? []
  return Number(years ?? 0) * 365 + Number(months ?? 0) * 30 + Number(days ?? 0)
}

const channelOf = (
  on: Describing,
  definition: Definition,
  channel: Definition['channels'][number],
): Value => {
  const { terms, places, organisations } = on
  const known = organisations.get(definition.authority)
  const hours = known && channel !== 'portal' && channel !== 'partner' ? inBoth(known.contact.hours) : []
  return terms.use(addressOf(on, definition.id, `canal-${channel}`), ['cv:Channel'], {
    'dct:identifier': plain(`${definition.id}-${channel}`),
    'dct:type': conceptOf(terms, places, `channel-${channel}`),
    'cv:ownedBy': authority(on, definition.authority),
    'cv:openingHours': hours.length
      ? { types: ['time:TemporalEntity'], says: { 'dct:description': hours } }
      : undefined,
    'foaf:page': channel === 'portal' ? on.words.page(places.service(definition.id)) : undefined,
  })
}

/** In dollars where one figure holds for everybody; in words where it depends on what is asked. */
const cost = (on: Describing, version: CompiledVersion, today: string): Value => {
  const { definition } = version
  const cents = feeOf(version, {}, today)
  const described = {
    fr: cents === null ? 'Selon la demande' : cents === 0 ? 'Gratuit' : '',
    en: cents === null ? 'Depends on the request' : cents === 0 ? 'Free' : '',
  }
  return on.terms.use(addressOf(on, definition.id, 'cout'), ['cv:Cost'], {
    'dct:identifier': plain(`${definition.id}-cost`),
    'cv:hasValue': cents === null ? undefined : double(cents / 100),
    'cv:currency': on.words.canadianDollar(),
    'cv:isDefinedBy': authority(on, definition.authority),
    'dct:description': inBoth(described),
  })
}

/** What decides: the rules as their explanation words them, or the articles alone. */
const rules = (on: Describing, definition: Definition): Value => {
  const inWords = bothWords(definition)
  const said = (w: Definition['words']['fr']) => Object.values(w.rules ?? {}).join('\n')
  const fallback = definition.basis.join(' ; ')
  return on.terms.use(addressOf(on, definition.id, 'regles'), ['cpsv:Rule'], {
    'dct:identifier': plain(`${definition.id}-rules`),
    'dct:title': [
      { text: `Règles : ${definition.words.fr.name}`, language: 'fr' },
      { text: `Rules: ${definition.words.en.name}`, language: 'en' },
    ],
    'dct:description': inWords((w) => said(w) || fallback || w.summary),
    'dct:language': [on.words.language('fr'), on.words.language('en')],
    'cpsv:implements': definition.basis.map((basis) =>
      legalResource(on.terms, addressOf(on, definition.id, ''), basis),
    ),
  })
}

/** What has to hold for an answer to be taken, in the words that a person reads when it does not. */
const requirements = (on: Describing, definition: Definition, rule: Value): Value[] =>
  [...new Set(definition.needs.flatMap(({ checks }) => checks.map(({ else: name }) => name)))].map((name) =>
    on.terms.use(addressOf(on, definition.id, `critere-${name}`), ['cv:Requirement', 'cv:Criterion'], {
      'dct:identifier': plain(`${definition.id}-${name}`),
      'dct:title': bothWords(definition)((w) => w.checks?.[name]),
      'cv:fulfils': rule,
    }),
  )

/** What a person joins: the needs that are files. */
const evidences = (on: Describing, definition: Definition): Value[] =>
  definition.needs
    .filter(({ is }) => is === 'file')
    .map(({ id }) =>
      on.terms.use(addressOf(on, definition.id, `piece-${id}`), ['cv:Evidence'], {
        'dct:identifier': plain(`${definition.id}-${id}`),
        'dct:title': bothWords(definition)((w) => w.needs[id]?.short ?? w.needs[id]?.label),
        'dct:description': bothWords(definition)((w) => w.needs[id]?.why),
        'dct:conformsTo': evidenceType(on),
      }),
    )

const evidenceType = ({ terms, places }: Describing): Value =>
  terms.use(`${places.services}#piece-jointe`, ['cv:EvidenceType'], {
    'dct:identifier': plain('attached-file'),
    'cv:evidenceTypeClassification': conceptOf(terms, places, 'attached-file'),
  })

/** What a favourable or unfavourable end delivers. */
const outputs = (on: Describing, definition: Definition): Value[] => {
  const stages = Object.values(definition.path).filter((stage) => 'decision' in stage)
  const kinds = new Set(
    stages.flatMap((stage) => [...(stage.outputs ?? []), ...(stage.certificate ? ['certificate'] : [])]),
  )
  return [...kinds].map((kind) =>
    on.terms.use(addressOf(on, definition.id, kind), ['cv:Output'], {
      'dct:identifier': plain(`${definition.id}-${kind}`),
      'dct:title': OUTPUT_TITLES[kind] && inBoth(OUTPUT_TITLES[kind]),
      'dct:type': conceptOf(on.terms, on.places, `output-${kind}`),
      'dct:language': [on.words.language('fr'), on.words.language('en')],
    }),
  )
}

const OUTPUT_TITLES: Record<string, { fr: string; en: string }> = {
  'decision-letter': { fr: 'Lettre de décision', en: 'Decision letter' },
  'payment-order': { fr: 'Ordre de paiement', en: 'Payment order' },
  certificate: { fr: 'Certificat', en: 'Certificate' },
}

const contactPoint = (on: Describing, organisation: string): Unnamed | undefined => {
  const known = on.organisations.get(organisation)
  if (!known) return undefined
  const { phone, email, hours } = known.contact
  return {
    types: ['cv:ContactPoint'],
    says: {
      'cv:telephone': plain(phone),
      'cv:email': plain(email),
      'cv:contactPage': on.words.page(on.places.organisation(organisation)),
      'cv:openingHours': { types: ['time:TemporalEntity'], says: { 'dct:description': inBoth(hours) } },
    },
  }
}
