import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/**
 * What Node itself does with the same bytes: `node bench/support/bare.ts <file>` sends the body and headers that the file
 * holds to whoever asks, and prints its port.
 */
const { headers, body } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as {
  headers: Record<string, string>
  body: string
}
const bytes = Buffer.from(body, 'base64')
const server = createServer((_request, response) => {
  response.writeHead(200, { ...headers, 'content-length': bytes.length })
  response.end(bytes)
}).listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address ? address.port : address)
})
