import { type Command, InvalidArgumentError } from 'commander'
import {
  compareVersions,
  DEFINITIONS,
  type Difference,
  figureOn,
  type PastFigure,
  proveMeasures,
  publishMeasures,
  rebuildBarometer,
  verifyBarometer,
} from '#barometer'
import { addToDay, type Database, dayOf, systemClock as clock } from '#kernel'
import { yearEnds } from '#volumes'
import { onLedger, type Options } from './ledger-words.ts'

export const barometerCommand = (program: Command) => {
  const barometer = program.command('barometer').description('Le baromètre / The barometer')
  const add = (name: string, description: string) =>
    barometer
      .command(name)
      .description(description)
      .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
  add(
    'verify',
    'Tout recalculer depuis le premier événement ; 1 s’il y a une différence / Recompute all from the first event; 1 when anything differs',
  ).action((options: Options) => onLedger(options, verify))
  add('rebuild', 'Refaire les comptes depuis le premier événement / Count again from the first event').action(
    (options: Options) => onLedger(options, rebuild),
  )
  add('publish', 'Publier les mesures d’une journée finie / Publish the measures of a day that is over')
    .option('--day <jour>', 'AAAA-MM-JJ ; hier si absent / YYYY-MM-DD; yesterday when absent', readDay)
    .action((options: Options & { day?: string }) => onLedger(options, (db) => publish(db, options.day)))
  add('figure', 'Un chiffre, à n’importe quelle date / A figure, on any day')
    .requiredOption('--target <n>', '1 à / to 10', readNumber)
    .requiredOption('--at <jour>', 'AAAA-MM-JJ / YYYY-MM-DD', readDay)
    .option('--definition <n>', 'une autre version / another version', readNumber)
    .option('--organisation <id>', 'd’un seul organisme / of one organisation')
    .option('--json', 'tout, en JSON / all of it, as JSON')
    .action((options: Options & FigureAsked) => onLedger(options, (db) => figure(db, options)))
  add(
    'compare',
    'Ce que l’histoire aurait été sous une autre version d’une cible / What history would have been under another version of a target',
  )
    .argument('<target>', '1 à / to 10', readNumber)
    .argument('<version>', 'le numéro de la version / the version’s number', readNumber)
    .action((target: number, version: number, options: Options) =>
      onLedger(options, (db) => compare(db, target, version)),
    )
}

const figure = async (db: Database, { target, at, definition, organisation, json }: FigureAsked) => {
  const found = await figureOn(db, clock, { target, day: at, version: definition })
  const its = organisation
    ? found?.organisations.find((one) => one.organisation === organisation)
    : found?.figure
  if (!found || !its) {
    console.error(
      'Aucun tel chiffre : vérifiez la cible, la version et l’organisme. / No such figure: check the target, the version and the organisation.',
    )
    process.exitCode = 1
    return
  }
  const { head, organisations } = found
  if (json)
    return console.log(
      JSON.stringify({ head, figure: its, organisations: organisation ? undefined : organisations }, null, 2),
    )
  const { coverage, provenance, period } = its
  console.log(
    [
      `cible/target ${target} v${its.definition.version}, ${period.from} – ${period.to}: ${shown(its)}`,
      `provenance: observed ${provenance.observed}, imported ${provenance.imported}, declared ${provenance.declared}`,
      `couverture/coverage: ${coverage.reporting}/${coverage.subject}${coverage.missing.length > 0 ? `; manquent/missing: ${coverage.missing.slice(0, 20).join(', ')}${coverage.missing.length > 20 ? ', …' : ''}` : ''}`,
      ...notCountedLines(found.units, organisation),
      `exclusions: ${its.exclusions.length}`,
      `registre/ledger: ${head}`,
    ].join('\n'),
  )
  const ends = yearsAcross(await yearEnds(db), period)
  if (ends.length > 0)
    console.error(
      `Des années reprises d’ailleurs finissent un autre jour ; c’est là que leur chiffre est juste / Years taken over from elsewhere end on another day, on which their figure is right: --at ${ends.join(', --at ')}`,
    )
}

/** Last days of years that share some days with a period, and are not its own. */
const yearsAcross = (ends: readonly string[], { from, to }: PastFigure['figure']['period']): string[] =>
  ends.includes(to) ? [] : ends.filter((end) => end >= from && addToDay(end, '-P1Y') < to)

/** The units that are not in the denominator, by why. */
const notCountedLines = (units: PastFigure['units'], organisation: string | undefined): string[] => {
  const out = units.filter(
    (one) => one.denominator === 0 && (organisation === undefined || one.organisation === organisation),
  )
  return [...Map.groupBy(out, ({ reason }) => reason ?? '')].map(
    ([reason, all]) => `hors du dénominateur/not counted: ${all.length} × ${reason}`,
  )
}

