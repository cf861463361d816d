import { act, type Circumstances } from '#acts'
import canonicalize from 'canonicalize'
import { dayOf, ok, refused, type Refused, sha256 } from '#kernel'
import { withoutDraft } from './discard.ts'
import { onlyDraft, onlyPlanner } from './draft.ts'
import { type Happens, happens, telling } from './happening.ts'
import { type Content, DIRECTION, type Plan, type Proposal, type Version } from './plan.ts'
import { contentOf } from './standing.ts'
import { readReason } from './typed.ts'

const verb = act<Plan>()

/** What binds an approval to what was read: the digest of the canonical content (RFC 8785, SHA-256). */
export const digestOf = (content: Content): string => sha256(canonicalize(content)!).toString('hex')

const APPROVALS = 2

type Unready = 'plan-unfinished' | 'plan-ended' | 'nothing-changed'

/** Why the direction would have nothing to approve, known before anything is pressed. */
const unready = ({ draft, versions }: Plan, now: Date): Refused<Unready> | null => {
  const content = contentOf(draft!)
  if (content.measures.length === 0 || content.title.fr === '') return refused('plan-unfinished')
  if (content.until < dayOf(now)) return refused('plan-ended')
  return versions.at(-1)?.digest === digestOf(content) ? refused('nothing-changed') : null
}

/** Hands the draft to the direction. */
export const submit = verb({
  name: 'plan.submit',
  by: ['agent'],
  barred(plan, here): Refused<'planner-needed' | 'no-draft' | 'already-submitted' | Unready> | null {
    const closed = onlyDraft(plan, here)
    if (closed) return closed
    return plan.proposal ? refused('already-submitted') : unready(plan, here.now)
  },
  perform(plan, _input: object, { actor, now }) {
    const digest = digestOf(contentOf(plan.draft!))
    const proposal: Proposal = { by: actor.id, at: now.toISOString(), digest, approvals: [] }
    const { organisation } = plan
    return done({ ...plan, proposal, sentBack: null }, [happens('plan.submitted', { organisation, digest })])
  },
})

/** Takes it back before two have approved it. */
export const takeBack = verb({
  name: 'plan.take-back',
  by: ['agent'],
  barred: (plan, here): Refused<'planner-needed' | 'not-submitted'> | null =>
    onlyPlanner(here) ?? (plan.proposal ? null : refused('not-submitted')),
  perform(plan, _input: object) {
    const { organisation } = plan
    const { digest } = plan.proposal!
    const told = happens('plan.withdrawn', { organisation, digest, because: 'taken-back' })
    return done({ ...plan, proposal: null }, [told])
  },
})

type Barred = Refused<'direction-needed' | 'not-submitted' | 'own-proposal' | 'already-approved'> | null

const onlyDirection = ({ proposal }: Plan, { actor }: Circumstances): Barred => {
  if (actor.kind !== 'agent' || !actor.roles.includes(DIRECTION)) return refused('direction-needed')
  return proposal ? null : refused('not-submitted')
}

/** Approves what was read (`digest`). The second of two different persons makes it a version, for good. */
export const approve = verb({
  name: 'plan.approve',
  by: ['agent'],
  barred(plan, here): Barred {
    const closed = onlyDirection(plan, here)
    if (closed) return closed
    const { by, approvals } = plan.proposal!
    if (by === here.actor.id) return refused('own-proposal')
    return approvals.some((one) => one.by === here.actor.id) ? refused('already-approved') : null
  },
  perform(plan, { digest }: { digest: string }, { actor, now }) {
    const proposal = plan.proposal!
    if (digest !== proposal.digest) return refused('content-changed')
    if (plan.draft!.until < dayOf(now)) return refused('plan-ended')
    const approvals = [...proposal.approvals, { by: actor.id, at: now.toISOString() }]
    const { organisation } = plan
    const told = happens('plan.approved', { organisation, digest, approvals: approvals.length })
    if (approvals.length < APPROVALS) return done({ ...plan, proposal: { ...proposal, approvals } }, [told])
    const adopted = adopting(plan, { ...proposal, approvals }, now)
    const { number: version, inForceFrom, until } = adopted
    const { after, events } = telling(
      { ...withoutDraft(plan, { discarded: false }), versions: [...plan.versions, adopted] },
      now,
    )
    const made = happens('plan.adopted', { organisation, version, digest, inForceFrom, until })
    return done(after, [told, made, ...events])
  },
})

const adopting = (plan: Plan, { by, at, digest, approvals }: Proposal, now: Date): Version => {
  const content = contentOf(plan.draft!)
  const today = dayOf(now)
  return {
    ...content,
    number: plan.versions.length + 1,
    digest,
    submitted: { by, at },
    approvals,
    adoptedAt: now.toISOString(),
    inForceFrom: content.from > today ? content.from : today,
  }
}

/** Sends it back to whoever writes it, with a reason; what was approved of it is cancelled. */
export const sendBack = verb({
  name: 'plan.send-back',
  by: ['agent'],
  barred: onlyDirection,
  perform(plan, { reason: typed }: { reason: string }, { actor, now }) {
    const reason = readReason(typed)
    if (!reason.ok) return reason
    const { organisation } = plan
    const { digest } = plan.proposal!
    const sentBack = { by: actor.id, at: now.toISOString(), reason: reason.value }
    const told = happens('plan.sent-back', { organisation, digest, reason: reason.value })
    return done({ ...plan, proposal: null, sentBack }, [told])
  },
})

const done = (after: Plan, events: Happens[]) => ok({ after, events, answer: { plan: after } })
