import { spawn } from 'node:child_process'
import type { Account } from './account.ts'

/** A program of PostgreSQL that ended badly, with the last of what it said. */
export class ProgramFailed extends Error {
  readonly said: string

  constructor(program: string, said: string) {
    super(`${program} failed: ${said}`)
    this.said = said
  }
}

/** Runs one program under `account`, in a plain English locale so that what it says can be recognised. */
export const execute = (program: string, args: string[], account: Account): Promise<void> =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' }
    const stdio = ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe']
    const ids = account && { uid: account.uid, gid: account.gid }
    const child = spawn(program, args, {
      ...ids,
      env,
      stdio,
      cwd: process.platform === 'win32' ? undefined : '/',
    })
    let said = ''
    const hear = (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-4_000))
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    // `exit`, not `close`: the server that pg_ctl leaves running may keep these pipes open.
    child.on('exit', (code) => {
      child.stdout.destroy()
      child.stderr.destroy()
      if (code === 0) resolve()
      else reject(new ProgramFailed(program, said.trim()))
    })
  })
