/*
 * One thing, though long: every domain made once, in the order in which each needs the others, and stopped in the other
 * order. Cut in two, nobody would see both.
 */
import type { AddressInfo } from 'node:net'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { noIdentification } from '#access'
import { openBarometer, openContests } from '#barometer'
import { type Catalogue, createCatalogue } from '#catalogue'
import { registerCentral } from '#central'
import { createConsultations } from '#consultations'
import { deadlines } from '#deadlines'
import { registerDesk } from '#desk'
import { openSigner, publicKeys } from '#documents'
import { createDossiers } from '#dossiers'
import { createEvaluations } from '#evaluations'
import { batching, type Clock, type Database, migrate, openDatabase, systemClock } from '#kernel'
import { type Ledger, type LogSettings, openPublicLog, startLedger } from '#ledger'
import { notices, unreadTogether } from '#notices'
import { createOpenData, openDatastore } from '#opendata'
import { namesIn, type Organisations, publishOrganisations } from '#parties'
import { registerOrganisation } from '#organisation'
import { createPlans } from '#plans'
import { registerPortal } from '#portal'
import { createProcesses } from '#processes'
import { createReporting } from '#reporting'
import { createServer, openQuotas, type Platform } from '#web'
import { type Robots, robotTurns, startRobots, worklists } from '#work'
import { createVolumes } from '#volumes'
import { createWorkplaces } from '#workplaces'
import type { Config } from './config.ts'
import { addressFault, addressShown } from './operations/address.ts'
import { connect, isAnswering } from './operations/database.ts'
import { demonstrateAfter, demonstrateAll } from './operations/demonstrated/index.ts'
import { personas, registriesOf, seedRegistries } from './operations/demonstration.ts'
import {
  historyStates,
  inventedNames,
  type History,
  prepareFirst,
  refuseReal,
  sayingLived,
  write,
  type Writing,
  type Written,
} from './operations/history.ts'
import { openLog } from './operations/log.ts'
import { createMetrics } from './operations/metrics.ts'
import { readOrganisations } from './operations/organisations.ts'
import { publishServices, watchServices } from './operations/services.ts'
import { ownSources } from './operations/sources.ts'
import { startTelling, type Telling } from './operations/telling.ts'

export type Running = {
  /** Where a person finds the pages. */
  address: string
  /** Lets what is under way end, then closes everything, the embedded PostgreSQL last. */
  stop(): Promise<void>
}

/**
 * Starts the platform. Each step is said as it begins. Throws `CannotStart` with a sentence for the operator; whatever
 * had started by then is stopped.
 */
export const run = async (config: Config, progress: (line: string) => void): Promise<Running> => {
  const say = (line: string) => progress(`    ${line}`)
  progress('1/4 PostgreSQL…')
  const { db, url, close } = await connect(config, say, { connections: 16 })
  let assembled: Assembled | undefined
  let living: Promise<void> | undefined
  const stopping = new AbortController()
  const stop = async () => {
    stopping.abort()
    await living
    await assembled?.stop()
    await close()
  }
  try {
    progress('2/4 Tables…')
    await migrate(db, { log: say })
    progress('3/4 Services…')
    const history = await prepareFirst({ config, db, now: systemClock() })
    assembled = await assemble({ config, db, url, say, log: openLog(config.logLevel), figuresApart: true })
    progress('4/4 Pages…')
    const { host, port } = config
    await assembled.app.listen({ host, port })
    if (config.demonstration && config.history > 0)
      living = liveBeside(assembled, history, { say, signal: stopping.signal })
    return {
      address: addressShown({ ...config, port: (assembled.app.addresses()[0] as AddressInfo).port }),
      stop,
    }
  } catch (error) {
    await stop()
    throw addressFault(error, config)
  }
}

/** Once the pages are up: whoever comes first sees them at once, and the figures fill. */
const liveBeside = async (
  { demonstrate, demonstrateAfter: afterwards, live }: Assembled,
  history: History | null,
  { say, signal }: { say: (line: string) => void; signal: AbortSignal },
): Promise<void> => {
  try {
    await demonstrate(signal)
    if (history) await live(history, { progress: sayingLived(say), signal })
    await afterwards(signal)
  } catch (error) {
    say(`L’histoire inventée s’arrête là / The invented history ends here: ${(error as Error).message}`)
  }
}

