import { z } from 'zod'
import { isDay } from '#kernel'
import { FACT_KINDS } from '#parties'

/**
 * The service language, as one schema: the checks of `parvis check`, the editor's completion (JSON Schema) and the
 * types of the engine all come from here. Words of CPSV-AP 3.2 where it has them (competent authority, channel,
 * cost, output, rule); conditions and computations are FEEL (DMN 1.5), and nothing else in data is evaluated.
 *
 * A service is a folder: `service.yaml` (this file's `ServiceFile`), `rules.yaml` (`RulesFile`), `parameters.yaml`
 * (`ParametersFile`), `words.fr.yaml` and `words.en.yaml` (`WordsFile`), `examples/*.yaml` (`ExampleFile`).
 */

const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a name is one word in camelCase, as FEEL reads it')
const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'an id is small letters and digits joined by hyphens')
const feel = z.string().min(1).describe('a FEEL expression')
const duration = z
  .string()
  .regex(
    /^P(?!$)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}D)?$/,
    'a delay is an ISO 8601 duration of days, months or years: P20D',
  )
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a day is written 2026-11-22', abort: true })
  .refine(isDay, 'a day of the calendar: 2026-11-22')

/** What a value is. Each kind reads what was typed, checks it, and shows it in both languages: see `kinds/`. */
export const KINDS = [...FACT_KINDS, 'file'] as const

const simpleKind = z.enum(KINDS)
const choice = slug.or(name)
const options = z.array(choice).min(2)

/** One field of a list's item. */
const Field = simpleKind.or(
  z.strictObject({
    is: simpleKind.optional(),
    'one-of': options.optional(),
    optional: z.boolean().optional().describe('may be left empty'),
    when: feel.optional().describe('asked only when this holds for the item; the item’s fields are in scope'),
  }),
)

const Check = z.strictObject({
  must: feel.describe('what has to hold when the need is answered'),
  else: name.describe('the sentence of words.*.yaml, under `checks`, that says what is wrong'),
})

export const NeedShape = z.strictObject({
  is: simpleKind.or(z.literal('list')).optional(),
  'one-of': options.optional().describe('one choice among stable ids'),
  'many-of': options.optional().describe('any number of choices among stable ids'),
  of: z.record(name, Field).optional().describe('the fields of a list’s items'),
  most: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('the most items of a list, files of a need, or characters of a text'),
  optional: z.boolean().optional(),
  when: feel
    .optional()
    .describe('asked only when this holds; otherwise the answer is kept apart, neither checked nor sent'),
  derive: feel.optional().describe('computed from other needs, never asked'),
  check: z.array(Check).or(Check).optional(),
  'known-by': z
    .string()
    .regex(/^[a-z-]+\.[a-z][A-Za-z]*$/, 'registry.fact')
    .optional()
    .describe('the registry’s fact that answers this need; `self.x` reuses what the person gave before'),
  'asked-though-known': z
    .strictObject({ because: z.string().min(10), until: day })
    .optional()
    .describe('a dated justification for asking what a registry already holds'),
  basis: z.string().optional().describe('the article that lets the authority ask this'),
  sensitive: z.boolean().optional().describe('masked on screens, never in a list or a log'),
  party: name.optional().describe('whose need it is; `applicant` unless told'),
})

const Stage = z
  .strictObject({
    robot: z.literal('assess').describe('a robot applies the rules; their outcome chooses the way'),
    outcomes: z.record(choice, name),
    otherwise: name.describe('where a dossier goes when the robot cannot conclude'),
  })
  .or(
    z.strictObject({
      agent: z
        .array(z.enum(['decide']))
        .min(1)
        .describe('what agents do here'),
      role: slug.describe('the agents’ role in the authority'),
      within: duration.describe('the delay to answer, suspended while the person is awaited'),
      outcomes: z.record(choice, name),
    }),
  )
  .or(
    z.strictObject({
      decision: z.enum(['favourable', 'unfavourable']),
      observations: duration
        .optional()
        .describe('unfavourable: the delay a person has to give observations before it is made (J-3, s. 5)'),
      review: duration.optional().describe('the delay to ask for a review (J-3, s. 6)'),
      outputs: z.array(z.enum(['decision-letter', 'payment-order'])).optional(),
      certificate: z
        .array(name)
        .min(1)
        .optional()
        .describe(
          'favourable: the document that is delivered states these needs, under the decision’s title',
        ),
      'certificate-language': name
        .optional()
        .describe(
          'the need whose answer, `french` or `english`, is the language of that document; otherwise it is the page’s',
        ),
    }),
  )

