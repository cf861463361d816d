import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import {
  type Announced,
  type Answers,
  type Channel,
  type Consultation,
  type Consultations,
  CONSULTER,
  createConsultations,
  KEYED_CHANNELS,
  MEANS,
  type Question,
  TOPICS,
  type Topic,
} from '#consultations'
import { addToDay, dayOf, idFrom, instantOf, type Result, type Text } from '#kernel'
import type { Agent, Person } from '#parties'
import type { DemonstratedParts } from './parts.ts'

/*
 * One thing, though long: the shape of demonstration/consultations.yaml, and the acts that live it in the order of time.
 * Days are counted from that of the first visit, so that a demonstration is as fresh whenever it is opened.
 */

const text = z.strictObject({ fr: z.string(), en: z.string() })
const NONE: Text = { fr: '', en: '' }

const QuestionData = z.strictObject({
  id: z.string(),
  kind: z.enum(['one-of', 'several-of', 'scale', 'long-text']),
  theme: z.string(),
  label: text,
  optional: z.boolean().default(false),
  options: z.array(z.strictObject({ id: z.string(), label: text, weight: z.int() })).default([]),
  least: text.default(NONE),
  highest: text.default(NONE),
  weights: z.array(z.int()).default([]).describe('of a scale, from 1 up'),
  texts: z.array(z.string()).default([]),
})
const ContributedData = z.strictObject({
  after: z.int().describe('days after it opened'),
  by: z.string().optional().describe('a persona; somebody else each time otherwise'),
  theme: z.string(),
  region: z.string(),
  supports: z.int(),
  show: z.enum(['anonymous', 'pseudonym', 'name']),
  name: z.string().default(''),
  language: z.enum(['fr', 'en']).default('fr'),
  title: z.string(),
  text: z.string(),
  comments: z.array(z.string()).default([]),
  reported: z.string().optional(),
  hidden: z.string().optional().describe('the rule for which it is withdrawn'),
  appeal: z.string().optional(),
})
const KeyedData = z.strictObject({
  after: z.int(),
  channel: z.enum(KEYED_CHANNELS as [Channel, ...Channel[]]),
  theme: z.string(),
  people: z.int(),
  name: z.string().default(''),
  title: z.string(),
  text: z.string(),
})
const ReplyData = z.strictObject({ heard: text, kept: text, notKept: text, next: text })
const ConsultationData = z.strictObject({
  organisation: z.string(),
  opens: z.int(),
  closes: z.int(),
  announcedBefore: z.int().default(7),
  replyIn: z.int().default(60),
  answeredAfter: z.int().optional(),
  topic: z.enum(Object.keys(TOPICS) as [Topic, ...Topic[]]),
  languages: z.array(z.enum(['fr', 'en'])),
  regions: z.array(z.string()).default([]),
  results: z.enum(['live', 'at-end']),
  title: text,
  purpose: text,
  context: text.default(NONE),
  themes: z.array(z.strictObject({ id: z.string(), title: text })),
  means: z.array(
    z.strictObject({
      kind: z.enum(MEANS),
      from: z.int().optional().describe('days after it opens; the first day otherwise'),
      to: z.int().optional(),
      place: text.default(NONE),
      words: text.default(NONE),
    }),
  ),
  contributions: z.array(z.enum(['comments', 'supports', 'attachments'])).optional(),
  questions: z.array(QuestionData).default([]),
  answers: z
    .strictObject({ people: z.int(), regions: z.record(z.string(), z.int()), paper: z.int() })
    .optional(),
  contributed: z.array(ContributedData).default([]),
  keyed: z.array(KeyedData).default([]),
  replies: z.record(z.string(), ReplyData).default({}),
})
const File = z.strictObject({ consultations: z.array(ConsultationData) })

type Data = z.infer<typeof ConsultationData>

const FILE = join(import.meta.dirname, '../../../demonstration/consultations.yaml')

/** Lives the consultations of the demonstration, unless one is there already. */
export const demonstrateConsultations = async (parts: DemonstratedParts): Promise<void> => {
  const any = { organisation: '', region: '', topic: '', standing: '', search: '' } as const
  const { count } = await parts.platform.consultations.list(any, { limit: 1, offset: 0 })
  if (count > 0) return
  const { consultations } = File.parse(parse(await readFile(FILE, 'utf8')))
  for (const one of consultations) await liveOne(parts, one)
}

