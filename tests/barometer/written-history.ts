import { newId, type Database } from '#kernel'
import { append, type NewEvent } from '#ledger'

/**
 * Two years of invented events, written straight into the ledger with what they count for: what the barometer's pages
 * are looked at with. The same at each run. Figures are computed from it as from anything else.
 */
export type HistoryOptions = {
  /** The last day; the history covers the 26 months before it. */
  until: Date
  /** How many services besides the named ones, to fill lists. */
  more?: number
}

type Service = {
  organisation: string
  service: string
  online: number
  again: number
  since: number
  monthly: number
}

const SERVICES: Service[] = [
  {
    organisation: 'regie-des-familles',
    service: 'allocation-famille',
    online: 0.84,
    again: 0.02,
    since: 26,
    monthly: 24,
  },
  {
    organisation: 'regie-des-familles',
    service: 'garde-partagee',
    online: 0.71,
    again: 0.09,
    since: 9,
    monthly: 12,
  },
  {
    organisation: 'directeur-des-actes',
    service: 'certificat-naissance',
    online: 0.62,
    again: 0.16,
    since: 26,
    monthly: 30,
  },
  {
    organisation: 'directeur-des-actes',
    service: 'certificat-mariage',
    online: 0.79,
    again: 0.03,
    since: 20,
    monthly: 10,
  },
  {
    organisation: 'ville-des-ormes',
    service: 'signalement-chaussee',
    online: 0.93,
    again: 0,
    since: 26,
    monthly: 20,
  },
  {
    organisation: 'ville-des-ormes',
    service: 'permis-de-feu',
    online: 0.55,
    again: 0.07,
    since: 7,
    monthly: 4,
  },
  {
    organisation: 'agence-du-revenu',
    service: 'copie-avis-cotisation',
    online: 0.9,
    again: 0.01,
    since: 14,
    monthly: 16,
  },
]

export const writeHistory = async (db: Database, { until, more = 0 }: HistoryOptions): Promise<void> => {
  const dice = diceOf(20261122)
  const services = [...SERVICES, ...Array.from({ length: more }, (_, at) => anotherService(at, dice))]
  const events = [
    ...[...new Set(services.map(({ organisation }) => organisation))].map((organisation) =>
      eventOf('organisation.registered', monthsBefore(until, 26), { organisation }),
    ),
    ...services.flatMap((service) => lifeOf(service, until, dice)),
  ]
  events.sort((a, b) => a.at.getTime() - b.at.getTime())
  for (let at = 0; at < events.length; at += 1_000)
    await db.transaction(async (tx) => void (await append(tx, events.slice(at, at + 1_000))))
}

const anotherService = (at: number, dice: () => number): Service => ({
  organisation: SERVICES[at % SERVICES.length]!.organisation,
  service: `autre-service-${at + 1}`,
  online: 0.5 + dice() / 2,
  again: dice() / 10,
  since: 1 + Math.floor(dice() * 25),
  monthly: 1 + Math.floor(dice() * 4),
})

const lifeOf = (
  { organisation, service, online, again, since, monthly }: Service,
  until: Date,
  dice: () => number,
) => {
  const of = { organisation, service }
  const events = [
    eventOf('service.published', monthsBefore(until, since), {
      ...of,
      version: 1,
      digital: true,
      involved: dice() < 0.7,
    }),
  ]
  for (let month = since; month > 0; month--)
    for (let n = 0; n < monthly; n++) {
      const at = new Date(monthsBefore(until, month).getTime() + (n / monthly) * 27 * DAY_MS)
      // People come online a little more each month.
      const channel = dice() < online * (1 - month / 90) ? 'portal' : dice() < 0.5 ? 'counter' : 'phone'
      const needs = {
        income: dice() < again ? 'asked-though-held:register-down' : 'fetched',
        name: 'fetched',
      }
      events.push(eventOf('dossier.filed', at, { ...of, channel }))
      events.push(
        eventOf('dossier.decided', new Date(at.getTime() + DAY_MS), {
          ...of,
          channel,
          favourable: true,
          first: true,
          needs,
        }),
      )
      if (n % 3 === 0)
        events.push(
          eventOf('deadline.passed', new Date(at.getTime() + 2 * DAY_MS), {
            ...of,
            deadline: 'renouvellement',
            reminded: dice() < 0.65,
            standing: 'due',
          }),
        )
    }
  if (dice() < 0.5)
    events.push(eventOf('improvement.published', monthsBefore(until, 2), { ...of, version: 2, cites: 12 }))
  return events
}

const DAY_MS = 86_400_000

const monthsBefore = (until: Date, months: number): Date => new Date(until.getTime() - months * 30.4 * DAY_MS)

const eventOf = (kind: string, at: Date, measure: Record<string, unknown>): NewEvent => ({
  stream: newId(),
  kind,
  body: {},
  measure,
  actor: 'robot:history',
  channel: 'portal',
  at,
})

/** Numbers that look like chance and are the same at each run (mulberry32). */
const diceOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