/** The ways in which people take part in the design of a service: a closed list, so that they can be counted. */
export const INVOLVEMENT_METHODS = [
  'interview',
  'usability-test',
  'workshop',
  'survey',
  'field-observation',
  'prototype-review',
  'user-panel',
  'public-consultation',
] as const

const Deadline = z.strictObject({
  from: name.describe(
    'what it is counted from: `filed`, `decided` (a favourable decision), or a need that is a date',
  ),
  after: duration.describe('how long after; P0D is the day itself'),
  'working-days': z
    .boolean()
    .optional()
    .describe('`after` counts working days (days only); otherwise civil days, ending on a working day'),
  remind: z.array(duration).min(1).describe('how long before the person is reminded: [P30D, P7D]'),
  renew: z
    .boolean()
    .optional()
    .describe('it comes back after as long again, until the service is asked for again'),
})

export const ServiceFile = z.strictObject({
  id: slug,
  authority: slug.describe('the competent authority: an organisation of organisations/'),
  basis: z.array(z.string()).describe('the articles the service rests on'),
  for: z.enum(['person', 'anyone']).describe('`anyone` needs no account: a key opens the dossier'),
  assurance: z.enum(['none', 'low', 'substantial', 'high']),
  channels: z.array(z.enum(['portal', 'counter', 'phone', 'paper', 'partner'])).min(1),
  events: z.array(slug).optional().describe('life events that lead here'),
  privacy: z
    .strictObject({ assessment: z.string(), approved: day })
    .optional()
    .describe('the privacy assessment (ÉFVP), without which nothing is published (A-2.1, s. 63.5)'),
  parties: z.record(name, z.strictObject({ is: z.enum(['person', 'enterprise']) })).optional(),
  needs: z.record(name, NeedShape),
  pages: z
    .record(name, z.array(name).min(1))
    .optional()
    .describe('the needs asked together, in order; a need left out has a page of its own'),
  fee: z
    .strictObject({ amount: z.number().nonnegative().or(feel), basis: z.string().optional() })
    .optional()
    .describe('the cost, in dollars'),
  path: z.record(name, Stage).describe('the stages; the first is `filed`'),
  deadlines: z
    .record(slug, Deadline)
    .optional()
    .describe('what the person has to do by a day: shown in their calendar, and reminded'),
  retention: duration,
  formalities: z.array(z.string()).optional().describe('what the law still demands on paper or in person'),
  involvement: z
    .array(
      z.strictObject({
        on: day.describe('when people took part'),
        method: z.enum(INVOLVEMENT_METHODS),
        participants: z.number().int().nonnegative().describe('how many people took part'),
        finding: name
          .or(z.url({ protocol: /^https$/ }))
          .optional()
          .describe(
            'what was learned, published: a sentence of words.*.yaml, under `findings`, or an https link',
          ),
      }),
    )
    .optional()
    .describe('how people were involved in the design, before it was published'),
})

const Cell = z.string().or(z.number()).or(z.boolean())

export const RulesFile = z.strictObject({
  rules: z.record(
    name,
    z.strictObject({
      is: z.enum(['money', 'number', 'yes-no', 'text', 'date', 'list']),
      of: z
        .literal('money')
        .optional()
        .describe('what a list holds, so that its figures are shown in dollars'),
      feel: feel.optional(),
      table: z
        .strictObject({
          inputs: z.array(feel).min(1),
          hit: z.enum(['first', 'unique']),
          rows: z.array(z.array(Cell).min(2)).min(1).describe('a FEEL unary test per input, then the result'),
        })
        .optional()
        .describe('a DMN decision table'),
      basis: z.string().optional(),
    }),
  ),
  outcome: name.optional().describe('the rule whose result chooses the way out of a robot’s stage'),
  amounts: z.record(name, name).optional().describe('the amounts of the decision, in dollars: name → rule'),
})

