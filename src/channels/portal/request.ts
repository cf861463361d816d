import { isKey } from '#kernel'
import { html, type Html } from '#html'
import { inset, steps } from '#look'
import { contentOf, type Dossier, knownOf, pagesOf, type Remainder, remainderOf } from '#dossiers'
import type { Language } from '#kernel'
import { to } from './paths.ts'
import { wordsOf } from './said.ts'
import { words } from './words.ts'

/** A draft on its way: what is known, the pages that remain, and the summary, in that order. */
export type Way = { remainder: Remainder; pages: ReturnType<typeof pagesOf>; hasKnown: boolean }

export const wayOf = (dossier: Dossier): Way => {
  const remainder = remainderOf(dossier.pinned, dossier)
  const hasKnown =
    knownOf(remainder).length > 0 ||
    Object.values(dossier.known).some(({ status }) => status === 'unavailable')
  return { remainder, pages: pagesOf(dossier.pinned, remainder), hasKnown }
}

/** « Étape 2 sur 5 »: where a page stands on the way. */
export const progress = (way: Way, at: 'known' | 'summary' | string, language: Language): Html => {
  const before = way.hasKnown ? 1 : 0
  const total = before + way.pages.length + 1
  const current =
    at === 'known' ? 1 : at === 'summary' ? total : before + way.pages.findIndex(({ id }) => id === at) + 1
  return steps({ language, current, total })
}

/** The page that follows one, or the summary. Order is the service’s, so that a page that vanished has a next one too. */
export const pageAfter = (dossier: Dossier, way: Way, page: string | null): string | null => {
  const order = dossier.pinned.definition.pages.map(({ id }) => id)
  const from = page === null ? -1 : order.indexOf(page)
  return way.pages.find(({ id }) => order.indexOf(id) > from)?.id ?? null
}

export const pageBefore = (dossier: Dossier, way: Way, page: string | null): string | null => {
  const order = dossier.pinned.definition.pages.map(({ id }) => id)
  const until = page === null ? order.length : order.indexOf(page)
  return way.pages.findLast(({ id }) => order.indexOf(id) < until)?.id ?? null
}

export const stepPath = (ref: string, page: string | null, language: Language): string =>
  page ? to('step', language, { ref, page }) : to('summary', language, { ref })

export const kicker = (dossier: Dossier, language: Language): Html =>
  html`<p class="kicker">${wordsOf(dossier, language).name}</p>`

/** Without an account, the address is the only way back: it is said on every page of the draft. */
export const keepAddress = (ref: string, language: Language): Html =>
  html`${isKey(ref) && inset(html`<p>${words[language].keepAddress}</p>`)}`

export const digestOf = (dossier: Dossier): string =>
  contentOf(dossier, remainderOf(dossier.pinned, dossier)).digest
