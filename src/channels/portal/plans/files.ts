import { readEvidence } from '#documents'
import { type Cell, csv, dayOf } from '#kernel'
import {
  type Evidence,
  evidenceOf,
  inForceOn,
  lastToldOn,
  type Plan,
  stateOf,
  valuesOf,
  type Version,
  versionOn,
} from '#plans'
import { sendFile } from '#web'
import { notFound, type Visit } from '../visit.ts'
import { planDocument } from './document.ts'
import { countsOf, organisationName, titlesIn } from './reading.ts'
import { inOrder } from './roadmap-section.ts'
import { words } from './words.ts'

/** Anybody may read these, from anywhere. */
const open = ({ reply }: Visit, type: string, name?: string) => {
  reply
    .type(type)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
  return name ? reply.header('content-disposition', `attachment; filename="${name}"`) : reply
}

const today = ({ platform }: Visit): string => dayOf(platform.clock())

const CSV = 'text/csv; charset=utf-8; header=present'
const JSON_TYPE = 'application/json; charset=utf-8'

export const plansCsv = async (visit: Visit) => {
  const { platform, language } = visit
  const w = words[language].table
  const day = today(visit)
  const rows = (await platform.plans.all()).map((plan): Cell[] => {
    const version = versionOn(plan, day)
    const counts = version && countsOf(plan, version, day)
    return [
      plan.organisation,
      organisationName(platform, plan.organisation, language),
      inForceOn(plan, day) ? w.yes : w.no,
      version?.number ?? null,
      version?.from ?? null,
      version?.until ?? null,
      counts?.measures ?? null,
      counts?.inOperation ?? null,
      counts?.proved ?? null,
      lastToldOn(plan),
    ]
  })
  return open(visit, CSV, w.file).send(csv([w.plans, ...rows]))
}

export const plansJson = async (visit: Visit) => {
  const day = today(visit)
  const plans = (await visit.platform.plans.all()).map((plan) => standingSaid(plan, day))
  return open(visit, JSON_TYPE).send({ day, plans })
}

const standingSaid = (plan: Plan, day: string) => {
  const version = versionOn(plan, day)
  return {
    organisation: plan.organisation,
    inForce: inForceOn(plan, day) !== null,
    version: version?.number ?? null,
    from: version?.from ?? null,
    until: version?.until ?? null,
    ...(version ? countsOf(plan, version, day) : { measures: 0, inOperation: 0, proved: 0, late: 0 }),
    lastTold: lastToldOn(plan),
  }
}

/** The plan whose file is asked for; null when there is none, or nothing of it was ever approved. */
const approvedPlan = async ({ platform, params }: Visit): Promise<Plan | null> => {
  const plan = await platform.plans.of(params['organisation']!)
  return plan && plan.versions.length > 0 ? plan : null
}

const shownVersion = (plan: Plan, day: string) => versionOn(plan, day) ?? plan.versions[0]!

export const planCsv = async (visit: Visit) => {
  const plan = await approvedPlan(visit)
  if (!plan) return notFound(visit)
  const { language } = visit
  const w = words[language]
  const version = shownVersion(plan, today(visit))
  const titles = titlesIn([version], language)
  const rows = inOrder(version.measures).map((one): Cell[] => [
    plan.organisation,
    version.number,
    one.id,
    titles.get(one.id)!,
    one.owner[language] || one.owner.fr,
    one.start,
    one.end,
    w.budgets[one.budget],
    w.states[stateOf(plan, one.id)],
    evidenceOf(plan, one.id).length,
    one.after.map((id) => titles.get(id)).join(' | '),
    one.serves.join(' '),
  ])
  return open(visit, CSV, w.table.planFile(plan.organisation)).send(csv([w.table.measures, ...rows]))
}

/** Everything that the public pages show, in one file: the same in both languages. */
export const planJson = async (visit: Visit) => {
  const plan = await approvedPlan(visit)
  if (!plan) return notFound(visit)
  const day = today(visit)
  const version = shownVersion(plan, day)
  const { number, title, summary, digest, adoptedAt, inForceFrom } = version
  return open(visit, JSON_TYPE).send({
    ...standingSaid(plan, day),
    day,
    title,
    summary,
    digest,
    adoptedAt,
    inForceFrom,
    measures: inOrder(version.measures).map((one) => ({
      ...one,
      state: stateOf(plan, one.id),
      evidence: evidenceOf(plan, one.id).map(evidenceSaid),
    })),
    ownTargets: version.targets.map((target) => ({
      ...target,
      provenance: 'declared',
      values: valuesOf(plan, target.id).map(({ day: ends, numerator, denominator }) => ({
        day: ends,
        numerator,
        denominator,
      })),
    })),
    versions: plan.versions.map((one) => ({
      number: one.number,
      digest: one.digest,
      adoptedAt: one.adoptedAt,
      inForceFrom: one.inForceFrom,
      until: one.until,
      current: one.number === number,
    })),
  })
}

const evidenceSaid = ({ id, day, says, proof }: Evidence) => ({
  id,
  day,
  says,
  ...('href' in proof ? { href: proof.href } : { file: proof.file }),
})

/** Documents drawn lately: drawing one takes a tenth of a second, and strangers may ask for it as often as they like. */
const drawn = new Map<string, Promise<Buffer>>()
const MOST_DRAWN = 30

/** What it says depends on the plan's events and on the day; whoever asks while it is drawn waits for the same one. */
const keptDocument = (visit: Visit, plan: Plan, version: Version): Promise<Buffer> => {
  const key = [
    plan.id,
    plan.revision,
    version.digest,
    today(visit),
    visit.language,
    visit.platform.address(),
  ].join(' ')
  const known = drawn.get(key)
  if (known) return known
  const made = planDocument(visit, plan, version)
  drawn.set(key, made)
  made.catch(() => drawn.delete(key))
  if (drawn.size > MOST_DRAWN) drawn.delete(drawn.keys().next().value!)
  return made
}

/** The plan as a document that can be sent as it is. */
export const planPdf = async (visit: Visit) => {
  const plan = await approvedPlan(visit)
  if (!plan) return notFound(visit)
  const version = shownVersion(plan, today(visit))
  const bytes = await keptDocument(visit, plan, version)
  const name = words[visit.language].document.file(plan.organisation, version.number)
  return open(visit, 'application/pdf', name).send(bytes)
}

/** A file that shows a measure: only what the plan names and has not withdrawn, never opened as a page of ours. */
export const planEvidence = async (visit: Visit) => {
  const { platform, params } = visit
  const plan = await approvedPlan(visit)
  const one = plan?.progress.find(
    (told): told is Evidence => told.is === 'evidence' && told.id === params['evidence'],
  )
  const stands = plan && one && evidenceOf(plan, one.measure).includes(one)
  if (!stands || !('file' in one.proof)) return notFound(visit)
  const { digest, name } = one.proof.file
  const content = await readEvidence(platform.db, digest)
  return content ? sendFile(visit.reply, 'attachment', name, content) : notFound(visit)
}