const done = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${result.refusal} ${JSON.stringify(result.details)}`)
  return result.value
}

const announcedOf = (data: Data, day: (days: number) => string): Omit<Announced, 'rules'> => ({
  title: data.title,
  purpose: data.purpose,
  context: data.context,
  topic: data.topic,
  languages: data.languages,
  regions: data.regions,
  opensOn: day(data.opens),
  closesOn: day(data.closes),
  replyDueOn: day(data.closes + data.replyIn),
  resultsPublished: data.results,
  themes: data.themes,
  means: data.means.map(({ kind, from = 0, to, place, words }, at) => ({
    id: `${kind}-${at}`,
    kind,
    from: day(data.opens + from),
    to: to === undefined ? day(data.closes) : day(data.opens + to),
    place,
    words,
    address: '',
  })),
  questionnaire: data.questions.map(questionOf),
  contributions: {
    open: data.contributions !== undefined,
    comments: data.contributions?.includes('comments') ?? false,
    supports: data.contributions?.includes('supports') ?? false,
    attachments: data.contributions?.includes('attachments') ?? false,
  },
  documents: [],
})

const questionOf = ({
  id,
  kind,
  theme,
  label,
  optional,
  options,
  least,
  highest,
  weights,
}: Data['questions'][number]): Question => ({
  id,
  kind,
  theme,
  label,
  why: NONE,
  optional,
  options: options.map(({ id: option, label: its }) => ({ id: option, label: its })),
  scale: kind === 'scale' ? { most: weights.length, least, highest } : null,
})

type Life = {
  consultations: Consultations
  consultation: Consultation
  data: Data
  agent: Agent
  /** It is noon, so many days after the first visit; false when that day is still to come. */
  reach(days: number): boolean
  personOf(id: string): Person
}

const liveOne = async (parts: DemonstratedParts, data: Data): Promise<void> => {
  const today = dayOf(parts.clock())
  const day = (days: number) => addToDay(today, days < 0 ? `-P${-days}D` : `P${days}D`)
  let now = parts.clock()
  const consultations = createConsultations({
    db: parts.db,
    clock: () => now,
    secret: parts.signer.secretFor('consultations'),
    committed: parts.committed,
  })
  const agent = agentOf(parts, data.organisation)
  const reach = (days: number): boolean => {
    now = days >= 0 ? parts.clock() : instantOf(day(days), 12)
    return days <= 0
  }
  try {
    reach(Math.min(0, data.opens - data.announcedBefore))
    const draft = done(await consultations.register(agent, announcedOf(data, day)))
    const consultation = done(await consultations.open(agent, draft.id))
    const personOf = personsIn(parts)
    await liveDays({ consultations, consultation, data, agent, reach, personOf })
  } finally {
    consultations.stop()
  }
}

/** Who is in charge of consultations there. */
const agentOf = ({ organisations }: DemonstratedParts, organisation: string): Agent => {
  const { agents } = organisations.organisations.get(organisation)!
  const { id, name, roles } = agents.find((one) => one.roles.includes(CONSULTER))!
  return { kind: 'agent', id: `agent:${id}`, agent: id, name, organisation, roles }
}

/** A persona of the demonstration, or somebody invented of whom nothing is kept but a voice. */
const personsIn =
  ({ organisations }: DemonstratedParts) =>
  (id: string): Person => ({
    kind: 'person',
    id: `person:${id}`,
    person: id,
    name: organisations.people.get(id)?.name ?? 'Camille Gagné',
  })

const liveDays = async (life: Life): Promise<void> => {
  const { consultations, data, reach } = life
  const { opens, closes } = data
  if (!reach(opens)) return
  await consultations.turn()
  await answer(life)
  for (const one of data.contributed) if (reach(opens + one.after)) await contribute(life, one)
  for (const one of data.keyed) if (reach(opens + one.after)) await keyIn(life, one)
  if (!reach(closes + 1)) return
  await consultations.turn()
  if (data.answeredAfter !== undefined && reach(closes + data.answeredAfter)) await reply(life)
}

/** In order, and the same at each start: the nth of what weights make of a list. */
const pick = <T>(choices: readonly (readonly [T, number])[], seed: string): T => {
  const sum = choices.reduce((all, [, weight]) => all + weight, 0)
  let left = Number.parseInt(idFrom(`demonstration ${seed}`).slice(0, 8), 16) % sum
  for (const [choice, weight] of choices) {
    if (left < weight) return choice
    left -= weight
  }
  return choices[0]![0]
}

const answersOf = (data: Data, seed: string): Answers =>
  Object.fromEntries(
    data.questions.flatMap((question): [string, string[]][] => {
      const own = `${seed} ${question.id}`
      if (question.kind === 'long-text') {
        const all = question.texts
        return pick(
          [
            [true, 1],
            [false, 2],
          ],
          own,
        )
          ? [[question.id, [all[own.length % all.length] ?? '']]]
          : []
      }
      if (question.kind === 'scale')
        return [
          [
            question.id,
            [
              pick(
                question.weights.map((weight, at) => [String(at + 1), weight]),
                own,
              ),
            ],
          ],
        ]
      const options = question.options.map(({ id, weight }) => [id, weight] as const)
      const first = pick(options, own)
      const second = pick(options, `${own} again`)
      return [[question.id, question.kind === 'several-of' ? [first, second] : [first]]]
    }),
  )

/** How many do something at the same moment: as many as the process has connections to spare. */
const ABREAST = 6

const inTurns = async <T>(
  all: readonly T[],
  work: (one: T, at: number) => Promise<unknown>,
): Promise<void> => {
  for (let at = 0; at < all.length; at += ABREAST)
    await Promise.all(all.slice(at, at + ABREAST).map((one, next) => work(one, at + next)))
}

/** From the day on which the questionnaire stands online, a few people each day. */
const answer = async ({ consultations, consultation, data, agent, reach, personOf }: Life): Promise<void> => {
  const { answers, opens, closes } = data
  if (!answers) return
  const late = data.means.find(({ kind }) => kind === 'online-questionnaire')?.from ?? 0
  const last = Math.min(closes, 0)
  const regions = Object.entries(answers.regions)
  const everybody = Array.from({ length: answers.people }, (_, n) => n)
  const days = Math.max(1, last - opens - late)
  for (let at = 0; at < everybody.length; at += ABREAST) {
    reach(opens + late + Math.floor((at / everybody.length) * days))
    await consultations.turn()
    await inTurns(everybody.slice(at, at + ABREAST), async (n) => {
      const seed = `${consultation.id} ${n}`
      const region = pick(regions, seed)
      const given = { answers: answersOf(data, seed), region }
      done(
        n < answers.people - answers.paper
          ? await consultations.participate(personOf(`answers-${n}`), consultation.id, {
              is: 'answer',
              ...given,
            })
          : await consultations.keyIn(agent, consultation.id, {
              is: 'answer',
              key: idFrom(`demonstration sheet ${seed}`),
              channel: 'paper',
              ...given,
            }),
      )
    })
  }
}

const contribute = async (
  { consultations, consultation, agent, personOf }: Life,
  one: Data['contributed'][number],
): Promise<void> => {
  const { id } = consultation
  const seed = `${id} ${one.title}`
  const author = personOf(one.by ?? idFrom(seed))
  const { id: contribution } = done(
    await consultations.participate(author, id, {
      is: 'contribution',
      key: idFrom(seed),
      theme: one.theme,
      region: one.region,
      title: one.title,
      text: one.text,
      language: one.language,
      shownAs: one.show,
      pseudonym: one.name,
      attachments: [],
    }),
  )
  await inTurns(Array.from({ length: one.supports }), async (_, n) =>
    done(await consultations.support(personOf(`answers-${n}`), id, contribution)),
  )
  for (const [n, said] of one.comments.entries())
    done(
      await consultations.comment(personOf(`answers-${n}`), id, contribution, {
        key: idFrom(`${seed} ${n}`),
        text: said,
        language: 'fr',
        shownAs: 'anonymous',
        pseudonym: '',
      }),
    )
  if (one.reported)
    done(
      await consultations.report(personOf('answers-1'), id, contribution, { rule: one.reported, words: '' }),
    )
  if (one.hidden)
    done(await consultations.moderate(agent, id, [contribution], { is: 'hide', rule: one.hidden }))
  if (one.appeal) done(await consultations.appeal(author, id, contribution, one.appeal))
}

const keyIn = async (
  { consultations, consultation, agent }: Life,
  { after: _after, ...one }: Data['keyed'][number],
): Promise<void> => {
  const key = idFrom(`${consultation.id} ${one.title}`)
  const shared = { ...one, key, region: '', attachments: [] }
  done(await consultations.keyIn(agent, consultation.id, { ...shared, is: 'contribution', language: 'fr' }))
}

const reply = async ({ consultations, consultation, data, agent }: Life): Promise<void> => {
  for (const [theme, said] of Object.entries(data.replies))
    done(await consultations.reply(agent, consultation.id, { theme, ...said }))
}
