import { randomInt } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** Below the ports that systems lend to outgoing connections, so that a restart always finds its own port free. */
const LOWEST = 20_000
const HIGHEST = 30_000

/** The port of this folder's server: the remembered one while it is free, otherwise another that is. */
export const portFor = async (home: string): Promise<number> => {
  let port = remembered(home)
  while (!port || !(await isFree(port))) port = randomInt(LOWEST, HIGHEST)
  writeFileSync(join(home, 'port'), `${port}\n`)
  return port
}

const remembered = (home: string): number => {
  try {
    return Number(readFileSync(join(home, 'port'), 'utf8'))
  } catch {
    return 0
  }
}

export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
