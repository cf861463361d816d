import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { linkButton, page, PATHS } from '#look'
import { words } from './words.ts'

/** A page for what cannot be answered: what happened, what to do, and that nothing is lost. */
export const errorPage = (status: number, url: string, demonstration: boolean): Html => {
  const language: Language = /^\/en(\/|$|\?)/.test(url) ? 'en' : 'fr'
  const w = words[language]
  const { title, text } = sentencesOf(status, language)
  return page({
    language,
    title,
    path: '',
    demonstration,
    unknownVisitor: true,
    body: html`<h1>${title}</h1>
      <p>${text}</p>
      ${linkButton({ label: w.home, href: PATHS[language].services })}`,
  })
}

const sentencesOf = (status: number, language: Language): { title: string; text: string } => {
  const { faults } = words[language]
  if (status === 403) return faults.elsewhere
  if (status === 404 || status === 405) return faults.missing
  if (status === 413) return faults.tooLarge
  if (status === 429) return faults.tooMany
  if (status === 503) return faults.outage
  return status >= 500 ? faults.bug : faults.unreadable
}
