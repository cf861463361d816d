import { type CompiledVersion, isFruitful, isLink } from '#catalogue'
import { html, none, type Html } from '#html'
import { formatDay, type Language } from '#kernel'
import { details } from '#look'
import { words } from './words.ts'

/** How people took part in the design of a service, on its page: what target 1 counts is what anybody can read. */
export const designedWith = ({ definition }: CompiledVersion, language: Language): Html => {
  const fruitful = (definition.involvement ?? []).filter(isFruitful)
  if (fruitful.length === 0) return none
  const w = words[language].involvement
  const found = (finding: string): Html =>
    isLink(finding)
      ? html`<a href="${finding}">${w.read}</a>`
      : html`${definition.words[language].findings?.[finding] ?? ''}`
  return details({
    summary: w.title,
    body: html`<p>${w.lead}</p>
      <div class="prose"><ul>${fruitful.map(
        ({ on, method, participants, finding }) =>
          html`<li>${w.methods[method]}, ${formatDay(on, language)}, ${w.people(participants)}. ${found(finding!)}</li>`,
      )}</ul></div>`,
  })
}
