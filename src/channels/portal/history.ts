import { html, type Html, none } from '#html'
import { defineWords, formatDay, formatNumber } from '#kernel'
import { notice } from '#look'
import type { Visit } from './visit.ts'

/**
 * What a page of figures says of the demonstration's invented history: on top, that it is still being written; at its foot,
 * that it was lived by people who do not exist.
 */
export const historyWords = async ({ platform, language }: Visit): Promise<{ top: Html; foot: Html }> => {
  const history = platform.demonstration ? await platform.history() : null
  if (!history || history.is === 'none') return { top: none, foot: none }
  const w = words[language]
  const number = (count: number) => formatNumber(count, language)
  const { people, of, firstDay, lastDay } = history
  if (history.is === 'writing') {
    const body = w.writing(number(people), number(of))
    return { top: notice({ language, tone: 'information', body }), foot: none }
  }
  const lived = w.written(number(of), formatDay(firstDay, language), formatDay(lastDay, language))
  return { top: none, foot: html`<p class="source">${lived}</p>` }
}

const words = defineWords({
  fr: {
    writing: (people: string, of: string) =>
      `L’histoire inventée s’écrit : ${people} personnes sur ${of} ont vécu la leur. Les chiffres bougent encore ; rechargez la page pour les suivre.`,
    written: (of: string, first: string, last: string) =>
      `Du ${first} au ${last}, ${of} personnes inventées ont vécu ici une histoire, par les mêmes gestes que vous.`,
  },
  en: {
    writing: (people: string, of: string) =>
      `The invented history is being written: ${people} of ${of} people have lived theirs. The figures still move; reload the page to follow them.`,
    written: (of: string, first: string, last: string) =>
      `From ${first} to ${last}, ${of} invented people lived a history here, by the same steps as you.`,
  },
})
