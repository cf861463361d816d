import { html, none } from '#html'
import { type Language, matchKey } from '#kernel'
import { emptyState, hero, linkButton, searchForm, type ServiceCard, serviceList } from '#look'
import type { CompiledVersion } from '#catalogue'
import type { Platform } from '#web'
import { openBlock } from './open-block.ts'
import { to } from './paths.ts'
import { show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** The front door: what one can ask for, found by one’s own words. */
export const home = async (visit: Visit) => {
  const { platform, language, query } = visit
  const w = words[language].home
  const searched = (query['q'] ?? '').slice(0, 200).trim()
  const found = searchServices(platform.catalogue.list(), searched, language)
  const cards = found.map((version) => cardOf(platform, version, language))
  const open = searched ? none : await openBlock(platform, language)
  return show(visit, {
    title: searched ? w.resultsTitle(searched) : w.title,
    description: w.lead,
    current: 'services',
    layout: 'wide',
    body: html`${hero({
      title: w.title,
      lead: searched ? undefined : w.lead,
      body: searchForm({
        language,
        action: to('home', language),
        name: 'q',
        label: w.search,
        hint: searched ? undefined : w.hint,
        value: searched,
      }),
    })}
      <h2>${searched ? w.found(found.length, searched) : w.services}</h2>
      ${
        cards.length > 0
          ? serviceList(cards)
          : emptyState({
              title: w.nothing,
              body: w.nothingHelp,
              action: linkButton({ label: w.all, href: to('home', language), weight: 'secondary' }),
            })
      }
      ${open}
      <h2>${w.help}</h2>
      <p class="reading">${w.helpText}</p>`,
  })
}

const cardOf = (
  { organisations }: Platform,
  { definition }: CompiledVersion,
  language: Language,
): ServiceCard => {
  const { name, summary } = definition.words[language]
  const authority = organisations.organisations.get(definition.authority)?.name[language]
  return {
    href: to('service', language, { service: definition.id }),
    title: name,
    summary,
    note: [authority, definition.for === 'anyone' ? words[language].home.noAccount : null]
      .filter(Boolean)
      .join(' · '),
  }
}

/**
 * Services where each word that was typed begins a word of the name, the summary, the keywords or the authority, in
 * either language: accents, case and hyphens forgiven, the plural’s final s and x too.
 */
const searchServices = (versions: readonly CompiledVersion[], searched: string, language: Language) => {
  const wanted = stems(searched)
  if (wanted.length === 0) return versions
  const score = (version: CompiledVersion) => {
    const { name, summary, keywords = [] } = version.definition.words[language]
    const other = version.definition.words[language === 'fr' ? 'en' : 'fr']
    const strong = stems([name, ...keywords].join(' '))
    const weak = stems(
      [summary, other.name, ...(other.keywords ?? []), ...version.definition.events].join(' '),
    )
    const said = stems(name)
    const points = wanted.map((word) =>
      begins(said, word) ? 4 : begins(strong, word) ? 3 : begins(weak, word) ? 1 : 0,
    )
    return points.includes(0) ? 0 : points.reduce<number>((sum, one) => sum + one, 0)
  }
  return versions
    .map((version) => ({ version, points: score(version) }))
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .map(({ version }) => version)
}

const begins = (words: string[], wanted: string): boolean => words.some((word) => word.startsWith(wanted))

const stems = (text: string): string[] =>
  text
    .split(/[\s'’\-.,;:!?()/]+/)
    .map((word) => matchKey(word).replace(/[sx]$/, ''))
    .filter((word) => word.length > 1)
