import { DataFactory, Writer, type BlankNode, type Quad_Object } from 'n3'
import { expanded, PREFIXES, type Resource, type Says, type Value, valuesOf } from './resource.ts'

const { namedNode, literal } = DataFactory
const RDF_TYPE = namedNode(expanded('rdf:type'))

/**
 * Turtle 1.1, resource by resource: however long the catalogue, what is held is one resource and what the reader has not
 * taken yet.
 */
export const turtle = async function* (
  resources: AsyncIterable<Resource> | Iterable<Resource>,
): AsyncGenerator<string> {
  let written = ''
  const writer = new Writer(
    {
      write: (text: string, _encoding: unknown, done?: () => void) => ((written += text), done?.()),
      end: (done?: () => void) => done?.(),
    },
    { prefixes: PREFIXES },
  )
  const taken = () => {
    const chunk = written
    written = ''
    return chunk
  }
  for await (const { id, types, says } of resources) {
    const subject = namedNode(id)
    for (const type of types) writer.addQuad(subject, RDF_TYPE, namedNode(expanded(type)))
    for (const [name, said] of Object.entries(says))
      for (const value of valuesOf(said))
        writer.addQuad(subject, namedNode(expanded(name)), termOf(writer, value))
    yield taken()
  }
  writer.end()
  yield taken()
}

const termOf = (writer: Writer, value: Value): Quad_Object => {
  if ('iri' in value) return namedNode(value.iri)
  if ('text' in value) return literal(wellFormed(value.text), value.language)
  if ('value' in value)
    return value.type
      ? literal(value.value, namedNode(expanded(value.type)))
      : literal(wellFormed(value.value))
  return unnamed(writer, value.types, value.says)
}

const unnamed = (writer: Writer, types: readonly string[], says: Says): BlankNode =>
  writer.blank([
    ...types.map((type) => ({ predicate: RDF_TYPE, object: namedNode(expanded(type)) })),
    ...Object.entries(says).flatMap(([name, said]) =>
      valuesOf(said).map((value) => ({
        predicate: namedNode(expanded(name)),
        object: termOf(writer, value),
      })),
    ),
  ])

/** Half a character, which JSON lets through, is no text. */
const wellFormed = (text: string): string => text.toWellFormed()
