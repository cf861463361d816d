import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { PIXEL } from '../support/story.ts'
import type { Dice } from './dice.ts'

/** Text that must never come back as markup: what the answers are searched for. */
export const MARKUP = ['<script>fz(1)', '<img src=x onerror=fz', '<svg/onload=fz']

/** What somebody types to break something: types, sizes, encodings, names, other languages than ours. */
export const TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m',
  '😀'.repeat(60),
  '\u202eelbagnocér',
  'שלום مرحبا',
  'e' + '\u0301'.repeat(3_000),
  'ﷺ'.repeat(400),
  '\ufeff\u200b\u00ad',
  ...MARKUP.map((start) => `${start}(1)></script>`),
  '">' + MARKUP[1] + '(1)>',
  "';fz(1);//",
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  "' OR 1=1 --",
  "'); TRUNCATE TABLE seal; --",
  '$1',
  'if true then 1 else 2',
  'function(x) external { java: {} }',
  'for x in 1..99999999999 return x',
  '${7*7}{{7*7}}',
  '-1',
  '-0',
  '1e309',
  '9'.repeat(400),
  '1' + ' 000'.repeat(200),
  'NaN',
  'Infinity',
  '0x1F',
  '١٢٣',
  'true',
  'null',
  'undefined',
  '[object Object]',
  '{"a":[1]}',
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '/etc/passwd\u0000.png',
  '\r\nSet-Cookie: parvis=x\r\n\r\n<script>fz(1)</script>',
  '//evil.example/',
  '/\\evil.example',
  'https://evil.example/',
  'javascript:fz(1)',
  'a'.repeat(5_001),
  'a@' + 'a.'.repeat(200) + '!',
  '$'.repeat(10_000),
  ' '.repeat(20_000) + 'x',
  'é☃𝒳',
]

/** Values that a page could really have sent: without them nothing behind the first check would be reached. */
export const PLAUSIBLE: readonly string[] = [
  'yes',
  'no',
  'self',
  'other',
  'heir',
  'full',
  'shared',
  'cheque',
  'certificate',
  'normal',
  'french',
  'nid-de-poule',
  'G9A 1A1',
  'Devant le 12, rue des Ormes',
  'karim@exemple.ca',
  '1984',
  '11',
  '5',
  '12,50',
  'processing',
  'information',
  'issue',
  'refuse',
  'plan',
  'later',
  'restore',
  'lea',
  'neuf',
]

const BAD_SEQUENCES = ['%', '%zz', '%C3%28', '%u0041', '%ED%A0%80', '%F5%80%80%80', '%2', '%00', '%25%30%30']

/** One part of a form's text, encoded as a browser would, or as none would. */
export const encoded = (dice: Dice, text: string): string => {
  const kind = dice.int(20)
  if (kind === 0) return text.replaceAll(/[&=#\s\u0000]/g, '+')
  if (kind === 1) return encodeURIComponent(encodeURIComponent(text.toWellFormed()))
  if (kind === 2) return encodeURIComponent(text.toWellFormed()) + dice.pick(BAD_SEQUENCES)
  return encodeURIComponent(text.toWellFormed())
}

export const badSequence = (dice: Dice): string => dice.pick(BAD_SEQUENCES)

/** A ZIP whose one entry says to be small and inflates to 50 MB. */
const zipBomb = (): Buffer => {
  const name = '[Content_Types].xml'
  const data = deflateRawSync(Buffer.alloc(50 * 1024 * 1024))
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(data.length, 18)
  header.writeUInt32LE(100, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, Buffer.from(name), data])
}

/** A PNG of one row that says to be 2 000 000 000 pixels wide, with a text chunk that inflates to 20 MB. */
const pngBomb = (): Buffer => {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(2_000_000_000, 0)
  size.writeUInt32BE(1, 4)
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const text = Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(20 * 1024 * 1024))])
  return Buffer.concat([
    PIXEL.subarray(0, 8),
    chunk('IHDR', Buffer.concat([size, Buffer.from([8, 6, 0, 0, 0])])),
    chunk('zTXt', text),
  ])
}

/** Files that lie about what they are, or that cost more than they weigh. Made once. */
export const FILES: readonly { name: string; type: string; bytes: Buffer }[] = [
  { name: 'photo.png', type: 'image/png', bytes: PIXEL },
  { name: 'vide.pdf', type: 'application/pdf', bytes: Buffer.alloc(0) },
  { name: 'page.png', type: 'image/png', bytes: Buffer.from('<!doctype html><script>fz(1)</script>') },
  { name: 'dessin.svg', type: 'image/svg+xml', bytes: Buffer.from('<svg onload="fz(1)"/>') },
  {
    name: 'polyglotte.png',
    type: 'text/html',
    bytes: Buffer.concat([PIXEL, Buffer.from('<script>fz(1)</script>')]),
  },
  { name: 'gifar.jpg', type: 'image/jpeg', bytes: Buffer.concat([Buffer.from('GIF89a'), zipBomb()]) },
  { name: 'bombe.png', type: 'image/png', bytes: pngBomb() },
  { name: 'bombe.docx', type: 'image/jpeg', bytes: zipBomb() },
  { name: 'bombe.gz', type: 'image/webp', bytes: gzipSync(Buffer.alloc(50 * 1024 * 1024)) },
  { name: 'coupé.png', type: 'image/png', bytes: PIXEL.subarray(0, 20) },
  { name: 'coupé.heic', type: 'image/heic', bytes: Buffer.from('00000018667479706865696300000000', 'hex') },
  { name: 'coupé.mkv', type: 'image/png', bytes: Buffer.from('1a45dfa3ffffffffffffffff4282', 'hex') },
  { name: 'coupé.asf', type: 'image/png', bytes: asf() },
  { name: 'coupé.tif', type: 'image/png', bytes: Buffer.from('49492a00ffffffff', 'hex') },
  { name: 'coupé.mp3', type: 'image/png', bytes: Buffer.from('4944330300007f7f7f7f', 'hex') },
  { name: 'programme.pdf', type: 'application/pdf', bytes: Buffer.from('MZ\u0090\u0000%PDF-1.7', 'latin1') },
  { name: 'pdf.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7\n/JS (app.alert(1))') },
]

/** An ASF header whose sub-objects say to be of no size: readers that trust it never end. */
function asf(): Buffer {
  const header = Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex')
  return Buffer.concat([header, Buffer.alloc(64)])
}
