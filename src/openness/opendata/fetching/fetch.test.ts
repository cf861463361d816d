import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { after, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { isGlobal } from './address.ts'
import { fetchOpen, FETCHING, type Fetching, readAddress } from './fetch.ts'

/*
 * Long, and one thing: every way by which an address may lead elsewhere than it says, each against a real server.
 */

const closers: (() => void)[] = []
after(() => {
  for (const close of closers) close()
})

/** A real server on an address of this machine; every address 127.x is one. */
const serve = async (
  handler: RequestListener,
  { host = '127.0.0.1', port = 0 } = {},
): Promise<{ port: number; server: Server; asked: string[] }> => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`)
    handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, host, resolve))
  closers.push(() => (server.closeAllConnections(), server.close()))
  return { port: (server.address() as AddressInfo).port, server, asked }
}

/** As in production, but that two addresses of this machine stand for the Internet, and names are the test's. */
const fetching = (port: number, over: Partial<Fetching> = {}): Fetching => ({
  ...FETCHING,
  userAgent: 'Parvis-test',
  resolve: async () => ['127.0.0.1'],
  allows: (address) => address === '127.0.0.1',
  ports: [port],
  // Only a fault keeps an answer of this machine so long, however busy it is.
  deadlineMs: 60_000,
  ...over,
})

const whole = async (body: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const counted = async (body: AsyncIterable<Buffer>): Promise<number> => {
  let bytes = 0
  for await (const chunk of body) bytes += chunk.length
  return bytes
}

const refusalOf = async (result: ReturnType<typeof fetchOpen<unknown>>): Promise<string> => {
  const done = await result
  return done.ok ? `ok ${JSON.stringify(done.value)}` : done.refusal
}

describe('an address of the Internet', () => {
  it('is none of this machine, its network or its cloud, in whatever form it is written', () => {
    for (const address of [
      '0.0.0.0',
      '0.1.2.3',
      '10.0.0.1',
      '100.64.0.1',
      '100.100.100.200',
      '127.0.0.1',
      '127.255.255.254',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.0.0.1',
      '192.0.0.192',
      '192.0.2.1',
      '192.88.99.1',
      '192.168.1.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '239.255.255.255',
      '240.0.0.1',
      '255.255.255.255',
      '168.63.129.16',
      '0177.0.0.1',
      '2130706433',
      '127.1',
      '0x7f.1',
      '::',
      '::1',
      '::127.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:8.8.8.8',
      '::ffff:0:127.0.0.1',
      '64:ff9b::7f00:1',
      '64:ff9b::8.8.8.8',
      '64:ff9b:1::a00:1',
      '2002:7f00:1::',
      '2002:a00:1::1',
      '2001:0:4136:e378::1',
      'fd00:ec2::254',
      'fc00::1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
      'ff02::1',
      '100::1',
      '2001:db8::1',
      '3fff::1',
      '2001:2::1',
      '2001:10::1',
      '2001:20::1',
      '5f00::1',
      '4000::1',
      '2600::200:5efe:a00:1',
      '2600::5efe:a00:1',
      '',
      'exemple.ca',
      '1.2.3',
      '256.1.1.1',
    ])
      assert.equal(isGlobal(address), false, address)
    for (const address of [
      '8.8.8.8',
      '1.1.1.1',
      '172.32.0.1',
      '100.128.0.1',
      '2001:4860:4860::8888',
      '2606:4700::1111',
    ])
      assert.equal(isGlobal(address), true, address)
  })

  it('is asked by http or https, on their ports, and without an account', () => {
    const codes = (addresses: string[]) =>
      addresses.map((address) => {
        const read = readAddress(address)
        return read.ok ? read.value.href : read.refusal
      })
    assert.deepEqual(
      codes([
        'ftp://exemple.ca/a',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'data:text/csv,a',
        'gopher://exemple.ca:80/',
        'https://moi:secret@exemple.ca/',
        'https://exemple.ca:8443/',
        'http://exemple.ca:22/',
        'pas une adresse',
        '//exemple.ca',
        `https://exemple.ca/${'a'.repeat(2_000)}`,
      ]),
      [
        'scheme-refused',
        'scheme-refused',
        'scheme-refused',
        'scheme-refused',
        'scheme-refused',
        'credentials-refused',
        'port-refused',
        'port-refused',
        'address-malformed',
        'address-malformed',
        'address-malformed',
      ],
    )
    // Decimal, octal and hexadecimal hosts are the address that they mean.
    assert.deepEqual(
      codes(['http://2130706433/', 'http://0177.1/', 'http://0x7f000001/', 'https://exemple.ca:443/é#x']),
      ['http://127.0.0.1/', 'http://127.0.0.1/', 'http://127.0.0.1/', 'https://exemple.ca/%C3%A9'],
    )
  })
})

