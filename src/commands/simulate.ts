import type { Command } from 'commander'
import { CannotStart, isDay, migrate, systemClock } from '#kernel'
import { readConfig } from '../config.ts'
import { connect } from '../operations/database.ts'
import { prepare, sayingLived } from '../operations/history.ts'
import { openLog } from '../operations/log.ts'

type Options = {
  people: string
  months: string
  seed?: string
  until?: string
  again?: true
  database?: string
}

export const simulateCommand = (program: Command) =>
  program
    .command('simulate')
    .description(
      'Faire vivre une histoire à des personnes inventées, par les vrais actes / Have invented people live a history, through the real acts',
    )
    .option('--people <nombre>', 'combien de personnes / how many people', '2000')
    .option('--months <nombre>', 'sur combien de mois / over how many months', '18')
    .option(
      '--seed <nombre>',
      'le même nombre donne la même histoire / the same number gives the same history',
    )
    .option('--until <jour>', 'le jour où elle s’arrête, aujourd’hui / the day it comes up to, today')
    .option('--again', 'en ajouter une à celle qui est là / add one to the one that is there')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action(simulate)

const simulate = async (options: Options): Promise<void> => {
  const people = wholeOf('--people', options.people, 100_000)
  const months = wholeOf('--months', options.months, 120)
  const seed = options.seed === undefined ? undefined : wholeOf('--seed', options.seed, 2 ** 31 - 1)
  const until = dayGiven(options.until)
  const config = readConfig(undefined, { DATABASE_URL: options.database })
  const say = (line: string) => console.error(`    ${line}`)
  const { db, url, close } = await connect(config, say, { connections: 12, leaveAsFound: true })
  try {
    await migrate(db, { log: say })
    const wanted = { people, months, seed, until, again: options.again ?? false }
    const { history, is } = await prepare({ config, db, now: systemClock() }, wanted)
    if (is === 'there') return sayThere(history.people)
    if (is === 'resumed') sayResumed(history.people, history.firstDay)
    console.log(
      `${history.people} personnes inventées, du ${history.firstDay} au ${history.lastDay}, graine ${history.seed} / ` +
        `${history.people} invented people, from ${history.firstDay} to ${history.lastDay}, seed ${history.seed}`,
    )
    const { assemble } = await import('../main.ts')
    const assembled = await assemble({ config, db, url, say, log: openLog('error') })
    const stopping = stopOnSignal()
    try {
      const written = await assembled.live(history, { progress: sayingLived(console.log), signal: stopping })
      if (written === 'elsewhere') throw beingWritten()
      if (written === 'cut') return sayCut()
      console.log('Le registre et les listes se mettent à jour… / The ledger and the lists catch up…')
      await assembled.ledger.caughtUp()
      console.log('C’est écrit. / It is written.')
    } finally {
      await assembled.stop()
    }
  } finally {
    await close()
  }
}

const wholeOf = (option: string, given: string, most: number): number => {
  const value = Number(given)
  if (/^\d{1,10}$/.test(given) && value > 0 && value <= most) return value
  throw new CannotStart('wrong-option', {
    fr: `${option} = « ${given} » ne convient pas : donnez un nombre entier, de 1 à ${most}.`,
    en: `${option} = "${given}" will not do: give a whole number, from 1 to ${most}.`,
  })
}

const dayGiven = (given: string | undefined): string | undefined => {
  if (given === undefined || isDay(given)) return given
  throw new CannotStart('wrong-option', {
    fr: `--until = « ${given} » ne convient pas : donnez un jour, comme 2026-11-22.`,
    en: `--until = "${given}" will not do: give a day, like 2026-11-22.`,
  })
}

/** Ctrl+C ends what is under way and leaves the rest for the next time. */
const stopOnSignal = (): AbortSignal => {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      console.log('Fin des vies commencées… / Ending the lives under way…')
      stopping.abort()
    })
  return stopping.signal
}

const sayThere = (people: number): void => {
  console.log(`Une histoire de ${people} personnes inventées est déjà là. Pour en ajouter une : --again.`)
  console.log(`A history of ${people} invented people is there already. To add one: --again.`)
}

const sayResumed = (people: number, since: string): void => {
  console.log(`Une histoire de ${people} personnes, depuis le ${since}, avait été coupée : elle reprend.`)
  console.log(`A history of ${people} people, since ${since}, had been cut: it goes on.`)
}

const sayCut = (): void => {
  console.log(
    'Coupée : la même commande la reprendra où elle en est. / Cut: the same command will go on with it.',
  )
}

const beingWritten = () =>
  new CannotStart('history-being-written', {
    fr: 'Un autre processus écrit déjà cette histoire. Attendez qu’il finisse ; la même commande dira si elle est là.',
    en: 'Another process is writing this history already. Wait until it ends; the same command will tell whether it is there.',
  })
