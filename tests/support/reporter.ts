import { relative } from 'node:path'
import { inspect } from 'node:util'
import type { TestEvent } from 'node:test/reporters'

/** What a person reads of a run: each file in one line, each failure in full, the sentences that lead to it included. */
// oxlint-disable-next-line import/no-default-export -- node:test loads a reporter by its default export
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const paths = new Map<string, string[]>()
  for await (const event of events) {
    if (event.type === 'test:start') {
      const { file = '', nesting, name } = event.data
      const path = paths.get(file) ?? []
      path.splice(nesting, path.length, name)
      paths.set(file, path)
    } else if (event.type === 'test:fail' && isCause(event.data.details)) yield failure(event.data, paths)
    else if (event.type === 'test:summary' && event.data.file) yield fileLine(event.data)
    else if (event.type === 'test:stdout' || event.type === 'test:stderr') yield event.data.message
  }
}

type Data<Type extends TestEvent['type']> = Extract<TestEvent, { type: Type }>['data']

/** A suite that fails because of a test inside adds nothing. */
const isCause = ({ error }: Data<'test:fail'>['details']): boolean =>
  (error as Error & { failureType?: string }).failureType !== 'subtestsFailed'

const failure = (data: Data<'test:fail'>, paths: Map<string, string[]>): string => {
  const path = paths.get(data.file ?? '')?.slice(0, data.nesting) ?? []
  const where = data.file ? `${relative(process.cwd(), data.file)}:${data.line}` : ''
  const cause = (data.details.error as Error).cause ?? data.details.error
  const told = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause)
  return `\n✖ ${[...path, data.name].join(' › ')}\n  ${where}\n${told.replace(/^/gm, '  ')}\n\n`
}

const fileLine = ({ file, success, counts, duration_ms }: Data<'test:summary'>): string =>
  `${success ? '✔' : '✖'} ${relative(process.cwd(), file!)}  ${counts.passed} in ${Math.round(duration_ms)} ms\n`