export type Assembled = {
  app: FastifyInstance
  platform: Platform
  ledger: Ledger
  robots: Robots
  /** Reminders and mail. */
  telling: Telling
  /** Has invented people live what was prepared for them. */
  live(history: History, options: Pick<Writing, 'progress' | 'signal' | 'group'>): Promise<Written>
  /** Lives what each domain shows at a first visit, once; then what rests on the invented history. */
  demonstrate(signal?: AbortSignal): Promise<void>
  demonstrateAfter(signal?: AbortSignal): Promise<void>
  stop(): Promise<void>
}

export type Parts = {
  config: Config
  db: Database
  url: string
  say: (line: string) => void
  log: FastifyBaseLogger
  clock?: Clock
  /** Figures are worked out in a thread of their own, by the system’s clock: for a process that serves people. */
  figuresApart?: boolean
}

/** Wires everything on a migrated database, alone in knowing everyone. Listens to nothing yet: tests inject requests. */
export const assemble = async ({
  config,
  db,
  url,
  say,
  log,
  clock = systemClock,
  figuresApart = false,
}: Parts): Promise<Assembled> => {
  const organisations = await readOrganisations(config)
  await seedAndPublish({ config, db, clock, say }, organisations)
  const signer = await openSigner(db, clock, config.signingKey)
  const catalogue = await createCatalogue(db, { log })
  const registries = registriesOf(db, organisations)
  let ledger: Ledger | undefined
  const dossiers = createDossiers({
    db,
    clock,
    catalogue,
    registries,
    signer,
    committed: () => ledger?.poke(),
  })
  const evaluations = createEvaluations({
    db,
    clock,
    catalogue,
    dossiers,
    names: namesIn(organisations),
    committed: () => ledger?.poke(),
  })
  const plans = createPlans({
    db,
    clock,
    organisations,
    committed: () => ledger?.poke(),
    failed: (error) => log.error({ err: error }, 'a round of the plans failed'),
  })
  const processes = createProcesses({
    db,
    clock,
    catalogue,
    committed: () => ledger?.poke(),
    failed: (error) => log.error({ err: error }, 'processes could not be reviewed; they will be again'),
  })
  const workplaces = createWorkplaces({
    db,
    clock,
    organisations,
    units: processes.units,
    committed: () => ledger?.poke(),
  })
  const volumes = createVolumes({ db, clock, catalogue, log, committed: () => ledger?.poke() })
  const consultations = createConsultations({
    db,
    clock,
    secret: signer.secretFor('consultations'),
    committed: () => ledger?.poke(),
  })
  const robots = startRobots({ db, dossiers, clock, log })
  const invented = config.demonstration ? await inventedNames() : () => null
  const nameOf = (person: string) => organisations.people.get(person)?.name ?? invented(person)
  const work = { dossiers, clock, nameOf, poke: robots.poke }
  const barometer = openBarometer({ db, clock, log, apart: figuresApart ? url : undefined })
  const contests = openContests({ db, clock, organisations, barometer, committed: () => ledger?.poke() })
  const sources = ownSources({
    clock,
    catalogue,
    barometer,
    evaluations,
    plans,
    consultations,
    opendata: () => opendata,
    address: () => telling.address(),
  })
  const opendata = createOpenData({
    db,
    clock,
    organisations,
    sources,
    userAgent: () => `Parvis (+${telling.address()})`,
    committed: () => ledger?.poke(),
  })
  const datastore = openDatastore({ db, clock, sources, log })
  const subscribers = [
    ...dossiers.subscribers,
    worklists(work),
    robotTurns(work),
    deadlines(dossiers),
    notices(dossiers),
    ...evaluations.subscribers,
    ...processes.subscribers,
    ...workplaces.subscribers,
    barometer.subscriber,
    ...contests.subscribers,
    datastore.subscriber,
  ]
  // Reactions have connections of their own: rebuilding a list never keeps a person waiting.
  const reactionsDb = openDatabase(url, { connections: 4 })
  const publicLog = await openPublicLog(db, clock, logSettings(config))
  ledger = startLedger(reactionsDb, { clock, subscribers, log, publicLog })
  const telling = await startTelling({ config, db, clock, catalogue, signer, ledger, log })
  const reporting = createReporting({
    db,
    clock,
    organisations,
    barometer,
    contests,
    sends: telling.notices.sends,
    address: telling.address,
    committed: () => ledger?.poke(),
    demonstration: config.demonstration,
  })
  const platform: Platform = {
    db,
    clock,
    demonstration: config.demonstration,
    secure: config.publicUrl?.startsWith('https:') ?? false,
    quotas: openQuotas(clock),
    access: config.demonstration ? personas(signer.secretFor('sessions'), organisations) : noIdentification,
    catalogue,
    organisations,
    dossiers,
    barometer,
    contests,
    evaluations,
    consultations,
    plans,
    processes,
    workplaces,
    volumes,
    opendata,
    datastore,
    reporting,
    notices: telling.notices,
    feeds: telling.feeds,
    received: telling.received,
    address: telling.address,
    nameOf,
    history: historyStates(db, clock),
    unread: unreadTogether(db),
    settled: settling(ledger),
  }
  const metrics = createMetrics(db, clock)
  const app = await createServer({
    log,
    demonstration: config.demonstration,
    publicUrl: config.publicUrl,
    measured: metrics.measured,
  })
  telling.servedBy(app)
  registerOperations(app, { db, catalogue, metrics })
  await registerPortal(app, platform)
  await registerDesk(app, platform)
  registerOrganisation(app, platform)
  registerCentral(app, platform)
  const looking = opendata.watch({ log })
  const watch = config.demonstration
    ? watchServices({ config, db, organisations, clock, say, catalogue })
    : null
  // Ready is for whoever edits too: what they save from then on is seen.
  await watch?.begun
  const stop = async () => {
    await watch?.stop()
    await app.close()
    await Promise.all([
      telling.stop(),
      robots.stop(),
      plans.stop(),
      volumes.stop(),
      looking.stop(),
      ledger.stop(),
      barometer.stop(),
    ])
    evaluations.stop()
    consultations.stop()
    await datastore.stop()
    processes.stop()
    catalogue.stop()
    await reactionsDb.close()
  }
  const committed = () => ledger?.poke()
  const live: Assembled['live'] = (history, options) =>
    write(
      {
        db,
        catalogue,
        organisations,
        signer,
        dossiers,
        clock,
        committed,
        address: telling.address,
        ...options,
      },
      history,
    )
  const demonstrated = { db, clock, organisations, platform, signer, log, committed }
  const demonstrate: Assembled['demonstrate'] = (signal) => demonstrateAll(demonstrated, signal)
  const afterwards: Assembled['demonstrateAfter'] = (signal) => demonstrateAfter(demonstrated, signal)
  return { app, platform, ledger, robots, telling, live, demonstrate, demonstrateAfter: afterwards, stop }
}

