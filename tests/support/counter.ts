import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'

/**
 * The whole run in three numbers, for the last line of bin/check, and the files that came to their end: one that was
 * chosen and is not there was lost on the way. A test that was cancelled did not pass.
 */
// oxlint-disable-next-line import/no-default-export -- node:test loads a reporter by its default export
export default async function* count(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files: string[] = []
  for await (const event of events) {
    if (event.type !== 'test:summary') continue
    if (event.data.file) {
      files.push(relative(process.cwd(), event.data.file))
      continue
    }
    const { passed, failed, cancelled, skipped, todo } = event.data.counts as Record<string, number>
    yield JSON.stringify({ passed, failed: failed! + cancelled!, skipped: skipped! + todo!, files })
  }
}
