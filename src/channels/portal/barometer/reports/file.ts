import { notFound, type Visit } from '../../visit.ts'

/** A file of a published report, by its name, in French and in English alike: the very bytes that were published. Anyone may read it, from anywhere. */
export const reportFile = async (visit: Visit) => {
  const { platform, params, request, reply } = visit
  const name = params['file']!
  const named = /^(?:rapport-(\d{4})\.(?:pdf|json|csv)|report-(\d{4})\.pdf)$/.exec(name)
  const year = named?.[1] ?? named?.[2]
  const file = year === undefined ? null : await platform.reporting.file(Number(year), name)
  if (!file) return notFound(visit)
  reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('etag', `"${file.sha256}"`)
  if (request.headers['if-none-match'] === `"${file.sha256}"`) return reply.code(304).send()
  return reply
    .type(file.type)
    .header('content-disposition', `${name.endsWith('.pdf') ? 'inline' : 'attachment'}; filename="${name}"`)
    .send(file.body)
}
