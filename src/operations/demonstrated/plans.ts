import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { addToDay, dayOf, idFrom, instantOf, type Result } from '#kernel'
import type { Agent } from '#parties'
import {
  addEvidence,
  approve,
  beginDraft,
  BUDGETS,
  createPlans,
  DIRECTION,
  PERIODS,
  type Period,
  PLANNER,
  type Plans,
  RULES,
  setRemoved,
  STATES,
  submit,
  tellState,
  tellValue,
  writeMeasure,
  writeOwnTarget,
} from '#plans'
import type { DemonstratedParts } from './parts.ts'

/*
 * One thing, though long: the shape of demonstration/plans.yaml, and the acts that live it in the order of time. Months
 * are counted from that of the first visit, so that a demonstration is as fresh whenever it is opened.
 */

const text = z.strictObject({ fr: z.string(), en: z.string() })
const MeasureData = z.strictObject({
  id: z.string(),
  title: text,
  description: text,
  owner: text,
  start: z.int(),
  end: z.int(),
  budget: z.enum(BUDGETS),
  after: z.array(z.string()).default([]),
  serves: z.array(z.int()).default([]),
  since: z.int().default(1).describe('the version that brings it'),
  till: z.int().default(99).describe('the last version that holds it'),
  told: z
    .array(
      z.union([
        z.strictObject({ ago: z.int(), state: z.enum(STATES), reason: z.string().default('') }),
        z.strictObject({ ago: z.int(), says: z.string(), href: z.string() }),
      ]),
    )
    .default([]),
})
const TargetData = z.strictObject({
  id: z.string(),
  wording: text,
  unit: text,
  rule: z.enum(RULES),
  share: z.number(),
  period: z.enum(PERIODS),
  values: z.array(z.tuple([z.int(), z.int()])).describe('one a period, up to the last that is over'),
})
const PlanData = z.strictObject({
  organisation: z.string(),
  title: text,
  summary: text,
  from: z.int(),
  versions: z.array(z.strictObject({ until: z.int(), adopted: z.int().describe('days ago') })),
  measures: z.array(MeasureData),
  targets: z.array(TargetData).default([]),
  next: z
    .strictObject({
      until: z.int(),
      submitted: z.int().optional(),
      approved: z.int().optional(),
      measures: z.array(MeasureData),
    })
    .optional(),
})
const File = z.strictObject({ plans: z.array(PlanData) })

type PlanData = z.infer<typeof PlanData>
type MeasureData = z.infer<typeof MeasureData>

/** Something that somebody does, so many days before the first visit. */
type Moment = { ago: number; live: (plans: Plans) => Promise<unknown> }

/** Lives the plans of the five organisations: one late, one that ended, one that awaits its second approval. */
export const demonstratePlans = async (parts: DemonstratedParts): Promise<void> => {
  const all = await parts.platform.plans.all()
  if (all.some(({ revision, draft }) => revision > 0 || draft)) return
  const path = join(import.meta.dirname, '../../../demonstration/plans.yaml')
  const { plans: data } = File.parse(parse(await readFile(path, 'utf8')))
  const today = dayOf(parts.clock())
  let instant = parts.clock()
  const plans = createPlans({ ...parts, clock: () => instant, watching: false })
  const moments = data.flatMap((one) => momentsOf(one, today, parts)).toSorted((a, b) => b.ago - a.ago)
  for (const { ago, live } of moments) {
    instant = instantOf(addToDay(today, `-P${ago}D`), 10)
    await live(plans)
  }
  instant = parts.clock()
  await plans.tellDays()
}

const firstOf = (today: string, months: number): string =>
  Temporal.PlainDate.from(today).with({ day: 1 }).add({ months }).toString()
const lastOf = (today: string, months: number): string =>
  Temporal.PlainDate.from(firstOf(today, months + 1))
    .subtract({ days: 1 })
    .toString()

const agentsOf = ({ organisations }: DemonstratedParts, organisation: string, role: string): Agent[] =>
  (organisations.organisations.get(organisation)?.agents ?? [])
    .filter(({ roles }) => roles.includes(role))
    .map(({ id, ...one }) => ({ kind: 'agent', ...one, id: `agent:${id}`, agent: id, organisation }))

