import type { Barometer } from '#barometer'
import { type Catalogue, feeOf } from '#catalogue'
import { type Consultations, standingOn } from '#consultations'
import type { Evaluations } from '#evaluations'
import { type Clock, dayOf } from '#kernel'
import type { OpenData, Source } from '#opendata'
import { evidenceOf, inForceOn, type Plans, stateOf } from '#plans'

/** What is asked for when rows are wanted, and not before: what is open data may read itself. */
type Asked = {
  clock: Clock
  catalogue: Catalogue
  barometer: Barometer
  evaluations: Evaluations
  plans: Plans
  consultations: Consultations
  opendata: () => Pick<OpenData, 'every'>
  address: () => string
}

/**
 * The platform's own data, as an organisation may publish them: what every page already shows, in rows. Nothing here says
 * more than the public reads; counts of persons come as they are published.
 */
export const ownSources = (asked: Asked): Source[] => [
  figures(asked),
  publications(asked),
  services(asked),
  evaluations(asked),
  measures(asked),
  consultations(asked),
  inventory(asked),
]

const figures = ({ barometer }: Asked): Source => ({
  id: 'figures',
  title: { fr: 'Les dix cibles, par organisme', en: 'The ten targets, by organisation' },
  organisation: null,
  columns: [
    { name: 'day', type: 'date' },
    { name: 'organisation', type: 'string' },
    { name: 'target', type: 'integer' },
    { name: 'definition', type: 'integer' },
    { name: 'state', type: 'string' },
    { name: 'value', type: 'number' },
    { name: 'numerator', type: 'number' },
    { name: 'denominator', type: 'number' },
    { name: 'reporting', type: 'integer' },
    { name: 'subject', type: 'integer' },
  ],
  async *rows() {
    for (const organisation of [undefined, ...(await barometer.organisations())]) {
      const found = await barometer.figures(organisation)
      for (const one of found?.figures ?? [])
        yield [
          found!.day,
          organisation ?? '',
          one.target,
          one.definition.version,
          one.state,
          one.value,
          one.state === 'value' ? one.numerator : null,
          one.state === 'value' ? one.denominator : null,
          one.coverage.reporting,
          one.coverage.subject,
        ]
    }
  },
})

const publications = ({ barometer, address }: Asked): Source => ({
  id: 'measure-files',
  title: { fr: 'Mesures publiées', en: 'Published measures' },
  organisation: null,
  columns: [
    { name: 'publication', type: 'string' },
    { name: 'day', type: 'date' },
    { name: 'revision', type: 'integer' },
    { name: 'publishedAt', type: 'datetime' },
    { name: 'file', type: 'string' },
    { name: 'bytes', type: 'integer' },
    { name: 'sha256', type: 'string' },
    { name: 'address', type: 'string' },
  ],
  async *rows() {
    for (const one of await barometer.publications())
      for (const file of one.files)
        yield [
          one.name,
          one.day,
          one.revision,
          one.publishedAt,
          file.name,
          file.bytes,
          file.sha256,
          `${address()}/donnees/mesures/${one.name}/${file.name}`,
        ]
  },
})

const services = ({ catalogue, clock, address }: Asked): Source => ({
  id: 'services',
  title: { fr: 'Les services en vigueur', en: 'Services in force' },
  organisation: null,
  columns: [
    { name: 'service', type: 'string' },
    { name: 'organisation', type: 'string' },
    { name: 'version', type: 'integer' },
    { name: 'publishedAt', type: 'datetime' },
    { name: 'nameFr', type: 'string' },
    { name: 'nameEn', type: 'string' },
    { name: 'channels', type: 'string' },
    { name: 'lifeEvents', type: 'string' },
    { name: 'basis', type: 'string' },
    { name: 'cost', type: 'number' },
    { name: 'needs', type: 'integer' },
    { name: 'known', type: 'integer' },
    { name: 'address', type: 'string' },
  ],
  async *rows() {
    const today = dayOf(clock())
    for (const version of catalogue.list()) {
      const { definition } = version
      const cents = feeOf(version, {}, today)
      yield [
        definition.id,
        definition.authority,
        version.version,
        version.publishedAt.toISOString(),
        definition.words.fr.name,
        definition.words.en.name,
        definition.channels.join(' '),
        definition.events.join(' '),
        definition.basis.join(' ; '),
        cents === null ? null : cents / 100,
        definition.needs.length,
        definition.needs.filter(({ knownBy }) => knownBy !== null).length,
        `${address()}/services/${definition.id}`,
      ]
    }
  },
})

const evaluations = ({ evaluations: given, catalogue }: Asked): Source => ({
  id: 'evaluations',
  title: { fr: 'Ce que les gens disent des services', en: 'What people say of services' },
  organisation: null,
  columns: [
    { name: 'since', type: 'date' },
    { name: 'service', type: 'string' },
    { name: 'question', type: 'string' },
    { name: 'answer', type: 'string' },
    { name: 'count', type: 'integer' },
    { name: 'average', type: 'number' },
  ],
  async *rows() {
    const { since: month, results } = await given.results(catalogue.list().map(({ service }) => service))
    const since = `${month}-01`
    for (const { service, reached, received, distributions } of results) {
      yield [since, service, '', 'reached', reached, null]
      yield [since, service, '', 'received', received, null]
      for (const { question, answers, average } of distributions) {
        yield [since, service, question, '', null, average]
        for (const { answer, count } of answers) yield [since, service, question, answer, count, null]
      }
    }
  },
})