describe('fetching an address', () => {
  it('gives the bytes, compressed or not, and what the server said of them', async () => {
    const { port } = await serve((request, response) => {
      response.setHeader('etag', '"un"').setHeader('content-type', 'text/csv')
      if (request.headers['if-none-match'] === '"un"') return void response.writeHead(304).end()
      if (request.url === '/gzip')
        return void response.setHeader('content-encoding', 'gzip').end(gzipSync('a,b\n1,2\n'))
      response.end('a,b\n1,2\n')
    })
    for (const path of ['/', '/gzip']) {
      const done = await fetchOpen(`http://donnees.test:${port}${path}`, fetching(port), whole)
      assert.ok(done.ok && done.value.is === 'read')
      assert.equal(done.value.value, 'a,b\n1,2\n')
      assert.deepEqual([done.value.head.etag, done.value.head.type], ['"un"', 'text/csv'])
    }
    const again = await fetchOpen(`http://donnees.test:${port}/`, fetching(port), whole, {
      etag: '"un"',
      modified: null,
    })
    assert.deepEqual(again, { ok: true, value: { is: 'not-modified' } })
  })

  it('speaks to the very address that it looked at, whatever the name says a moment later', async () => {
    // In this order: hardly anybody else listens on the second address, so that the port is free there too.
    const inside = await serve((_request, response) => response.end('secret'))
    const outside = await serve((_request, response) => response.end('public'), {
      host: '127.0.0.2',
      port: inside.port,
    })
    // `localhost` is the inside for whoever asks the machine, and the outside for the resolver that was asked.
    let asked = 0
    const rebinding = fetching(outside.port, {
      resolve: async () => [++asked === 1 ? '127.0.0.2' : '127.0.0.1'],
      allows: (address) => address === '127.0.0.2',
    })
    const done = await fetchOpen(`http://localhost:${outside.port}/`, rebinding, whole)
    assert.ok(done.ok && done.value.is === 'read')
    assert.equal(done.value.value, 'public')
    assert.deepEqual([asked, inside.asked], [1, []])
    assert.deepEqual(outside.asked, [`localhost:${outside.port}/`])
  })

  it('refuses a host of which one address is refused, and speaks to none of them', async () => {
    const { port, asked } = await serve((_request, response) => response.end('x'))
    const both = fetching(port, { resolve: async () => ['127.0.0.1', '169.254.169.254'] })
    assert.equal(await refusalOf(fetchOpen(`http://double.test:${port}/`, both, whole)), 'address-refused')
    assert.deepEqual(asked, [])
    for (const host of [
      '169.254.169.254',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[fd00:ec2::254]',
      '2130706433',
      '0x7f.1',
    ])
      assert.equal(
        await refusalOf(
          fetchOpen(`http://${host}/`, { ...FETCHING, userAgent: 'test', deadlineMs: 2_000 }, whole),
        ),
        'address-refused',
        host,
      )
  })

  it('looks at every hop of a redirect, and follows five', async () => {
    const { port } = await serve((request, response) => {
      const to = new URL(request.url!, 'http://x').searchParams.get('to') ?? ''
      const left = /^\/encore\/(\d)$/.exec(request.url!)
      if (left && left[1] === '0') return void response.end('bout')
      const location = left ? `/encore/${Number(left[1]) - 1}` : to
      response.writeHead(302, location ? { location } : {}).end()
    })
    const through = (to: string) =>
      refusalOf(fetchOpen(`http://a.test:${port}/?to=${encodeURIComponent(to)}`, fetching(port), whole))
    assert.equal(await through('http://169.254.169.254/latest/meta-data/'), 'port-refused')
    const metadata = fetching(port, { ports: [port, 80] })
    const redirected = `http://a.test:${port}/?to=${encodeURIComponent('http://169.254.169.254/latest/meta-data/')}`
    assert.equal(await refusalOf(fetchOpen(redirected, metadata, whole)), 'address-refused')
    assert.equal(await through('file:///etc/passwd'), 'scheme-refused')
    assert.equal(await through(`http://moi:secret@a.test:${port}/`), 'credentials-refused')
    assert.equal(await through('http://['), 'redirect-malformed')
    assert.equal(await through(''), 'redirect-malformed')
    const five = await fetchOpen(`http://a.test:${port}/encore/5`, fetching(port), whole)
    assert.ok(five.ok && five.value.is === 'read' && five.value.value === 'bout')
    assert.equal(
      await refusalOf(fetchOpen(`http://a.test:${port}/encore/6`, fetching(port), whole)),
      'too-many-redirects',
    )
  })

  it('resolves a name anew at each hop: one that leads outside, then inside, stops at the second', async () => {
    const { port, asked } = await serve((_request, response) =>
      response.writeHead(307, { location: '/' }).end(),
    )
    let count = 0
    const turning = fetching(port, { resolve: async () => [++count === 1 ? '127.0.0.1' : '10.0.0.1'] })
    assert.equal(await refusalOf(fetchOpen(`http://tourne.test:${port}/`, turning, whole)), 'address-refused')
    assert.equal(asked.length, 1)
  })

  it('stops at the limit of a body that never ends, and of one that unfolds', async () => {
    const piece = Buffer.alloc(64 * 1024, 'a')
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024))
    const { port } = await serve((request, response) => {
      if (request.url === '/bombe') return void response.setHeader('content-encoding', 'gzip').end(bomb)
      const more = () => {
        while (response.write(piece));
      }
      response.on('drain', more)
      more()
    })
    const small = fetching(port, { mostBytes: 1_000_000 })
    const before = process.memoryUsage().rss
    for (const path of ['/sans-fin', '/bombe']) {
      const done = await fetchOpen(`http://a.test:${port}${path}`, small, counted)
      assert.ok(done.ok && done.value.is === 'read')
      assert.equal(done.value.value, 1_000_000)
    }
    assert.ok(process.memoryUsage().rss - before < 400 * 1024 * 1024)
  })

  it('gives up on whoever is slow: to answer, to say its headers, to send its body', async () => {
    const { port } = await serve((request, response) => {
      if (request.url === '/muet') return
      response.write('a')
      const timer = setInterval(() => response.write('a'), 50)
      response.on('close', () => clearInterval(timer))
    })
    const hurried = fetching(port, { deadlineMs: 300 })
    for (const path of ['/muet', '/goutte-a-goutte'])
      assert.equal(await refusalOf(fetchOpen(`http://a.test:${port}${path}`, hurried, counted)), 'too-slow')
    const never = fetching(port, {
      deadlineMs: 300,
      resolve: () => new Promise((_resolve, reject) => setTimeout(reject, 400)),
    })
    assert.equal(await refusalOf(fetchOpen(`http://a.test:${port}/`, never, counted)), 'too-slow')
    const loris = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.write('HTTP/1.1 200 OK\r\n')
      const timer = setInterval(() => socket.write('x: y\r\n'), 20)
      socket.on('close', () => clearInterval(timer))
    })
    await new Promise<void>((resolve) => loris.listen(0, '127.0.0.1', resolve))
    closers.push(() => loris.close())
    const slow = (loris.address() as AddressInfo).port
    assert.equal(
      await refusalOf(fetchOpen(`http://a.test:${slow}/`, fetching(slow, { deadlineMs: 300 }), counted)),
      'too-slow',
    )
  })

  it('says what else stops it, without a word of what the other side said', async () => {
    const { port } = await serve((request, response) => {
      if (request.url === '/absent') return void response.writeHead(404).end('secret')
      if (request.url === '/lourd') return void response.setHeader('x', 'y'.repeat(20_000)).end()
      if (request.url === '/zstd') return void response.setHeader('content-encoding', 'zstd').end('x')
      if (request.url === '/faux-gzip') return void response.setHeader('content-encoding', 'gzip').end('x')
      response.writeHead(200, { 'content-length': '100' })
      response.write('a,b')
      setTimeout(() => response.destroy(), 20)
    })
    const refusals = await Promise.all(
      ['/absent', '/lourd', '/zstd', '/faux-gzip', '/coupe'].map((path) =>
        refusalOf(fetchOpen(`http://a.test:${port}${path}`, fetching(port), whole)),
      ),
    )
    assert.deepEqual(refusals, [
      'status',
      'headers-too-large',
      'encoding-unknown',
      'body-broken',
      'body-broken',
    ])
    const nobody = fetching(port, { resolve: async () => [] })
    assert.equal(await refusalOf(fetchOpen(`http://a.test:${port}/`, nobody, whole)), 'host-unknown')
    assert.equal(await refusalOf(fetchOpen('http://a.test:1/', fetching(1), whole)), 'connection-failed')
  })

  it('lets what the reader throws through: a bug of ours is no fault of theirs', async () => {
    const { port } = await serve((_request, response) => response.end('x'))
    await assert.rejects(
      fetchOpen(`http://a.test:${port}/`, fetching(port), async () => {
        throw new Error('ours')
      }),
      /ours/,
    )
  })
})
