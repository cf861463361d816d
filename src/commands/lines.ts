import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** A line that never ends must not fill the memory. */
export const LONGEST_LINE = 1024 * 1024

export class LineTooLong extends Error {}

/**
 * The lines of a stream of NDJSON, by batches as they arrive; blank ones left out. Split at line feeds only (JSON texts
 * may hold the other separators of Unicode, at which node:readline cuts). A line past `LONGEST_LINE` characters comes
 * as a `LineTooLong` in its place, and the rest of it is passed over.
 */
export async function* linesOf(stream: Readable): AsyncGenerator<(string | LineTooLong)[]> {
  const decoder = new StringDecoder('utf8')
  let kept = ''
  let isPassingOver = false
  for await (const chunk of stream) {
    const parts = (kept + decoder.write(chunk as Buffer)).split('\n')
    kept = parts.pop()!
    const batch: (string | LineTooLong)[] = []
    for (const part of parts) {
      if (!isPassingOver) batch.push(...lineOf(part))
      isPassingOver = false
    }
    if (isPassingOver) kept = ''
    else if (kept.length > LONGEST_LINE) {
      batch.push(...lineOf(kept))
      kept = ''
      isPassingOver = true
    }
    if (batch.length > 0) yield batch
  }
  const last = kept + decoder.end()
  if (!isPassingOver) yield lineOf(last)
}

const lineOf = (text: string): (string | LineTooLong)[] => {
  if (text.length > LONGEST_LINE) return [new LineTooLong()]
  // A byte order mark is what some tools put before the first line.
  const line = text.replace(/^\uFEFF/, '')
  return line.trim() ? [line] : []
}