const values = z.record(z.string(), z.unknown())

export const ParametersFile = z.strictObject({
  source: z.string(),
  always: values.optional().describe('what does not change with time'),
  published: z.record(z.string(), values).optional().describe('by year: figures that were published'),
  provisional: z
    .record(z.string(), values)
    .optional()
    .describe('by year: figures a decision must call provisional'),
})

const sentence = z.string().min(1)
const NeedWords = z.strictObject({
  label: sentence.describe('the question, for a person under stress'),
  short: sentence.optional().describe('a few words for a summary or a table'),
  why: sentence.optional(),
  example: sentence.optional(),
  item: sentence.optional().describe('what one item of the list is called'),
  add: sentence.optional().describe('the button that adds an item: « Ajouter un enfant »'),
  options: z.record(z.string(), sentence).optional(),
  fields: z
    .record(
      name,
      z.strictObject({
        label: sentence,
        short: sentence.optional().describe('a few words for a summary'),
        example: sentence.optional(),
        options: z.record(z.string(), sentence).optional(),
      }),
    )
    .optional(),
})

export const WordsFile = z.strictObject({
  name: sentence,
  summary: sentence.describe('one sentence on the front door'),
  about: sentence.optional().describe('paragraphs: who may ask, what it takes, what happens next'),
  bring: z.array(sentence).optional().describe('what to have at hand'),
  then: z.array(sentence).optional().describe('what happens after filing, step by step'),
  keywords: z.array(sentence).optional(),
  needs: z.record(name, NeedWords),
  pages: z.record(name, sentence).optional(),
  checks: z.record(name, sentence).optional(),
  stages: z.record(name, sentence).describe('each stage of the path, as the person reads it'),
  decisions: z
    .record(
      name,
      z.strictObject({
        title: sentence,
        text: sentence,
        document: sentence.optional().describe('the title of the certificate that it delivers'),
      }),
    )
    .describe('each decision of the path: its title and what it means'),
  deadlines: z
    .record(
      slug,
      z.strictObject({
        title: sentence.describe('what is due, in a few words'),
        todo: sentence.describe('what to do, and where'),
      }),
    )
    .optional(),
  outcomes: z.record(choice, sentence).optional().describe('the choices an agent has'),
  rules: z.record(name, sentence).optional().describe('each rule, in the words of the explanation'),
  parameters: z.record(z.string(), sentence).optional().describe('each parameter that an explanation shows'),
  findings: z.record(name, sentence).optional().describe('what was learned by involving people'),
})

export const ExampleFile = z.strictObject({
  title: sentence,
  on: day,
  answers: values.describe('needs and their values, known or typed; money in dollars'),
  contested: z.array(name).optional().describe('the needs whose known fact the person says is wrong'),
  unavailable: z.array(name).optional().describe('the needs whose registry does not answer'),
  outcome: choice.optional(),
  amounts: z.record(name, z.number()).optional().describe('dollars'),
  refusal: z.string().optional().describe('the check that fails, or why the rules cannot conclude'),
  path: z.array(name).optional().describe('the stages gone through without an agent'),
})

export type Kind = (typeof KINDS)[number] | 'list' | 'one-of' | 'many-of'
export type ServiceSource = z.infer<typeof ServiceFile>
export type RulesSource = z.infer<typeof RulesFile>
export type ParametersSource = z.infer<typeof ParametersFile>
export type Words = z.infer<typeof WordsFile>
export type NeedWords = z.infer<typeof NeedWords>
export type Example = z.infer<typeof ExampleFile>
export type Stage = z.infer<typeof Stage>
export type NeedSource = z.infer<typeof NeedShape>
