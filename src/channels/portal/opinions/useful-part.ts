import { html, none, type Html } from '#html'
import type { Language } from '#kernel'
import { type PathName, to } from '../paths.ts'
import { words } from './words.ts'

/** Pages that ask for an opinion already, or answer one. */
const SILENT = new Set<PathName>(['evaluate', 'opinion', 'rated', 'useful'])

/** Pages on which a person may have typed something: the answer opens beside it, and nothing is lost. */
const TYPED_ON = new Set<PathName>([
  'step',
  'complete',
  'contest',
  'observe',
  'review',
  'verify',
  'contribute',
  'contribution',
  'contributionAppeal',
  'contributionReport',
  'questionnaire',
])

type Asking = { name: PathName; language: Language; service: string }

const draw = ({ name, language, service }: Asking): Html => {
  const w = words[language].useful
  const aside = TYPED_ON.has(name)
  return html`<form class="useful" method="post" action="${to('useful', language)}" aria-labelledby="useful"${aside && html` target="_blank"`}><p id="useful">${w.question}${aside && html` <span class="hint">${w.newTab}</span>`}</p><input type="hidden" name="page" value="${name}">${service && html`<input type="hidden" name="service" value="${service}">`}<button type="submit" class="button quiet" name="useful" value="yes">${w.yes}</button><button type="submit" class="button quiet" name="useful" value="no">${w.no}</button></form>`
}

/** Drawn once for each page: they are shown thousands of times a second. */
const drawn = new Map<string, Html>()
const MOST_KEPT = 2_000

/**
 * « Cette page vous a-t-elle été utile ? », at the foot of a page. It tells the page's name and, on a service's own pages,
 * which service; never the address, which may be a key.
 */
export const usefulPart = (name: PathName, language: Language, service: string): Html => {
  if (SILENT.has(name)) return none
  const key = `${name} ${language} ${service}`
  const known = drawn.get(key)
  if (known) return known
  const part = draw({ name, language, service })
  if (drawn.size < MOST_KEPT) drawn.set(key, part)
  return part
}
