import { connect } from 'node:net'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

/** What came back. `cut`: the connection closed without an answer; `hung`: nothing came in time. */
export type Answer =
  | { is: 'answered'; status: number; headers: string; body: string; ms: number }
  | { is: 'cut'; why: string }
  | { is: 'hung' }

/** A minute is for a fault, not for a busy machine. */
const PATIENCE_MS = 60_000
/** How long a request that announces more than it sends is left open before its sender goes away. */
const LEAVES_AFTER_MS = 400

/**
 * Writes bytes as they are on a connection of their own and reads what comes back: no client stands between, so that a
 * request can be as wrong as somebody wants it to be. `leaves`: the sender closes its side soon after.
 */
export const send = (port: number, bytes: Buffer, { leaves = false } = {}): Promise<Answer> =>
  new Promise((resolve) => {
    const from = performance.now()
    const socket = connect(port, '127.0.0.1')
    const received: Buffer[] = []
    let why = ''
    const alarm = setTimeout(() => {
      resolve({ is: 'hung' })
      socket.destroy()
    }, PATIENCE_MS)
    const leave = leaves ? setTimeout(() => socket.end(), LEAVES_AFTER_MS) : undefined
    socket.on('data', (chunk: Buffer) => received.push(chunk))
    socket.on('error', (error: NodeJS.ErrnoException) => (why = error.code ?? error.message))
    socket.on('close', () => {
      clearTimeout(alarm)
      clearTimeout(leave)
      resolve(readAnswer(Buffer.concat(received), why, performance.now() - from))
    })
    socket.write(bytes)
  })

const readAnswer = (bytes: Buffer, why: string, ms: number): Answer => {
  const end = bytes.indexOf('\r\n\r\n')
  const headers = bytes.subarray(0, Math.max(0, end)).toString('latin1')
  const status = /^HTTP\/1\.1 (\d{3})/.exec(headers)
  if (!status) return { is: 'cut', why }
  const rest = bytes.subarray(end + 4)
  // « 100 Continue » comes before the answer itself.
  if (status[1] === '100') return readAnswer(rest, why, ms)
  const whole = /^transfer-encoding: chunked/im.test(headers) ? unchunked(rest) : rest
  return { is: 'answered', status: Number(status[1]), headers, body: decoded(headers, whole), ms }
}

const unchunked = (bytes: Buffer): Buffer => {
  const chunks: Buffer[] = []
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.subarray(at, Math.max(at, line)).toString('latin1'), 16)
    if (line < 0 || !(size > 0)) return Buffer.concat(chunks)
    chunks.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + 4 + size
  }
}

/** A body that was cut short is read as far as it goes. */
const decoded = (headers: string, body: Buffer): string => {
  const encoding = /^content-encoding: (\w+)/im.exec(headers)?.[1]
  try {
    if (encoding === 'br') return brotliDecompressSync(body).toString()
    if (encoding === 'gzip') return gunzipSync(body).toString()
    if (encoding === 'deflate') return inflateSync(body).toString()
  } catch {
    return body.toString('latin1')
  }
  return body.toString()
}
