import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const LOG = join(import.meta.dirname, 'log.ts')

/** What a process that does this leaves on its standard output. */
const linesOf = (does: string): { msg: string }[] => {
  const script = `import { openLog } from ${JSON.stringify(LOG)}; const log = openLog('info'); ${does}`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string })
}

describe('the log of a process', () => {
  it('leaves turn by turn, in order', () => {
    const lines = linesOf(`
      for (let at = 0; at < 3; at += 1) log.info('first turn ' + at)
      setTimeout(() => { log.info('later'); log.debug('never') }, 20)`)
    assert.deepEqual(
      lines.map(({ msg }) => msg),
      ['first turn 0', 'first turn 1', 'first turn 2', 'later'],
    )
  })

  it('leaves whole from a process that ends at once, or by a bug', () => {
    for (const end of ['process.exit(1)', "throw new Error('a bug')", 'process.exit()'])
      assert.deepEqual(
        linesOf(`log.info('one'); log.error('two'); ${end}`).map(({ msg }) => msg),
        ['one', 'two'],
      )
  })
})
