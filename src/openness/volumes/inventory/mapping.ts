import { z } from 'zod'
import { VOLUME_CHANNELS } from '../channels.ts'
import { isFormat } from './format.ts'

/**
 * How an inventory that somebody published is read, as data: which column says what, what stands for « no data », when
 * its year begins. docs/guides/importer.md explains each line; a key that is not known is refused.
 */
const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)
// A column may be named 2013, which YAML takes for a number.
const column = text.pipe(z.string().trim().min(1))
const columns = z.union(
  [column.transform((one) => [one]), z.array(column).min(1)],
  'must be a column, or a list of columns',
)
const isOneOf = z.strictObject({
  column,
  in: z.union([text.transform((one) => [one]), z.array(text).min(1)]),
  split: z.string().min(1).optional().describe('what stands between several values of one cell'),
})

const names = z.union(
  [
    column.transform((one) => ({ fr: one, en: one })),
    z
      .strictObject({ fr: column.optional(), en: column.optional() })
      .refine(({ fr, en }) => fr ?? en, 'a name in French or in English')
      .transform(({ fr, en }) => ({ fr: (fr ?? en)!, en: (en ?? fr)! })),
  ],
  'must be a column, or { fr: column, en: column }',
)

const volume = z.union(
  [
    columns.transform((sum) => ({ sum })),
    z.strictObject({ sum: columns }),
    z.strictObject({ total: columns, minus: columns }),
    z.strictObject({ constant: z.number().int().min(0) }),
  ],
  'must be a column, a list of columns, { total: column, minus: column } or { constant: 0 }',
)

const format = z
  .string()
  .refine(
    isFormat,
    'a format is made of YYYY or YY, MM or M or MMM or Q, DD or D, each once, and what stands between: DD/MM/YYYY; or is YYYY-YYYY, YYYY-YY',
  )

const formats = z.union([format.transform((one) => [one]), z.array(format).min(1)])

const dates = z.strictObject({
  column,
  format: formats.default(['YYYY-MM-DD', 'YYYY-MM']),
  split: z.string().min(1).optional().describe('what stands between several dates of one cell'),
})

const firstDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-01$/, 'a year begins on the first of a month: 04-01')
  .default('01-01')

const year = z.union(
  [
    z.strictObject({ is: z.number().int().min(1990).max(2100), starts: firstDay }),
    z
      .strictObject({
        column,
        starts: firstDay,
        named: z
          .enum(['start', 'end'])
          .optional()
          .describe('which year a single number names, where a year spans two'),
        format: formats
          .optional()
          .describe('the column holds days, months or quarters: the year they fall in'),
      })
      .refine((one) => !one.format || !one.named, 'either named or format'),
  ],
  "must be { column: fiscal_yr, starts: '04-01' } or { is: 2013, starts: '01-01' }",
)

const improvements = z
  .strictObject({
    file: z.string().optional().describe('a second file, beside the mapping'),
    heading: z.number().int().min(1).default(1).describe('the row of its column names'),
    service: columns.optional().describe('the columns of that file that hold the id of the service'),
    date: dates.optional(),
    'in-year': isOneOf.optional().describe('improved in the year of the row, on a day that nobody says'),
    year: year.optional().describe('the year of a row of the second file'),
    when: isOneOf.optional().describe('only those that rest on what people said'),
  })
  .refine((one) => one.date ?? one['in-year'], 'either date or in-year')
  .refine((one) => !one.file === !one.service, 'a second file needs service, and service a file')
  .refine((one) => !one.file || !one['in-year'] || one.year, 'in-year in a second file needs its year')

const conditions = z
  .union(
    [isOneOf.transform((one) => [one]), z.array(isOneOf)],
    'must be { column: status, in: [Active] }, or a list of such',
  )
  .default([])

