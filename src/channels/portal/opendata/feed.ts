import type { FastifyInstance } from 'fastify'
import type { Language } from '#kernel'
import type { Change, Dataset } from '#opendata'
import type { Platform } from '#web'
import { to } from '../paths.ts'
import { words } from './words.ts'

const MOST = 50

/** What changed last, as Atom (RFC 4287), in each language: `/donnees/nouveautes.atom`, `/en/data/changes.atom`. */
export const registerFeed = (app: FastifyInstance, platform: Platform): void => {
  for (const language of ['fr', 'en'] as const)
    app.get(FEED_PATH[language], async (_request, reply) => {
      const changes = await platform.opendata.changes({ limit: MOST })
      const found = await Promise.all(changes.map(({ dataset }) => platform.opendata.find(dataset)))
      const entries = changes.flatMap((change, at) => (found[at] ? [{ change, dataset: found[at] }] : []))
      return reply
        .type('application/atom+xml; charset=utf-8')
        .header('cache-control', 'public, max-age=300')
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .send(Buffer.from(feed(platform, language, entries)))
    })
}

export const FEED_PATH: Record<Language, string> = {
  fr: '/donnees/nouveautes.atom',
  en: '/en/data/changes.atom',
}

type Entry = { change: Change; dataset: Dataset }

const feed = (platform: Platform, language: Language, entries: readonly Entry[]): string => {
  const w = words[language]
  const home = platform.address()
  const updated = (entries[0]?.change.at ?? platform.clock()).toISOString()
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language === 'fr' ? 'fr-CA' : 'en-CA'}">
  <id>${xml(home + FEED_PATH[language])}</id>
  <title>${xml(w.feed.title)}</title>
  <updated>${updated}</updated>
  <author><name>Parvis</name></author>
  <link rel="self" href="${xml(home + FEED_PATH[language])}"/>
  <link rel="alternate" type="text/html" href="${xml(home + to('data', language))}"/>
${entries.map((one) => entry(home, language, one)).join('')}</feed>
`
}

const entry = (home: string, language: Language, { change, dataset }: Entry): string => {
  const w = words[language]
  const address = home + to('dataset', language, { dataset: dataset.id })
  const title = `${w.changes[change.kind] ?? w.changes['dataset.changed']!} : ${dataset.title[language] || dataset.title.fr}`
  return `  <entry>
    <id>urn:uuid:${change.id}</id>
    <title>${xml(language === 'fr' ? title : title.replace(' : ', ': '))}</title>
    <updated>${change.at.toISOString()}</updated>
    <link rel="alternate" type="text/html" href="${xml(address)}"/>
    <summary>${xml(dataset.description[language] || dataset.description.fr)}</summary>
  </entry>
`
}

/** Text as XML allows it: signs that it has no way to write are left out. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