/** What the public log is called when nobody chose: where its page is. */
const logSettings = ({ logKey, logOrigin, publicUrl, port }: Config): LogSettings => {
  const place = publicUrl ? new URL(publicUrl).host : `localhost${port ? `:${port}` : ''}`
  return { key: logKey, origin: logOrigin, otherwise: `${place}/journal` }
}

/** Two waits at most, and a second in all: the one under way when somebody comes, and theirs. */
const SETTLING_MS = 500

/** Whoever waits joins the others: one look at the ledger for all of them. */
const settling = (ledger: Ledger): Platform['settled'] => {
  const together = batching<null, void>(
    async (all) => {
      await ledger.settled(SETTLING_MS)
      return all.map(() => undefined)
    },
    { most: 1_000, abreast: 1, isPoison: () => false },
  )
  // What was done is done, whether lists show it yet or the database went away meanwhile: the next page tells.
  return () => together(null).catch(() => {})
}

/** The demonstration’s data; an installation publishes its services itself (`bin/parvis publish`). */
const seedAndPublish = async (
  { config, db, clock, say }: Pick<Parts, 'config' | 'db' | 'say'> & { clock: Clock },
  organisations: Organisations,
): Promise<void> => {
  if (!config.demonstration) return
  await refuseReal(db)
  await seedRegistries(db, organisations)
  await publishOrganisations(db, organisations.organisations.keys(), { by: 'operator', at: clock() })
  await publishServices({ config, db, organisations, clock, say })
}

/** What machines ask: is it alive, can it serve, how is it doing, and with which keys does it sign. */
const registerOperations = (
  app: FastifyInstance,
  {
    db,
    catalogue,
    metrics,
  }: { db: Database; catalogue: Catalogue; metrics: ReturnType<typeof createMetrics> },
): void => {
  app.get('/health/live', () => ({ live: true }))
  app.get('/health/ready', async (_request, reply) => {
    const answers = await isAnswering(db)
    const ready = answers && catalogue.list().length > 0
    return reply.code(ready ? 200 : 503).send({ ready, database: answers, services: catalogue.list().length })
  })
  app.get('/metrics', async (_request, reply) => {
    const { type, text } = await metrics.read()
    return reply.type(type).send(text)
  })
  // What is signed here is verified anywhere: a page of somebody else's may fetch the keys too.
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(await publicKeys(db)),
  )
}
