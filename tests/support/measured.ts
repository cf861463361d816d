import { newId } from '#kernel'
import type { NewEvent } from '#ledger'
import type { Dice } from '../fuzz/dice.ts'
import { eventOf } from './ledger.ts'

const ORGANISATIONS = ['regie', 'ville', 'registre'] as const
const SERVICES = ['allocation', 'chaussee', 'certificat', 'permis'] as const
const CHANNELS = ['portal', 'portal', 'portal', 'partner', 'counter', 'phone', 'paper'] as const
const STATES = ['fetched', 'reused', 'asked-not-held', 'asked-though-held:outage'] as const

type Making = (dice: Dice) => Record<string, unknown>

const service = ({ pick }: Dice) => {
  const its = pick(SERVICES)
  // Each belongs to one organisation, and one of them moves about.
  const organisation = its === 'permis' ? pick(ORGANISATIONS) : ORGANISATIONS[SERVICES.indexOf(its)]!
  return { organisation, service: its }
}
const organisation = ({ pick }: Dice) => ({ organisation: pick(ORGANISATIONS) })
const revision = ({ int }: Dice) => ({ revision: int(6) })
const yes = ({ int }: Dice) => int(2) === 0

const KINDS: Record<string, Making> = {
  'organisation.registered': organisation,
  'service.published': (c) => ({
    ...service(c),
    version: 1 + c.int(3),
    digital: c.int(4) > 0,
    involved: yes(c),
  }),
  'dossier.filed': (c) => ({ ...service(c), channel: c.pick(CHANNELS) }),
  'dossier.decided': (c) => ({
    ...service(c),
    channel: c.pick(CHANNELS),
    favourable: yes(c),
    ...(c.int(5) === 0
      ? { first: false }
      : { first: true, needs: { address: c.pick(STATES), income: c.pick(STATES) } }),
  }),
  'dossier.withdrawn': (c) => ({ ...service(c), channel: c.pick(CHANNELS), filed: yes(c) }),
  'evaluation.received': (c) => ({
    ...service(c),
    version: 1,
    end: c.pick(['answered', 'refused', 'abandoned']),
    satisfaction: 1 + c.int(5),
    ease: null,
  }),
  'improvement.published': (c) => ({ ...service(c), version: 2, cites: c.int(3) }),
  'deadline.passed': (c) => ({
    ...service(c),
    deadline: c.pick(['yearly-update', 'renewal']),
    reminded: yes(c),
    standing: c.pick(['due', 'due', 'done', 'withdrawn']),
  }),
  'consultation.opened': (c) => ({
    ...organisation(c),
    consultation: c.pick(['parc', 'piste']),
    online: c.pick(['whole', 'part', 'none']),
    ...revision(c),
  }),
  'consultation.changed': (c) => ({
    ...organisation(c),
    consultation: c.pick(['parc', 'piste']),
    online: c.pick(['whole', 'part', 'none']),
    ...revision(c),
  }),
  'organisation.closed': organisation,
  'service.closed': service,
  'plan.changed': (c) => ({
    ...organisation(c),
    inForce: yes(c),
    measuresWithEvidence: c.int(3),
    ...revision(c),
  }),
  'workplace.declared': (c) => ({
    ...organisation(c),
    unit: c.pick(['accueil', 'traitement']),
    quarter: c.pick(['2026-Q1', '2026-Q2', '2026-Q3']),
    employees: 40,
    whole: c.int(41),
    provenance: 'declared',
    ...revision(c),
  }),
  'process.recorded': (c) => ({
    ...organisation(c),
    process: c.pick(['paie', 'permis']),
    paper: c.pick(['none', 'some']),
    observed: yes(c),
    ...revision(c),
  }),
  'dataset.checked': (c) => ({
    ...organisation(c),
    dataset: c.pick(['arbres', 'rues', 'budget']),
    highPotential: yes(c),
    downloadable: yes(c),
    ...revision(c),
  }),
  'volumes.imported': (c) => ({
    ...service(c),
    channel: 'paper',
    count: c.int(40) - 5,
    month: c.pick(['2025-11', '2026-03', '2026-06', '2027-01']),
    provenance: c.pick(['imported', 'declared']),
  }),
  'organisation.inventoried': (c) => ({ ...organisation(c), from: '2025-04-01', to: '2026-03-31' }),
  'service.inventoried': (c) => ({
    ...service(c),
    version: 1,
    digital: yes(c),
    day: c.pick(['2025-04-01', '2025-09-30']),
  }),
  'improvement.inventoried': (c) => ({ ...service(c), day: c.pick(['2025-06-01', '2026-01-15']) }),
  'exclusion.recorded': (c) => ({
    target: c.pick([4, 8]),
    ...organisation(c),
    unit: c.pick(SERVICES),
    reason: 'outage',
    ...revision(c),
  }),
  'exclusion.lifted': (c) => ({
    target: c.pick([4, 8]),
    ...organisation(c),
    unit: c.pick(SERVICES),
    reason: 'outage',
    ...revision(c),
  }),
}

const MALFORMED = [{}, { organisation: 7 }, { organisation: 'ville', service: 'x y', channel: 'pigeon' }]

/** So many events at random between two instants, dossiers being most of them; some of other kinds, some without a measure. */
export const measuredEvents = (dice: Dice, count: number, from: Date, to: Date): NewEvent[] =>
  Array.from({ length: count }, () => {
    const at = new Date(from.getTime() + dice.int(to.getTime() - from.getTime()))
    const isOfDossier = dice.int(10) < 6
    const kind = isOfDossier ? dice.pick(['dossier.filed', 'dossier.decided']) : dice.pick(Object.keys(KINDS))
    const odd = dice.int(40)
    const measure = odd === 0 ? null : odd === 1 ? dice.pick(MALFORMED) : KINDS[kind]!(dice)
    return eventOf({ stream: newId(), kind: odd === 2 ? 'dossier.opened' : kind, measure, at })
  })
