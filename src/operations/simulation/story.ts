import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

/**
 * What the invented people are called and how they live: data, in the folder `demonstration/`. From it and a seed
 * everything else is drawn; no figure is written there.
 */
const share = z.number().min(0).max(1)
const weights = z.record(z.string(), z.number().nonnegative())
/** At the beginning of the history, and at its end. */
const change = z.tuple([z.number().nonnegative(), z.number().nonnegative()])
const seasons = z.array(z.number().positive()).length(12)

const texts = z.array(z.string())

const CHANNELS = ['portal', 'counter', 'phone', 'paper', 'partner'] as const

const Habits = z.strictObject({
  since: share.default(0).describe('when its first version goes live'),
  next: share.optional().describe('when today’s version takes the place of the earlier one'),
  earlier: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('what service.yaml said otherwise (RFC 7396)'),
  weight: z.number().positive().default(1).describe('how often, beside the others'),
  'parents-only': z.boolean().default(false),
  seasons: seasons.optional(),
  channels: z
    .partialRecord(z.enum(CHANNELS), change)
    .default({ portal: [60, 75], counter: [20, 12], phone: [20, 13] }),
  handling: z.tuple([z.int().positive(), z.int().positive()]).default([2, 14]).describe('working days'),
  refused: share.default(0.04),
  completed: share.default(0.1),
  answers: z.record(z.string(), weights).default({}),
  complaints: texts.default([]).describe('what people said of the earlier version'),
  improvement: z
    .strictObject({ title: z.string(), change: z.string(), titleEn: z.string(), changeEn: z.string() })
    .optional()
    .describe('what the next version improved, on what people said'),
})

const HistoryFile = z.strictObject({
  organisations: z.record(z.string(), share),
  outages: z.array(z.strictObject({ registry: z.string(), at: share, days: z.int().positive() })),
  seasons,
  'visits-per-year': z.number().positive(),
  services: z.record(z.string(), Habits),
  said: z.strictObject({
    contest: z.string(),
    review: z.string(),
    observe: z.string(),
    complete: z.string(),
    ask: z.string(),
    intend: z.string(),
    grant: z.string(),
    refuse: z.string(),
    descriptions: texts.min(1),
    comments: z.strictObject({ good: texts.min(1), bad: texts.min(1) }),
  }),
})

const names = z.array(z.string()).min(1)
const NamesFile = z.strictObject({ first: names, last: names, towns: names, streets: names })

export type Story = z.infer<typeof HistoryFile> & { names: z.infer<typeof NamesFile> }
export type Habits = z.infer<typeof Habits>
export type VisitChannel = (typeof CHANNELS)[number]

/** Reads the folder; throws with the file and the place when it has not its shape: it is part of this copy of Parvis. */
export const readStory = async (folder: string): Promise<Story> => {
  const read = async <T>(file: string, shape: z.ZodType<T>): Promise<T> => {
    const shaped = shape.safeParse(parse(await readFile(join(folder, file), 'utf8')))
    if (shaped.success) return shaped.data
    throw new Error(`${file}: ${z.prettifyError(shaped.error)}`)
  }
  return { ...(await read('history.yaml', HistoryFile)), names: await read('names.yaml', NamesFile) }
}

/** How a service lives of which the story says nothing: an installation's own, or a new one. */
export const habitsOf = (story: Story, service: string): Habits => story.services[service] ?? UNKNOWN
const UNKNOWN = Habits.parse({})