type FigureAsked = {
  target: number
  at: string
  definition?: number
  organisation?: string
  json?: boolean
}

const readNumber = (typed: string): number => {
  if (/^[1-9]\d{0,3}$/.test(typed)) return Number(typed)
  throw new InvalidArgumentError('Un nombre entier / A whole number')
}

const readDay = (typed: string): string => {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed) && new Date(`${typed}T12:00Z`).toJSON()?.startsWith(typed)
  if (isDay) return typed
  throw new InvalidArgumentError('AAAA-MM-JJ / YYYY-MM-DD')
}

const STEPS = {
  events: 'Compte des événements… / Counting events…',
  cells: 'Comparaison des comptes… / Comparing counts…',
  figures: 'Comparaison des chiffres… / Comparing figures…',
} as const

const verify = async (db: Database) => {
  const verified = await verifyBarometer(db, { progress: (step) => console.error(`    ${STEPS[step]}`) })
  if (verified.ok) {
    const { events, figures, trend } = verified.value
    console.log(`Le baromètre tient : ${figures} chiffres recalculés à partir de ${events} événements.`)
    console.log(`The barometer holds: ${figures} figures recomputed from ${events} events.`)
    if (!trend) console.log('La tendance se calcule encore. / The trend is still being worked out.')
    return
  }
  process.exitCode = 1
  if (verified.refusal === 'figures-not-computed') return console.error(NOT_COMPUTED)
  const { count, differences } = verified.details as { count: number; differences: Difference[] }
  console.error(
    `Le baromètre ne tient pas : ${count} différences / The barometer does not hold: ${count} differences`,
  )
  for (const one of differences)
    console.error(`  ${whereOf(one)}: ${said(one.live)} ≠ ${said(one.recomputed)}`)
  if (count > differences.length) console.error(`  … ${count - differences.length}`)
}

const NOT_COMPUTED =
  'Aucun chiffre n’est encore calculé sous ces définitions : démarrez la plateforme. / No figure is computed under these definitions yet: start the platform.'

const whereOf = ({ what, target, organisation, field }: Difference): string =>
  [what, target === null ? null : `cible/target ${target}`, organisation || 'tous/all', field]
    .filter((part) => part !== null)
    .join(', ')

const said = (value: unknown): string => JSON.stringify(value)

const rebuild = async (db: Database) => {
  await rebuildBarometer(db)
  console.log(
    'Les comptes sont refaits ; un processus en marche en calcule les chiffres. / Counted again; a running process computes the figures.',
  )
}

const DAY_MS = 24 * 3_600_000

const publish = async (db: Database, given: string | undefined) => {
  const day = given ?? dayOf(new Date(clock().getTime() - DAY_MS))
  for await (const { published } of publishMeasures({ db, clock, definitions: DEFINITIONS }, [day])) {
    if (published.ok) console.log(`${published.value.name} : publié / published`)
    else {
      console.error(`${day} : ${WHY[published.refusal]}`)
      if (published.refusal !== 'already-published') process.exitCode = 1
    }
  }
  if ((await proveMeasures(db)) > 0)
    console.error(
      'La preuve viendra d’un processus en marche, une fois l’événement scellé. / The proof will come from a running process, once the event is sealed.',
    )
}

const WHY = {
  'already-published': 'rien de nouveau / nothing new',
  'day-not-over': 'cette journée n’est pas finie / that day is not over',
  'nothing-counted': 'rien n’était encore compté / nothing was counted by then',
} as const

const compare = async (db: Database, target: number, version: number) => {
  const compared = await compareVersions(db, { target, version, day: dayOf(clock()) })
  if (!compared.ok) {
    console.error(COMPARE_SAYS[compared.refusal])
    process.exitCode = 1
    return
  }
  const { inForce, days } = compared.value
  console.log(['jour/day', `v${inForce}`, `v${version}`].join('\t'))
  for (const one of days) console.log([one.day, shown(one.inForce), shown(one.other)].join('\t'))
}

const COMPARE_SAYS = {
  'version-unknown': 'Aucune telle version / No such version',
  'nothing-counted': 'Rien n’a encore été compté / Nothing was counted yet',
} as const

const shown = ({
  state,
  numerator,
  denominator,
  value,
}: { state: string } & Record<string, unknown>): string =>
  value === null ? state : `${numerator}/${denominator} = ${(100 * (value as number)).toFixed(1)} %`