const measures = ({ plans, clock }: Asked): Source => ({
  id: 'plans',
  title: { fr: 'Mesures des plans de transformation', en: 'Measures of the transformation plans' },
  organisation: null,
  columns: [
    { name: 'organisation', type: 'string' },
    { name: 'plan', type: 'string' },
    { name: 'version', type: 'integer' },
    { name: 'measure', type: 'string' },
    { name: 'titleFr', type: 'string' },
    { name: 'titleEn', type: 'string' },
    { name: 'owner', type: 'string' },
    { name: 'start', type: 'date' },
    { name: 'end', type: 'date' },
    { name: 'budget', type: 'string' },
    { name: 'targets', type: 'string' },
    { name: 'state', type: 'string' },
    { name: 'evidence', type: 'integer' },
  ],
  async *rows() {
    const today = dayOf(clock())
    for (const plan of await plans.all()) {
      const version = inForceOn(plan, today)
      for (const one of version?.measures ?? [])
        yield [
          plan.organisation,
          version!.title.fr,
          version!.number,
          one.id,
          one.title.fr,
          one.title.en,
          one.owner.fr,
          one.start,
          one.end,
          one.budget,
          one.serves.join(' '),
          stateOf(plan, one.id),
          evidenceOf(plan, one.id).length,
        ]
    }
  },
})

const BATCH = 100

const consultations = ({ consultations: given, clock, address }: Asked): Source => ({
  id: 'consultations',
  title: { fr: 'Les consultations publiques', en: 'Public consultations' },
  organisation: null,
  columns: [
    { name: 'consultation', type: 'string' },
    { name: 'organisation', type: 'string' },
    { name: 'titleFr', type: 'string' },
    { name: 'titleEn', type: 'string' },
    { name: 'topic', type: 'string' },
    { name: 'opensOn', type: 'date' },
    { name: 'closesOn', type: 'date' },
    { name: 'standing', type: 'string' },
    { name: 'online', type: 'string' },
    { name: 'contributions', type: 'integer' },
    { name: 'comments', type: 'integer' },
    { name: 'supports', type: 'integer' },
    { name: 'answers', type: 'integer' },
    { name: 'replyDueOn', type: 'date' },
    { name: 'answeredOn', type: 'date' },
    { name: 'address', type: 'string' },
  ],
  async *rows() {
    const today = dayOf(clock())
    const anything = { organisation: '', region: '', topic: '', standing: '', search: '' } as const
    for (let offset = 0; ; offset += BATCH) {
      const { consultations: found } = await given.list(anything, { limit: BATCH, offset })
      const counts = await given.counts(found.map(({ id }) => id))
      for (const one of found) {
        const counted = counts.get(one.id)
        yield [
          one.id,
          one.organisation,
          one.title.fr,
          one.title.en,
          one.topic,
          one.opensOn,
          one.closesOn,
          standingOn(one, today),
          one.online,
          counted?.contributions ?? 0,
          counted?.comments ?? 0,
          counted?.supports ?? 0,
          counted?.answers ?? 0,
          one.replyDueOn,
          one.answeredOn,
          `${address()}/consultations/${one.id}`,
        ]
      }
      if (found.length < BATCH) return
    }
  },
})

/** What is held and not published is told too, confidential or not: its title, never its content. */
const inventory = ({ opendata, address }: Asked): Source => ({
  id: 'inventory',
  title: { fr: 'L’inventaire des données', en: 'The inventory of data' },
  organisation: null,
  columns: [
    { name: 'dataset', type: 'string' },
    { name: 'organisation', type: 'string' },
    { name: 'titleFr', type: 'string' },
    { name: 'titleEn', type: 'string' },
    { name: 'theme', type: 'string' },
    { name: 'licence', type: 'string' },
    { name: 'frequency', type: 'string' },
    { name: 'state', type: 'string' },
    { name: 'sensitivity', type: 'string' },
    { name: 'highPotential', type: 'boolean' },
    { name: 'score', type: 'integer' },
    { name: 'quality', type: 'string' },
    { name: 'publishedAt', type: 'datetime' },
    { name: 'updatedAt', type: 'datetime' },
    { name: 'address', type: 'string' },
  ],
  async *rows() {
    for await (const one of opendata().every())
      yield [
        one.id,
        one.organisation,
        one.title.fr,
        one.title.en,
        one.theme,
        one.licence,
        one.frequency,
        one.state,
        one.sensitivity.level,
        one.potential.high,
        one.potential.score,
        one.quality,
        one.publishedAt,
        one.updatedAt,
        `${address()}/donnees/${one.id}`,
      ]
  },
})
