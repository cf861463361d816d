import type { TestEvent } from 'node:test/reporters'

/** The whole run in three numbers, for the last line of bin/check. A test that was cancelled did not pass. */
// oxlint-disable-next-line import/no-default-export -- node:test loads a reporter by its default export
export default async function* count(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== 'test:summary' || event.data.file) continue
    const { passed, failed, cancelled, skipped, todo } = event.data.counts as Record<string, number>
    yield JSON.stringify({ passed, failed: failed! + cancelled!, skipped: skipped! + todo! })
  }
}
