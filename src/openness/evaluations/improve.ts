import { act, type Circumstances } from '#acts'
import { ok, refused, type Refused, type Result, typedLine, typedText } from '#kernel'
import type { EvaluationEvent } from './events.ts'
import { decidedAt, DESIGNER, type Improvement } from './improvement.ts'

const verb = act<Improvement>()

type Barred = Refused<'designer-needed' | 'improvement-published' | 'improvement-dropped'> | null

const onlyDesigner = ({ actor }: Circumstances): Refused<'designer-needed'> | null =>
  actor.kind === 'agent' && actor.roles.includes(DESIGNER) ? null : refused('designer-needed')

const onlyDraft = ({ status }: Improvement, here: Circumstances): Barred => {
  const closed = onlyDesigner(here)
  if (closed) return closed
  if (status === 'published') return refused('improvement-published')
  return status === 'dropped' ? refused('improvement-dropped') : null
}

export type Said = { title: string; change: string; titleEn: string; changeEn: string }

const MOST_TITLE = 120
const MOST_CHANGE = 2_000

/** What is said of an improvement, as it will be read; English may be left out. */
export const readSaid = (typed: Said): Result<Said, 'title-missing' | 'change-missing'> => {
  const said = {
    title: typedLine(typed.title),
    change: typedText(typed.change),
    titleEn: typedLine(typed.titleEn),
    changeEn: typedText(typed.changeEn),
  }
  const fits = (text: string, most: number) => text.length <= most
  if (said.title === '' || !fits(said.title, MOST_TITLE) || !fits(said.titleEn, MOST_TITLE))
    return refused('title-missing', { most: MOST_TITLE })
  if (said.change === '' || !fits(said.change, MOST_CHANGE) || !fits(said.changeEn, MOST_CHANGE))
    return refused('change-missing', { most: MOST_CHANGE })
  return ok(said)
}

export const edit = verb({
  name: 'improvement.edit',
  by: ['agent'],
  barred: onlyDraft,
  perform(improvement, typed: Said) {
    const said = readSaid(typed)
    if (!said.ok) return said
    const after = { ...improvement, ...said.value }
    return ok({ after, events: [], answer: { improvement: after } })
  },
})

/** Adds and takes out evaluations that it answers. `add` are evaluations of its service: the caller read them. */
export const cite = verb({
  name: 'improvement.cite',
  by: ['agent'],
  barred: onlyDraft,
  perform(improvement, { add, remove }: { add: readonly string[]; remove: readonly string[] }, { now }) {
    const kept = Object.entries(improvement.cites).filter(([id]) => !remove.includes(id))
    const added = add.filter((id) => !improvement.cites[id]).map((id) => [id, now.toISOString()])
    const after = { ...improvement, cites: Object.fromEntries([...kept, ...added]) as Improvement['cites'] }
    return ok({ after, events: [], answer: { improvement: after } })
  },
})

export const drop = verb({
  name: 'improvement.drop',
  by: ['agent'],
  barred: onlyDraft,
  perform(improvement, _input: object) {
    const after = { ...improvement, status: 'dropped' as const }
    return ok({ after, events: [], answer: { improvement: after } })
  },
})

/** Takes up again what was dropped. */
export const takeUp = verb({
  name: 'improvement.take-up',
  by: ['agent'],
  barred(improvement, here): Barred {
    const closed = onlyDesigner(here)
    if (closed) return closed
    return improvement.status === 'published' ? refused('improvement-published') : null
  },
  perform(improvement, _input: object) {
    const after = { ...improvement, status: 'draft' as const }
    return ok({ after, events: [], answer: { improvement: after } })
  },
})

export type PublishedVersion = { version: number; publishedAt: Date }

/**
 * Publishes it with the version that makes the change, for good. That version came after the improvement was opened and
 * after every citation, so that all it cites was received before: what target 2 counts.
 */
export const publishIt = verb({
  name: 'improvement.publish',
  by: ['agent'],
  barred: onlyDraft,
  perform(improvement, { version }: { version: PublishedVersion | null }, { now }) {
    const cites = Object.keys(improvement.cites).length
    if (cites === 0) return refused('cites-nothing')
    if (!version) return refused('version-unknown')
    const since = decidedAt(improvement)
    if (version.publishedAt.toISOString() <= since) return refused('version-too-early', { since })
    const after = {
      ...improvement,
      status: 'published' as const,
      version: version.version,
      publishedAt: now.toISOString(),
    }
    const { organisation, service } = improvement
    const said = { service, version: version.version, cites }
    const kind: EvaluationEvent = 'improvement.published'
    return ok({
      after,
      events: [{ kind, body: said, measure: { organisation, ...said } }],
      answer: { improvement: after },
    })
  },
})
