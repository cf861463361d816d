import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const PARVIS = join(import.meta.dirname, '../../bin/parvis')
const TIMED = join(import.meta.dirname, 'timed-app.ts')

/** `bin/parvis start` as a process of its own, as an operator runs it. */
export type App = {
  origin: string
  child: ChildProcess
  /** Milliseconds from its start to its first readiness. */
  readyMs: number
  /** Asks it to stop (SIGTERM) or kills it (SIGKILL); resolves once it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

export type AppOptions = {
  port: number
  /** Where what it says goes: a file, so that reading it costs nobody anything. */
  log: string
  env: Record<string, string>
  /** A file that says what time it is (`timed-app.ts`); absent, it is the time that it is. */
  clock?: string
}

/** Starts it and waits until it can serve; throws with what it said when it ends before. */
export const startApp = async ({ port, log, env, clock }: AppOptions): Promise<App> => {
  const began = performance.now()
  const output = openSync(log, 'a')
  const child = spawn(
    ...((clock ? [process.execPath, [TIMED, clock]] : [PARVIS, ['start']]) as [string, string[]]),
    {
      env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: String(port), PARVIS_HISTORY: '0', ...env },
      stdio: ['ignore', output, output],
    },
  )
  closeSync(output)
  const origin = `http://127.0.0.1:${port}`
  while (!(await isReady(origin))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`Parvis ended before it served:\n${readFileSync(log, 'utf8').slice(-3_000)}`)
    await wait(20)
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return { origin, child, readyMs: performance.now() - began, end }
}

export const isReady = async (origin: string): Promise<boolean> => {
  try {
    const answer = await fetch(`${origin}/health/ready`, { signal: AbortSignal.timeout(2_000) })
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    return false
  }
}

/** Below the ports that a system gives to whoever asks for any, and below those of our own PostgreSQL. */
const [LOWEST, HIGHEST] = [10_000, 20_000] as const

/**
 * A port that nobody listens on now, and that hardly anybody takes before it is listened on: between two starts of one
 * process there are seconds.
 */
export const freePort = async (): Promise<number> => {
  const port = randomInt(LOWEST, HIGHEST)
  const server = createServer().listen(port, '127.0.0.1')
  const isTaken = await once(server, 'listening').then(
    () => false,
    () => true,
  )
  if (isTaken) return freePort()
  await new Promise((resolve) => server.close(resolve))
  return port
}
