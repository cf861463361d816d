import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { addToDay, dayOf, idFrom, instantOf, newId, type Result } from '#kernel'
import type { Agent } from '#parties'
import {
  createProcesses,
  type Inventory,
  OBSTACLES,
  PAPERS,
  type Stage,
  STAGES,
  type Step,
  stepMark,
  type TypedStep,
} from '#processes'
import { addQuarters, createWorkplaces, lastDayOf, lastOver, type Numbers, type Quarter } from '#workplaces'
import type { DemonstratedParts } from './parts.ts'

const stage = z.enum(STAGES)
const Kept = z.strictObject({
  articles: z.string().default(''),
  law: z.string().default(''),
  system: z.string().default(''),
  habit: z.string().default(''),
})
const OnPaper = z.union([z.tuple([z.enum(PAPERS), z.string()]), z.tuple([z.enum(PAPERS), z.string(), Kept])])
const ProcessData = z.strictObject({
  name: z.string(),
  unit: z.string(),
  like: z.string(),
  ago: z.int(),
  service: z.string().default(''),
  pages: z.int().optional(),
  hours: z.int().optional(),
  paper: z.partialRecord(stage, OnPaper).default({}),
  paperless: z.int().optional().describe('so many days ago, the paper of all its steps went'),
  only: z.array(stage).optional().describe('the stages that are described so far'),
})
const six = z.tuple([z.int(), z.int(), z.int(), z.int(), z.int(), z.int()])
const WorkplaceData = z.strictObject({ employees: z.tuple([z.int(), z.int()]), from: six, to: six })
const Data = z.strictObject({
  models: z.record(z.string(), z.record(stage, z.string())),
  organisations: z.array(
    z.strictObject({
      id: z.string(),
      by: z.string(),
      units: z.array(z.string()),
      processes: z.array(ProcessData),
      workplaces: z.record(z.string(), WorkplaceData),
    }),
  ),
})
type Data = z.infer<typeof Data>
type Of = Data['organisations'][number]

const FILE = join(import.meta.dirname, '../../../demonstration/processes.yaml')
const QUARTERS = 4

/** Inventories and declarations of the last year and a half, by those who plan, at the days when they did it. */
export const demonstrateProcesses = async (parts: DemonstratedParts): Promise<void> => {
  const { platform } = parts
  if ((await platform.processes.totals()).length > 0) return
  const data = Data.parse(parse(await readFile(FILE, 'utf8')))
  for (const of of data.organisations) {
    const agent = platform.access.agents().find(({ id }) => id === `agent:${of.by}`)
    if (agent) await live(parts, data, of, agent)
  }
}

const live = async (parts: DemonstratedParts, data: Data, of: Of, agent: Agent): Promise<void> => {
  const today = dayOf(parts.clock())
  const lived = { now: parts.clock() }
  const tools = { ...parts, ...parts.platform, clock: () => lived.now }
  const processes = createProcesses({ ...tools, committed: parts.committed })
  const workplaces = createWorkplaces({ ...tools, units: processes.units, committed: parts.committed })
  processes.stop()
  const inventory = processes.inventoryFor(agent)
  const on = (ago: number, hour: number) => void (lived.now = instantOf(addToDay(today, `-P${ago}D`), hour))
  const quarters = quartersOf(today)
  // In the first quarter that they declare.
  lived.now = instantOf(addToDay(lastDayOf(quarters[0]!), '-P80D'), 9)
  for (const unit of of.units) valueOf(await inventory.addUnit(unit))
  for (const one of of.processes)
    await liveProcess(inventory, data.models[one.like]!, one, `${of.id} ${one.name}`, on)
  const declarations = workplaces.declarationsFor(agent)
  const units = await inventory.units()
  for (const [at, quarter] of quarters.entries())
    for (const [name, numbers] of Object.entries(of.workplaces)) {
      const unit = units.find((one) => one.name === name)!
      const day = addToDay(lastDayOf(quarter), `P${8 + ((name.length * 3 + at * 5) % 20)}D`)
      if (day > today) continue
      lived.now = instantOf(day, 10)
      valueOf(await declarations.declare(unit.id, quarter, numbersOf(numbers, at), 0))
    }
}

const quartersOf = (today: string): Quarter[] =>
  Array.from({ length: QUARTERS }, (_, at) => addQuarters(lastOver(today), at + 1 - QUARTERS))

/** Between the first quarter and the last, in even steps. */
const numbersOf = ({ employees, from, to }: z.infer<typeof WorkplaceData>, at: number) => {
  const between = (first: number, last: number) =>
    String(Math.round(first + ((last - first) * at) / (QUARTERS - 1)))
  const [mobile, suite, signature, paperless, agile, whole] = from.map((first, n) => between(first, to[n]!))
  const now = between(...employees)
  return { employees: now, mobile, suite, signature, paperless, agile, whole } as Record<
    keyof Numbers,
    string
  >
}

const liveProcess = async (
  inventory: Inventory,
  model: Readonly<Record<Stage, string>>,
  one: z.infer<typeof ProcessData>,
  seed: string,
  on: (ago: number, hour: number) => void,
): Promise<void> => {
  on(one.ago, 9)
  const key = idFrom(`parvis demonstrated process ${seed}`)
  const head = {
    name: one.name,
    unit: one.unit,
    service: one.service,
    pages: one.pages === undefined ? '' : String(one.pages),
    hours: one.hours === undefined ? '' : String(one.hours),
  }
  const { id } = valueOf(await inventory.add(key, head)).process
  on(one.ago, 10)
  let steps: Step[] = []
  for (const name of one.only ?? STAGES)
    ({ steps } = valueOf(await inventory.putStep(id, newId(), stepOf(name, model, one), '')).process)
  if (one.paperless === undefined) return
  on(one.paperless, 14)
  for (const step of steps.filter(({ paper }) => paper !== 'none')) {
    const without = { ...stepOf(step.stage, model, { paper: {} }) }
    valueOf(await inventory.putStep(id, step.id, without, stepMark(step)))
  }
}

const stepOf = (
  name: Stage,
  model: Readonly<Record<Stage, string>>,
  { paper }: Pick<z.infer<typeof ProcessData>, 'paper'>,
): TypedStep => {
  const nothing = { articles: '', ...Object.fromEntries(OBSTACLES.map((kind) => [kind, ''])) } as z.infer<
    typeof Kept
  >
  const [where, what, kept] = paper[name] ?? ['none', model[name]]
  return { stage: name, what: what!, paper: where!, ...nothing, ...kept }
}

/** An invented story that an act refuses is a fault of the story. */
const valueOf = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new Error(`refused ${result.refusal} ${JSON.stringify(result.details)}`)
}
