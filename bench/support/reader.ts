import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { requestOf, type Sending } from './connection.ts'
import { cpuOf } from './figures.ts'

/**
 * Reads the same page again and again, for benches that ask how fast pages are sent. It costs less than bare node:http
 * does to answer (11 µs a page beside 14), so that neither server is kept waiting by it: of an answer it looks at the
 * status and the length, and counts bytes.
 *
 * One that `spins` asks the system for what came without ever sleeping, whoever it reads from. One that sleeps when
 * nothing came is woken by the server's write, at the server's cost; how often depends on which of the two is faster,
 * hence not the same for a fast server and for a slow one.
 */
export type Reading = {
  perSecond: number
  /** How long each page took. */
  ms: number[]
  /** CPU of the server and all its threads for a page, in microseconds. */
  user: number
  system: number
  /** How often the reader slept, a page. */
  sleeps: number
}

export type Server = { origin: string; pid: number }

const CONNECTIONS = 16

export const readFor = async (
  seconds: number,
  { origin, pid }: Server,
  sending: Sending,
  { spins }: { spins: boolean },
): Promise<Reading> => {
  const request = requestOf(origin, sending)
  const pages = await Promise.all(Array.from({ length: CONNECTIONS }, () => openPages(origin, request)))
  const ms: number[] = []
  const before = { cpu: cpuOf(pid), slept: timesSlept() }
  const began = performance.now()
  const until = began + seconds * 1_000
  const awake = spins ? staysAwake() : () => {}
  await Promise.all(pages.map((page) => page.readUntil(until, ms)))
  awake()
  const took = (performance.now() - began) / 1_000
  const cpu = cpuOf(pid)
  for (const page of pages) page.close()
  return {
    perSecond: ms.length / took,
    ms,
    user: ((cpu.userMs - before.cpu.userMs) / ms.length) * 1_000,
    system: ((cpu.systemMs - before.cpu.systemMs) / ms.length) * 1_000,
    sleeps: (timesSlept() - before.slept) / ms.length,
  }
}

/** As long as something waits for the next turn, the loop asks for what came and does not wait for it. */
const staysAwake = (): (() => void) => {
  let going = true
  const turn = () => {
    if (going) setImmediate(turn)
  }
  turn()
  return () => {
    going = false
  }
}

/** NaN where the system does not say (Linux does). */
const timesSlept = (): number => {
  try {
    return Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
  } catch {
    return Number.NaN
  }
}

const openPages = async (origin: string, request: Buffer) => {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  return {
    readUntil: (until: number, ms: number[]) => readUntil(socket, request, until, ms),
    close: () => socket.destroy(),
  }
}

/** One request at a time, as a browser does; fails on any answer but a whole 200. */
const readUntil = (socket: Socket, request: Buffer, until: number, ms: number[]): Promise<void> =>
  new Promise((resolve, reject) => {
    let from = 0
    let due = 0
    const ask = () => {
      from = performance.now()
      socket.write(request)
    }
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the connection was closed')))
    socket.on('data', (chunk: Buffer) => {
      if (due === 0) due = lengthOf(chunk)
      due -= chunk.length
      if (due > 0) return
      if (due < 0 || Number.isNaN(due))
        return reject(new Error(`answered ${chunk.toString('latin1', 0, 60)}`))
      const now = performance.now()
      ms.push(now - from)
      if (now < until) ask()
      else resolve()
    })
    ask()
  })

/** Headers and body; NaN when it is not a page that says its length. Both servers send their headers in one piece. */
const lengthOf = (first: Buffer): number => {
  const head = first.toString('latin1', 0, MOST_HEADERS)
  const end = head.indexOf('\r\n\r\n')
  const length = /\r\ncontent-length: (\d+)/i.exec(head)
  return head.startsWith('HTTP/1.1 200 ') && end > 0 && length ? end + 4 + Number(length[1]) : Number.NaN
}

const MOST_HEADERS = 2_000
