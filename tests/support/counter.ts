import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'

/**
 * Each file that came to its end, a line of JSON each (`Counted`): one that was chosen and is not there was lost on the
 * way. A test that was cancelled did not pass.
 */
// oxlint-disable-next-line import/no-default-export -- node:test loads a reporter by its default export
export default async function* count(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== 'test:summary' || !event.data.file) continue
    const { passed, failed, cancelled, skipped, todo } = event.data.counts as Record<string, number>
    const counted: Counted = {
      file: relative(process.cwd(), event.data.file),
      ended: event.data.success,
      passed: passed!,
      failed: failed! + cancelled!,
      skipped: skipped! + todo!,
    }
    yield `${JSON.stringify(counted)}\n`
  }
}

/** What a file's tests came to; `ended`: each passed, and the process ended well. */
export type Counted = { file: string; ended: boolean; passed: number; failed: number; skipped: number }
