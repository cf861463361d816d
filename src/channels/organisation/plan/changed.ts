import { html, type Html } from '#html'
import { notice } from '#look'
import { changesOf, type Plan } from '#plans'
import { planReading as reading } from '#portal'
import { words } from './words.ts'

/**
 * What somebody else saved meanwhile, field by field, above what was typed: nothing is lost on either side, and whoever
 * saves again has seen what they replace.
 */
export const changedNotice = <T extends object>(theirs: T, mine: Partial<T>, plan: Plan): Html => {
  const fields = Object.keys(mine) as (keyof T & string)[]
  const titles = reading.titlesIn([{ measures: plan.draft?.measures ?? [] }], 'fr')
  const lines = changesOf(theirs, { ...theirs, ...mine }, fields).flatMap(({ field, before, after }) =>
    reading.changeWords({ field, before, after }, titles, 'fr'),
  )
  return notice({
    language: 'fr',
    tone: 'warning',
    title: words.changed.title,
    body: lines.length > 0 ? words.changed.text : words.changed.same,
    live: true,
    action: html`<ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>`,
  })
}
