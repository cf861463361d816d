import type { Command } from 'commander'
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { keepYears, openBarometer } from '#barometer'
import { CannotStart, type Database, dayOf, migrate, systemClock as clock, type Text } from '#kernel'
import { startLedger } from '#ledger'
import {
  digestOf,
  Faulty,
  gather,
  type Inventory,
  readMapping,
  reportOf,
  takeOver,
  Undecided,
  yearEnds,
} from '#volumes'
import { withDatabase } from './database.ts'
import { lines, reportLines } from './import-words.ts'
import { read } from './ledger-words.ts'

type Asked = {
  database?: string
  mapping: string
  year?: number
  dryRun?: boolean
  json?: boolean
  leftOut?: string
}

export const importCommand = (program: Command) => {
  const imports = program
    .command('import')
    .description('Reprendre ce que d’autres ont compté / Take over what others have counted')
  imports
    .command('inventory')
    .description(
      'Un inventaire de services publié ailleurs (docs/guides/importer.md) / An inventory of services published elsewhere',
    )
    .argument('<files...>', 'CSV, TSV, JSON')
    .requiredOption('--mapping <file>', 'comment le lire / how it is read')
    .option(
      '--year <year>',
      'cette année seulement, par celle où elle finit / this year only, by the one in which it ends',
      readYear,
    )
    .option(
      '--dry-run',
      'dire ce qui serait repris, et ne rien écrire / say what would be taken over, write nothing',
    )
    .option('--json', 'le rapport en JSON / the report as JSON')
    .option(
      '--left-out <file>',
      'écrire chaque ligne laissée de côté (CSV) / write each row that is left out (CSV)',
    )
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action((files: string[], asked: Asked) =>
      inventory(
        files.map((file) => resolve(file)),
        asked,
      ),
    )
}

const readYear = (typed: string): number => {
  if (/^(19|20)\d{2}$/.test(typed)) return Number(typed)
  throw new InvalidArgumentError('AAAA / YYYY')
}

const inventory = async (files: string[], asked: Asked): Promise<void> => {
  const mapping = readMapping(await read(asked.mapping))
  if (!mapping.ok) throw malformed(asked.mapping, mapping.details['faults'] as Text[])
  const found = await gathered(files, asked, mapping.value)
  const report = reportOf(found)
  console.log(asked.json ? JSON.stringify(report, null, 2) : reportLines(report).join('\n'))
  if (asked.leftOut) await writeFile(asked.leftOut, lines.leftOut(found.leftOut))
  if (asked.dryRun) return console.error(lines.dryRun)
  const digest = digestOf(await Promise.all([...files, asked.mapping].map((file) => readFile(file))))
  await withDatabase(asked, (db) => write(db, found, files, digest))
}

const gathered = (
  files: string[],
  { mapping: mappingPath, year }: Asked,
  mapping: Inputs,
): Promise<Inventory> =>
  gather({ mapping, mappingPath, files, today: dayOf(clock()), year: year ?? null }).catch((error: Error) => {
    if (error instanceof Faulty)
      throw new CannotStart('file-not-readable', {
        fr: `${error.file} ${error.fr}.`,
        en: `${error.file} ${error.en}.`,
      })
    if (error instanceof Undecided) throw cannot(error.message, error.fr)
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw cannot(error.message)
    throw error
  })

type Inputs = Parameters<typeof gather>[0]['mapping']

const malformed = (file: string, faults: readonly Text[]): CannotStart =>
  cannot(
    `${file}:\n  ${faults.map(({ en }) => en).join('\n  ')}`,
    `${file} :\n  ${faults.map(({ fr }) => fr).join('\n  ')}`,
  )

const cannot = (said: string, inFrench = said): CannotStart =>
  new CannotStart('cannot-import', {
    fr: `Rien n’est repris. ${inFrench}`,
    en: `Nothing is taken over. ${said}`,
  })

/** Sealed and counted before it ends, whether the platform runs or not: the figures can be asked for at once. */
const write = async (db: Database, found: Inventory, files: string[], digest: string): Promise<void> => {
  await migrate(db, { log: (line) => console.error(`    ${line}`) })
  const taken = await takeOver(db, clock, found, { files, by: 'operator', digest })
  if (!taken.ok) throw cannot('No row could be used.', 'Aucune ligne n’a pu servir.')
  console.error(lines.taken(taken.value))
  const { unsaid } = taken.value
  if (unsaid.services + unsaid.improvements > 0) console.error(lines.unsaid(unsaid))
  const barometer = openBarometer({ db, clock, log: SILENT, lookMs: 3_600_000 })
  const ledger = startLedger(db, { clock, subscribers: [barometer.subscriber], log: SILENT })
  try {
    await ledger.caughtUp()
    await keepYears(db, clock, await yearEnds(db))
  } finally {
    await Promise.all([ledger.stop(), barometer.stop()])
  }
  console.error(lines.counted([...new Set([...found.years.values()].map(({ year }) => year.to))].toSorted()))
}

const SILENT = {
  info: () => {},
  warn: () => {},
  error: (fields: object, message: string) => console.error(message, fields),
}
