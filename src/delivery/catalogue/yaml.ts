import { readFile } from 'node:fs/promises'
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import type { Path } from './source.ts'

/**
 * A YAML 1.2 file and the line of each of its values. `22-11-2026`, `no` and `on` stay texts; a key written twice, a
 * bomb of aliases and an unclosed quote are faults with their line.
 */
export type YamlFile = {
  value: unknown
  faults: { line: number; message: string }[]
  /** The line of the value at `path`, or of its nearest ancestor that is written. */
  line: (path: Path) => number
}

/** Null when there is no such file. */
export const readYaml = async (file: string): Promise<YamlFile | null> => {
  try {
    return parseYaml(await readFile(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export const parseYaml = (text: string): YamlFile => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const faults = document.errors.map((fault) => ({
    line: lines.linePos(fault.pos[0]).line,
    message: fault.message,
  }))
  const line = (path: Path) => lines.linePos(offsetOf(document, path)).line || 1
  if (faults.length > 0) return { value: null, faults, line }
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), faults, line }
  } catch (error) {
    return { value: null, faults: [{ line: 1, message: (error as Error).message }], line }
  }
}

/** Where the key is written rather than its value: a person looks for the name. */
const offsetOf = (document: Document, path: Path): number => {
  let node: unknown = document.contents
  let offset = 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
      if (!pair) return offset
      offset = (isScalar(pair.key) && pair.key.range?.[0]) || offset
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as { range?: [number, number, number] } | undefined
      if (!item) return offset
      offset = item.range?.[0] ?? offset
      node = item
    } else return offset
  }
  return offset
}
