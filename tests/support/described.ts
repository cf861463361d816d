import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import jsonld from 'jsonld'
import { type CompiledVersion, compileVersion, loadFolder } from '#catalogue'
import { loadOrganisations } from '#parties'
import { Parser, Writer } from 'n3'
import { valueOf } from './story.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Where things would stand, on a host that nobody answers. */
export const HOST = 'https://parvis.example'

/** The services of the demonstration, ready to run, without a database. */
export const demonstratedServices = async (): Promise<CompiledVersion[]> => {
  const names = (await readdir(join(ROOT, 'services'))).filter((name) => name !== 'schema')
  return Promise.all(
    names.toSorted().map(async (name) => {
      const definition = valueOf(await loadFolder(join(ROOT, 'services', name)))
      return valueOf(
        compileVersion({
          service: name,
          version: 1,
          digest: '0'.repeat(64),
          publishedAt: new Date('2026-11-02T12:00:00Z'),
          definition,
        }),
      )
    }),
  )
}

export const demonstratedOrganisations = async () =>
  valueOf(await loadOrganisations(join(ROOT, 'organisations'))).organisations

export const textOf = async (chunks: AsyncIterable<string> | Iterable<string>): Promise<string> => {
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

/** The canonical N-Quads (RDFC-1.0) of what a processor that we did not write reads in a JSON-LD text. */
export const canonicalOfJsonLd = async (text: string): Promise<string[]> =>
  linesOf(await jsonld.canonize(JSON.parse(text), CANONICAL))

/** The same, of a Turtle text. */
export const canonicalOfTurtle = async (text: string): Promise<string[]> => {
  const quads = new Parser().parse(text)
  const nquads = await new Promise<string>((resolve, reject) => {
    const writer = new Writer({ format: 'N-Quads' })
    writer.addQuads(quads)
    writer.end((error, written) => (error ? reject(error) : resolve(written)))
  })
  return linesOf(
    await jsonld.canonize(
      nquads as unknown as jsonld.JsonLdDocument,
      { ...CANONICAL, inputFormat: 'application/n-quads' } as typeof CANONICAL,
    ),
  )
}

/** A document that would have to be fetched is a fault: ours carry all they need. */
const CANONICAL = {
  algorithm: 'RDFC-1.0',
  format: 'application/n-quads',
  safe: true,
  documentLoader: (url: string) => Promise.reject(new Error(`${url} would have to be fetched`)),
} as unknown as jsonld.Options.Normalize

const linesOf = (nquads: unknown): string[] => String(nquads).trim().split('\n').toSorted()

/** What one of two descriptions says and the other does not. */
export const onlyInOne = (one: readonly string[], other: readonly string[]): string[] => [
  ...new Set(one).symmetricDifference(new Set(other)),
]
