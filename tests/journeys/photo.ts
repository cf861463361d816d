import { crc32, deflateSync } from 'node:zlib'

/** A photograph, in the PNG format: a gradient drawn pixel by pixel, complete and valid (RFC 2083). */
export const photo = (width = 64, height = 48): Buffer => {
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => row(width, y)))
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  // Eight bits a channel, three channels.
  size.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A row begins with its filter (none). */
const row = (width: number, y: number): Buffer =>
  Buffer.from(
    [0, ...Array.from({ length: width }, (_, x) => [x * 4, y * 5, (x + y) * 2]).flat()].map((v) => v & 255),
  )

const chunk = (type: string, content: Buffer): Buffer => {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const framed = Buffer.alloc(typed.length + 8)
  framed.writeUInt32BE(content.length, 0)
  typed.copy(framed, 4)
  framed.writeUInt32BE(crc32(typed), typed.length + 4)
  return framed
}
