import { createHash } from 'node:crypto'
import type { Format, TableSchema } from '../dataset.ts'
import { type Read, readCsv, type ReadOptions } from './csv.ts'
import { type FileFault, Unreadable } from './fault.ts'
import { readGeoJson, readJson } from './json.ts'
import { type Encoding, textIn } from './text.ts'

/** A file read from its first byte to its last, or to where the reading was stopped. */
export type Inspection = {
  bytes: number
  /** SHA-256 of the bytes that were read, hexadecimal. */
  digest: string
  /** It goes on beyond what was read. */
  cut: boolean
  encoding: Encoding
  /** Why it is not what its format asks; null when it is. */
  fault: FileFault | null
  /** What it holds; null when it could not be read. */
  read: Read | null
}

const READERS: Record<Format, (text: AsyncIterable<string>, options: ReadOptions) => Promise<Read>> = {
  csv: readCsv,
  json: readJson,
  geojson: readGeoJson,
}

type Wanted = {
  format: Format
  schema?: TableSchema | null
  mayBeEmpty?: boolean
  /** How many bytes are read at most. */
  mostBytes: number
}

/** Reads a file once, as it comes, in bounded memory: is it what it says, what does it hold, does it match its schema. */
export const inspect = async (
  chunks: AsyncIterable<Uint8Array>,
  { format, schema = null, mayBeEmpty = false, mostBytes }: Wanted,
): Promise<Inspection> => {
  const hash = createHash('sha256')
  const found = { encoding: 'utf-8' as Encoding, binary: false }
  let bytes = 0
  let cut = false
  const isCut = () => cut
  async function* weighed() {
    for await (const chunk of chunks) {
      const taken = chunk.subarray(0, mostBytes - bytes)
      cut = taken.length < chunk.length
      bytes += taken.length
      hash.update(taken)
      yield taken
      if (cut) return
    }
  }
  async function* readable(text: AsyncIterable<string>) {
    for await (const piece of text) {
      if (found.binary && found.encoding !== 'utf-16') throw new Unreadable('binary')
      yield piece
    }
  }
  const told = () => ({ bytes, digest: hash.digest('hex'), cut, encoding: found.encoding })
  try {
    const read = await READERS[format](readable(textIn(weighed(), found, isCut)), {
      schema,
      isCut,
      mayBeEmpty,
    })
    return { ...told(), fault: null, read }
  } catch (error) {
    if (error instanceof Unreadable) return { ...told(), fault: error.fault, read: null }
    throw error
  }
}