export const Mapping = z.strictObject({
  source: z.string().regex(/^[a-z][a-z0-9]{1,19}$/, 'two to twenty small letters and digits: canada'),
  name: z.strictObject({ fr: z.string().min(1), en: z.string().min(1) }),
  file: z
    .strictObject({
      separator: z.enum([',', ';', '\t', '|']).optional(),
      encoding: z.enum(['utf-8', 'windows-1252']).default('utf-8'),
      heading: z.number().int().min(1).default(1).describe('the row of the column names'),
      quotes: z.boolean().default(true).describe('false: quotation marks are letters, as in many TSV'),
    })
    .prefault({}),
  keep: conditions.describe('only the rows that are so'),
  'leave-out': conditions.describe('no row that is so'),
  'no-data': z.array(text).default(['', 'NA', 'N/A', 'ND', '-', '–', '—', 'null']),
  none: z.array(text).default([]).describe('what says that a channel does not exist: nothing came by it'),
  numbers: z
    .strictObject({ decimal: z.enum(['.', ',']).default('.'), round: z.boolean().default(false) })
    .prefault({}),
  year,
  service: z.strictObject({ id: columns, name: names, since: dates.optional() }),
  organisation: z.strictObject({ id: columns, name: names }),
  channels: z
    .partialRecord(z.enum(VOLUME_CHANNELS), volume)
    .refine((all) => Object.keys(all).length > 0, 'at least one channel'),
  partly: z
    .enum(['leave-out', 'count-known'])
    .default('leave-out')
    .describe('a service of which only some channels are known'),
  digital: z.union(
    [
      z.literal(true),
      z.strictObject({ channel: z.enum(VOLUME_CHANNELS), least: z.number().int().min(0).default(0) }),
      isOneOf,
    ],
    'must be true, { channel: portal, least: 0 } or { column: e_service, in: [Yes] }',
  ),
  improvements: z.union([improvements.transform((one) => [one]), z.array(improvements)]).default([]),
  repeated: z
    .enum(['refuse', 'leave-out', 'first', 'last', 'sum'])
    .default('refuse')
    .describe('rows that say different things of one service and year'),
  parts: z.number().int().min(2).max(366).optional().describe('how many rows, summed, make a whole year'),
})

/** What may stand where a key is not known, to be told. */
export const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(Mapping.shape),
  channels: VOLUME_CHANNELS,
}

export type Mapping = z.infer<typeof Mapping>
export type YearOf = z.infer<typeof year>
export type DatesOf = z.infer<typeof dates>
export type VolumeOf = z.infer<typeof volume>
export type IsOneOf = z.infer<typeof isOneOf>
export type ImprovementsOf = z.infer<typeof improvements>

/** Every column of the first file that a mapping names: each must be there before a row is read. */
export const columnsNamed = ({ year, service, organisation, ...rest }: Mapping): string[] => [
  ...new Set([
    ...rest.keep.map(({ column }) => column),
    ...rest['leave-out'].map(({ column }) => column),
    ...('column' in year ? [year.column] : []),
    ...service.id,
    ...Object.values(service.name),
    ...(service.since ? [service.since.column] : []),
    ...organisation.id,
    ...Object.values(organisation.name),
    ...Object.values(rest.channels).flatMap((one) => volumeColumns(one!)),
    ...(typeof rest.digital === 'object' && 'column' in rest.digital ? [rest.digital.column] : []),
    ...rest.improvements.filter(({ file }) => !file).flatMap(improvementColumns),
  ]),
]

export const improvementColumns = (one: ImprovementsOf): string[] => [
  ...(one.service ?? []),
  ...(one.date ? [one.date.column] : []),
  ...(one['in-year'] ? [one['in-year'].column] : []),
  ...(one.when ? [one.when.column] : []),
  ...(one.year && 'column' in one.year ? [one.year.column] : []),
]

const volumeColumns = (one: VolumeOf): string[] => {
  if ('constant' in one) return []
  return 'sum' in one ? one.sum : [...one.total, ...one.minus]
}