/** Everything that is done of one plan; nothing when the organisation is not there with those who do it. */
const momentsOf = (data: PlanData, today: string, parts: DemonstratedParts): Moment[] => {
  const [planner] = agentsOf(parts, data.organisation, PLANNER)
  const direction = agentsOf(parts, data.organisation, DIRECTION)
  if (!planner || direction.length < 2) return []
  const idOf = (id: string) => idFrom(`parvis demonstrated plan ${data.organisation} ${id}`)
  const { title, summary } = data
  const frame = (until: number) => ({
    title,
    summary,
    from: firstOf(today, data.from),
    until: lastOf(today, until),
  })
  const write = async (plans: Plans, measures: readonly MeasureData[]) => {
    for (const { id, since: _since, till: _till, told: _told, ...one } of measures)
      done(
        await plans.perform(planner, writeMeasure, {
          ...one,
          id: idOf(id),
          revision: 0,
          start: firstOf(today, one.start),
          end: lastOf(today, one.end),
          after: one.after.map(idOf),
        }),
      )
  }
  const versions = data.versions.flatMap(({ until, adopted }, at): Moment[] => {
    const number = at + 1
    return [
      {
        ago: adopted,
        async live(plans) {
          done(await plans.perform(planner, beginDraft, frame(until)))
          await write(
            plans,
            data.measures.filter(({ since }) => since === number),
          )
          for (const { id, till } of data.measures)
            if (till === at) done(await plans.perform(planner, setRemoved, { id: idOf(id), removed: true }))
          if (at === 0)
            for (const { id, values: _values, ...one } of data.targets)
              done(await plans.perform(planner, writeOwnTarget, { ...one, id: idOf(id), revision: 0 }))
          const digest = done(await plans.perform(planner, submit, {})).plan.proposal!.digest
          for (const by of direction.slice(0, 2)) done(await plans.perform(by, approve, { digest }))
        },
      },
      ...(until < 0 ? [dayAfter(lastOf(today, until), today)] : []),
    ]
  })
  return [
    ...versions,
    ...data.measures.flatMap((one) => toldOf(one, planner, idOf, today)),
    ...data.targets.flatMap((one) => valuesTold(one, planner, idOf, today)),
    ...nextOf(data, { today, planner, second: direction[0]!, frame, write }),
  ]
}

/** The day on which a plan is no longer in force: the platform was there, and said so. */
const dayAfter = (last: string, today: string): Moment => ({
  ago: Temporal.PlainDate.from(last).until(today, { largestUnit: 'day' }).days - 1,
  live: (plans) => plans.tellDays(),
})

const toldOf = (
  { id, told }: MeasureData,
  planner: Agent,
  idOf: (id: string) => string,
  today: string,
): Moment[] =>
  told.map((one, at) => ({
    ago: one.ago,
    live: async (plans) => {
      const shared = { key: idOf(`${id} told ${at}`), measure: idOf(id) }
      if ('state' in one) {
        const { state, reason } = one
        return done(await plans.perform(planner, tellState, { ...shared, state, reason }))
      }
      const day = addToDay(today, `-P${one.ago}D`)
      const { says, href } = one
      return done(await plans.perform(planner, addEvidence, { ...shared, day, says, href, file: null }))
    },
  }))

const MONTHS: Record<Period, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

/** One value for each period that is over, each told ten days after it ended. */
const valuesTold = (
  { id, values, period }: PlanData['targets'][number],
  planner: Agent,
  idOf: (id: string) => string,
  today: string,
): Moment[] =>
  values.map(([numerator, denominator], at) => {
    const day = lastOf(today, -1 - (values.length - 1 - at) * MONTHS[period])
    const ago = Math.max(0, Temporal.PlainDate.from(day).until(today, { largestUnit: 'day' }).days - 10)
    return {
      ago,
      live: async (plans) =>
        done(
          await plans.perform(planner, tellValue, {
            key: idOf(`${id} value ${at}`),
            target: idOf(id),
            day,
            numerator,
            denominator,
          }),
        ),
    }
  })

type Next = {
  today: string
  planner: Agent
  second: Agent
  frame: (until: number) => Parameters<typeof beginDraft.perform>[1]
  write: (plans: Plans, measures: readonly MeasureData[]) => Promise<void>
}

/** A version that is not approved yet: being written, or waiting for its second approval. */
const nextOf = ({ next, organisation }: PlanData, { planner, second, frame, write }: Next): Moment[] => {
  if (!next) return []
  const { until, submitted, approved, measures } = next
  return [
    {
      ago: (submitted ?? 12) + 3,
      async live(plans) {
        done(await plans.perform(planner, beginDraft, frame(until)))
        await write(plans, measures)
      },
    },
    ...(submitted === undefined
      ? []
      : [{ ago: submitted, live: async (plans: Plans) => done(await plans.perform(planner, submit, {})) }]),
    ...(approved === undefined
      ? []
      : [
          {
            ago: approved,
            async live(plans: Plans) {
              const { digest } = (await plans.of(organisation))!.proposal!
              return done(await plans.perform(second, approve, { digest }))
            },
          },
        ]),
  ]
}

/** What the demonstration does is allowed: a refusal is a fault of its data. */
const done = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new Error(
    `the demonstration's plans are refused: ${result.refusal} ${JSON.stringify(result.details)}`,
  )
}
