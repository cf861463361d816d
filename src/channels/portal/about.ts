import { html } from '#html'
import { show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** What this place is, how accessible, and what it does with data. */
export const about = async (visit: Visit) => {
  const w = words[visit.language].about
  return show(visit, {
    title: w.title,
    body: html`<h1>${w.title}</h1>
      ${w.sections.map(({ title, lines }) => html`<h2>${title}</h2>${lines.map((line) => html`<p>${line}</p>`)}`)}`,
  })
}
