import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { MANIFEST, publicationNamed } from '../manifest.ts'
import type { Reader } from './fault.ts'

/** What was named on the command line: publications to verify, or a proof of one event. */
export type Source =
  { is: 'publications'; publications: { name: string; read: Reader }[] } | { is: 'proof'; text: string }

/** It cannot be read at all: nothing is said of whether it holds. */
export class Unreadable extends Error {}

/** Opens a file, a folder or an address. */
export const openSource = (named: string): Promise<Source> =>
  /^https?:\/\//i.test(named) ? openAddress(named) : openPath(named)

const openPath = async (path: string): Promise<Source> => {
  const found = await stat(path).catch(() => null)
  if (!found) throw new Unreadable(`There is nothing at ${path}`)
  if (!found.isDirectory()) return { is: 'proof', text: String(await readWhole(path)) }
  const reader =
    (folder: string): Reader =>
    (name) =>
      readWhole(join(folder, name))
  const names = await readdir(path)
  if (names.includes(MANIFEST))
    return { is: 'publications', publications: [{ name: path, read: reader(path) }] }
  const publications = names.filter((name) => publicationNamed(name)).toSorted()
  if (publications.length === 0)
    throw new Unreadable(`There is no ${MANIFEST} in ${path}, nor a folder of a day`)
  return {
    is: 'publications',
    publications: publications.map((name) => ({ name, read: reader(join(path, name)) })),
  }
}

/** No publication comes near it, and a program that reads what strangers made has to end somewhere. */
const MOST_BYTES = 200_000_000

const tooLong = (named: string) => new Unreadable(`${named} is longer than ${MOST_BYTES} bytes`)

const readWhole = async (path: string): Promise<Buffer | null> => {
  try {
    if ((await stat(path)).size > MOST_BYTES) throw tooLong(path)
    return await readFile(path)
  } catch (error) {
    if (error instanceof Unreadable) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Unreadable(`${path}: ${(error as Error).message}`)
  }
}

const openAddress = async (named: string): Promise<Source> => {
  const base = new URL(named)
  base.pathname = base.pathname.replace(/\/(index\.json|manifest\.json)?$/, '')
  const last = base.pathname.split('/').at(-1)!
  const reader =
    (folder: string): Reader =>
    (name) =>
      download(new URL(`${folder}/${name}`, base))
  if (publicationNamed(last))
    return { is: 'publications', publications: [{ name: last, read: reader(base.pathname) }] }
  const listed = await download(new URL(`${base.pathname}/index.json`, base))
  if (!listed) throw new Unreadable(`There is no list of publications at ${base.href}`)
  return {
    is: 'publications',
    publications: namesIn(listed).map((name) => ({ name, read: reader(`${base.pathname}/${name}`) })),
  }
}

const namesIn = (listed: Buffer): string[] => {
  try {
    const { publications } = JSON.parse(listed.toString()) as { publications: { name: string }[] }
    return publications.map(({ name }) => name).filter((name) => publicationNamed(name))
  } catch {
    throw new Unreadable('The list of publications cannot be read')
  }
}

const PATIENCE_MS = 60_000

const download = async (url: URL): Promise<Buffer | null> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (answer.ok) return await downloaded(answer, url.href)
    if (answer.status === 404) return null
    throw new Unreadable(`${url.href} answers ${answer.status}`)
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable(`${url.href} cannot be reached: ${(error as Error).message}`)
  }
}

const downloaded = async ({ body }: Response, named: string): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > MOST_BYTES) throw tooLong(named)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
