import { type Consultation, isOnline, type Means } from '#consultations'
import { html, type Html, none } from '#html'
import { formatDay, type Language } from '#kernel'
import { section, table } from '#look'
import { line, meansName, paragraphs } from './reading.ts'
import { words } from './words.ts'

/** Each way of taking part, online or not, with its days and its place. */
export const howSection = ({ means }: Consultation, language: Language): Html => {
  const w = words[language].one
  return section({
    title: w.how,
    body: table<Means>({
      language,
      caption: w.how,
      unseenCaption: true,
      rows: means,
      empty: none,
      columns: [
        { id: 'means', label: w.means, heads: true, cell: ({ kind }) => meansName(kind, language) },
        { id: 'dates', label: w.dates, cell: (one) => daysWords(one, language) },
        { id: 'place', label: w.place, prose: true, cell: (one) => placeOf(one, language) },
      ],
    }),
  })
}

const daysWords = ({ from, to }: Means, language: Language): string => {
  const w = words[language].one
  return from === to
    ? w.on(formatDay(from, language))
    : w.fromTo(formatDay(from, language), formatDay(to, language))
}

const placeOf = (one: Means, language: Language): Html | null => {
  const { place, words: said, address } = one
  const w = words[language].one
  const parts = [
    place.fr !== '' && html`<p>${line(place, language)}</p>`,
    said.fr !== '' && paragraphs(said, language),
    address !== '' &&
      html`<p><a href="${address}" rel="noreferrer">${w.elsewhere(new URL(address).host)}</a></p>`,
  ].filter((part) => part !== false)
  if (parts.length > 0) return html`${parts}`
  return isOnline(one) ? html`<p>${w.here}</p>` : null
}
