import canonicalize from 'canonicalize'
import { type Database, dayOf, ok, refused, type Result, sha256 } from '#kernel'
import { append, type EventMeasure } from '#ledger'
import { compileVersion } from './compile.ts'
import type { Definition, Version } from './definition.ts'
import { type CatalogueEvent, streamOfService } from './events.ts'
import { isInvolvedBefore } from './involvement.ts'
import { insertVersion, lockService, readHead } from './store.ts'

/**
 * Publishes a definition as the next version of its service, in one transaction with its event.
 *
 * Refused `unchanged` when the latest version already says the same (its canonical JSON has the same digest), and
 * `not-publishable` when an expression does not compile (`faults`). The checks across files are the caller's:
 * `checkDefinition` first.
 */
export const publish = async (
  db: Database,
  definition: Definition,
  { by, at }: { by: string; at: Date },
): Promise<Result<Version, 'unchanged' | 'not-publishable'>> => {
  // What is kept is what JSON can say: the same value before and after the database.
  const kept = JSON.parse(JSON.stringify(definition)) as Definition
  const digest = digestOf(kept)
  const first = { service: kept.id, version: 1, digest, publishedAt: at, definition: kept }
  const compiled = compileVersion(first)
  if (!compiled.ok) return refused('not-publishable', compiled.details)
  return db.transaction(async (tx) => {
    await lockService(tx, kept.id)
    const head = await readHead(tx, kept.id)
    if (head?.digest === digest) return refused('unchanged', { version: head.version })
    const version: Version = { ...first, version: (head?.version ?? 0) + 1 }
    await insertVersion(tx, version)
    const event: CatalogueEvent = {
      kind: 'service.published',
      body: { service: kept.id, version: version.version, digest, authority: kept.authority },
    }
    const measure = measureOf(version)
    const stream = streamOfService(kept.id)
    await append(tx, [{ ...event, measure, stream, actor: by, channel: 'command', at }])
    return ok(version)
  })
}

/** What a publication counts for: whether the service is digital, and whether people took part before (targets 1, 2, 8). */
const measureOf = ({ service, version, definition, publishedAt }: Version): EventMeasure => ({
  organisation: definition.authority,
  service,
  version,
  digital: definition.channels.some((channel) => channel === 'portal' || channel === 'partner'),
  involved: isInvolvedBefore(definition, dayOf(publishedAt)),
})

/** SHA-256 of the canonical JSON (RFC 8785), in hexadecimal. */
export const digestOf = (definition: Definition): string => sha256(canonicalize(definition)!).toString('hex')
