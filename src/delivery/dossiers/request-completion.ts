import { dayOf, dueDay, ok, refused } from '#kernel'
import { happened } from './events.ts'
import { isAwaited, resumed } from './path.ts'
import { askedOf, remainderOf } from './remainder.ts'
import { onlyAssigned, readReason, verb } from './verb.ts'

/** The delay a person has to complete their dossier. */
export const COMPLETION_DELAY = 'P30D'

export type CompletionRequest = {
  /** What is missing or wrong, in words that the person reads. */
  message: string
  /** The needs to answer again; may be empty when only an explanation is asked. */
  needs: string[]
}

/** Asks the person to complete the dossier. Until they answer, the authority's delay does not run. */
export const requestCompletion = verb({
  name: 'dossier.request-completion',
  by: ['agent'],
  barred(dossier, here) {
    const closed = onlyAssigned(dossier, here)
    if (closed) return closed
    return isAwaited(dossier, here.now) ? refused('person-awaited', { until: dossier.awaited!.until }) : null
  },
  perform(dossier, { message: typed, needs }: CompletionRequest, { now, actor }) {
    const message = readReason(typed)
    if (!message.ok) return message
    const askable = new Set(askedOf(remainderOf(dossier.pinned, dossier)).map(({ need }) => need.id))
    const unknown = needs.filter((id) => !askable.has(id))
    if (unknown.length > 0) return refused('need-unknown', { needs: unknown })
    const since = dayOf(now)
    const until = dueDay(since, COMPLETION_DELAY)
    const awaited = { for: 'completion' as const, since, until, message: message.value, needs }
    const after = {
      ...resumed(dossier, now),
      status: 'awaiting-person' as const,
      awaited,
      messages: [
        ...dossier.messages,
        { about: 'completion' as const, text: message.value, by: actor.id, at: now.toISOString() },
      ],
      updatedAt: now.toISOString(),
    }
    return ok({
      after,
      events: [happened('completion.requested', { needs, until })],
      answer: { dossier: after },
    })
  },
})
