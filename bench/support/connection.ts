import { connect, type Socket } from 'node:net'

/** What came back: enough to check it, and no more work than that, because the client shares the machine's cores. */
export type Answer = { status: number; location: string; body: Buffer; cookies: string[] }

/** One keep-alive connection, one request at a time. */
export type Connection = { send(request: Buffer): Promise<Answer>; close(): void }

export type Sending = {
  path: string
  /** Sent urlencoded, by POST. */
  form?: Record<string, string> | undefined
  cookie?: string | undefined
  /** What a browser of today accepts, unless a bench says otherwise; null sends none. */
  encodings?: string | null
}

/** A request as a browser sends it: written once, before the clock runs. */
export const requestOf = (origin: string, { path, form, cookie, encodings }: Sending): Buffer => {
  const accepted = encodings === undefined ? 'gzip, deflate, br' : encodings
  const body = form && new URLSearchParams(form).toString()
  const lines = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    `Host: ${new URL(origin).host}`,
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'Accept-Language: fr-CA,fr;q=0.8,en;q=0.5',
    ...(accepted === null ? [] : [`Accept-Encoding: ${accepted}`]),
    'Connection: keep-alive',
    'Sec-Fetch-Dest: document',
    'Sec-Fetch-Mode: navigate',
    'Sec-Fetch-Site: same-origin',
    ...(cookie ? [`Cookie: ${cookie}`] : []),
    ...(body === undefined
      ? []
      : [
          `Origin: ${origin}`,
          'Content-Type: application/x-www-form-urlencoded',
          `Content-Length: ${Buffer.byteLength(body)}`,
        ]),
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`)
}

export const openConnection = async (origin: string): Promise<Connection> => {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  return talk(socket)
}

const talk = (socket: Socket): Connection => {
  let held: Buffer = Buffer.alloc(0)
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null
  const end = (error: Error) => {
    waiting?.reject(error)
    waiting = null
  }
  socket.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const answer = readAnswer(held)
    if (!answer || !waiting) return
    held = Buffer.alloc(0)
    const { resolve } = waiting
    waiting = null
    resolve(answer)
  })
  socket.on('error', end)
  socket.on('close', () => end(new Error('the connection was closed')))
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

/** The whole answer, or null while some of it is on its way. */
const readAnswer = (held: Buffer): Answer | null => {
  const end = held.indexOf('\r\n\r\n')
  if (end < 0) return null
  const [first, ...lines] = held.toString('latin1', 0, end).split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
  })
  const header = (name: string) => headers.find(([its]) => its === name)?.[1]
  const status = Number(first!.slice(9, 12))
  const rest = held.subarray(end + 4)
  const body = header('transfer-encoding')
    ? chunksOf(rest)
    : status === 204 || status === 304
      ? Buffer.alloc(0)
      : wholeOf(rest, Number(header('content-length') ?? 0))
  const cookies = headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value.split(';')[0]!)
  return body && { status, location: header('location') ?? '', body, cookies }
}

const wholeOf = (rest: Buffer, length: number): Buffer | null =>
  rest.length < length ? null : rest.subarray(0, length)

const chunksOf = (rest: Buffer): Buffer | null => {
  const parts: Buffer[] = []
  for (let at = 0; ;) {
    const line = rest.indexOf('\r\n', at)
    if (line < 0) return null
    const size = Number.parseInt(rest.toString('latin1', at, line), 16)
    if (rest.length < line + 2 + size + 2) return null
    if (size === 0) return Buffer.concat(parts)
    parts.push(rest.subarray(line + 2, line + 2 + size))
    at = line + 2 + size + 2
  }
}
