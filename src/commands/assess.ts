import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { Command } from 'commander'
import { type Assessor, assessorOf, faultsOf, findingsOf, loadFolder, refusedLine } from '#catalogue'
import { CannotStart, dayOf, isDay, systemClock } from '#kernel'
import { readConfig } from '../config.ts'
import { chosenServices } from './check.ts'
import { LineTooLong, linesOf, LONGEST_LINE } from './lines.ts'

/** A result is written with some others: a write per line would cost more than its computation. */
const WRITTEN_TOGETHER = 64 * 1024

const TOO_LONG = refusedLine(
  `La ligne a plus de ${LONGEST_LINE} caractères : elle n’a pas été lue.`,
  `The line is longer than ${LONGEST_LINE} characters: it was not read.`,
)

type Options = { facts: string; on?: string }

export const assessCommand = (program: Command) =>
  program
    .command('assess')
    .description('Calculer des décisions à partir de faits / Compute decisions from facts')
    .argument('<service>', 'allocation-famille, …')
    .requiredOption(
      '--facts <file>',
      'un objet JSON par ligne ; - : entrée standard / one JSON object a line',
    )
    .option('--on <day>', 'le jour de la décision / the day of the decision: 2026-11-22')
    .action(async (service: string, { facts, on = dayOf(systemClock()) }: Options) => {
      if (!isDay(on)) throw notADay(on)
      const assessor = await openService(service)
      leaveWithReader()
      const isComplete = await assessStream(assessor, on, await open(facts), process.stdout)
      process.exitCode = isComplete ? 0 : 2
    })

/**
 * Reads facts and writes results line by line, holding neither: a million lines take the memory of a few.
 * True when no line was refused.
 */
export const assessStream = async (
  assess: Assessor,
  on: string,
  facts: Readable,
  results: Writable,
): Promise<boolean> => {
  let waiting = ''
  let isComplete = true
  const flush = async () => {
    const isTaken = results.write(waiting)
    waiting = ''
    if (!isTaken) await once(results, 'drain')
  }
  for await (const lines of linesOf(facts))
    for (const line of lines) {
      const result = line instanceof LineTooLong ? TOO_LONG : assess(line, on)
      isComplete &&= !('refusal' in result)
      waiting += `${JSON.stringify(result)}\n`
      if (waiting.length > WRITTEN_TOGETHER) await flush()
    }
  if (waiting) await flush()
  return isComplete
}

/** The service's folder and nothing else: no database has to run. */
const openService = async (service: string): Promise<Assessor> => {
  const { servicesDir } = readConfig()
  await chosenServices(servicesDir, [service])
  const loaded = await loadFolder(join(servicesDir, service))
  if (!loaded.ok)
    throw unusable(
      findingsOf(loaded).map(({ where, says }) => [`${where} : ${says.fr}`, `${where}: ${says.en}`]),
    )
  const assessor = assessorOf(loaded.value)
  if (!assessor.ok)
    throw unusable(faultsOf(assessor).map((fault) => [`${service} : ${fault}`, `${service}: ${fault}`]))
  return assessor.value
}

const open = async (file: string): Promise<Readable> => {
  if (file === '-') return process.stdin
  try {
    await access(file, constants.R_OK)
    if ((await stat(file)).isDirectory()) throw new Error('EISDIR')
  } catch {
    throw notReadable(file)
  }
  return createReadStream(file)
}

/** `parvis assess … | head`: who reads has seen enough. */
const leaveWithReader = () =>
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })

const notADay = (on: string) =>
  new CannotStart('not-a-day', {
    fr: `--on ${on} : écrivez un jour du calendrier, comme 2026-11-22.`,
    en: `--on ${on}: write a day of the calendar, like 2026-11-22.`,
  })

const notReadable = (file: string) =>
  new CannotStart('facts-unreadable', {
    fr: `--facts ${file} : ce fichier n’existe pas ou ne se laisse pas lire.`,
    en: `--facts ${file}: this file does not exist or cannot be read.`,
  })

const unusable = (lines: [fr: string, en: string][]) =>
  new CannotStart('service-unusable', {
    fr: lines.map(([fr]) => fr).join('\n'),
    en: lines.map(([, en]) => en).join('\n'),
  })
