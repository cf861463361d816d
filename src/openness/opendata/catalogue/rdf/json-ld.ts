import { PREFIXES, type Resource, type Says, type Value, valuesOf } from './resource.ts'

/**
 * JSON-LD 1.1 with a context of its own, so that no processor has to fetch one: prefixes only, values in full. Written
 * resource by resource, as the Turtle is.
 */
export const jsonLd = async function* (
  resources: AsyncIterable<Resource> | Iterable<Resource>,
): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(PREFIXES)},"@graph":[`
  let isFirst = true
  for await (const { id, types, says } of resources) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify({ '@id': id, '@type': types, ...written(says) })}`
    isFirst = false
  }
  yield '\n]}\n'
}

const written = (says: Says): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(says).flatMap(([name, said]) => {
      const values = valuesOf(said).map(valueOf)
      return values.length ? [[name, values]] : []
    }),
  )

const valueOf = (value: Value): unknown => {
  if ('iri' in value) return { '@id': value.iri }
  if ('text' in value) return { '@value': value.text.toWellFormed(), '@language': value.language }
  if ('value' in value)
    return { '@value': value.value.toWellFormed(), ...(value.type && { '@type': value.type }) }
  return { '@type': value.types, ...written(value.says) }
}
