import { html, type Html } from '#html'
import { formatInstant, formatNumber, type Language } from '#kernel'
import { type LogState, logState } from '#ledger'
import { notice, section, summaryList, table } from '#look'
import { show, type Visit } from '../visit.ts'
import { words } from './words.ts'

/** What the public log is, where it stands, and how anyone can check it. */
export const publicLog = async (visit: Visit) => {
  const { language, platform } = visit
  const w = words[language]
  const state = await logState(platform.db)
  return show(visit, {
    title: w.title,
    description: w.lead,
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${state?.held && notice({ language, tone: 'problem', title: w.held, body: w.heldText[state.held] })}
      ${section({ title: w.state, body: standing(state, language) })}
      ${section({ title: w.holds, body: paragraphs(w.holdsLines) })}
      ${section({ title: w.check, body: prose(html`<ol>${w.checkLines.map((line) => html`<li>${line}</li>`)}</ol>`) })}
      ${section({ title: w.files, body: files(state, language) })}
      ${section({ title: w.witnesses, body: witnesses(state, language) })}`,
  })
}

const prose = (body: Html): Html => html`<div class="prose">${body}</div>`

const paragraphs = (lines: readonly string[]): Html => html`${lines.map((line) => html`<p>${line}</p>`)}`

const standing = (state: LogState | null, language: Language): Html => {
  const w = words[language]
  if (!state?.head) return html`<p>${w.none}</p>`
  const { size, root, at } = state.head
  return summaryList({
    language,
    rows: [
      { label: w.size, value: formatNumber(size, language) },
      { label: w.root, value: root },
      { label: w.at, value: formatInstant(at, language) },
      { label: w.origin, value: state.origin },
      { label: w.key, value: state.vkey },
    ],
  })
}

const files = (state: LogState | null, language: Language): Html => {
  const w = words[language]
  const size = state?.head?.size ?? 0
  const first = size < 256 ? `000.p/${size}` : '000'
  return prose(html`<ul>
    <li><a href="/journal/checkpoint">${w.checkpoint}</a></li>
    <li><a href="/journal/vkey">${w.vkey}</a></li>
    ${size > 0 && html`<li><a href="/journal/tile/0/${first}">${w.tile}</a> (${w.tileAbout})</li>`}
  </ul>`)
}

const witnesses = (state: LogState | null, language: Language): Html => {
  const w = words[language]
  return html`<p>${w.witnessesText}</p>
    ${table({
      language,
      caption: w.witnesses,
      unseenCaption: true,
      columns: [
        { id: 'name', label: w.witness, heads: true, cell: (row) => row.name },
        { id: 'size', label: w.cosigned, cell: (row) => cosigned(row, language) },
        {
          id: 'on',
          label: w.cosignedOn,
          cell: ({ cosigned: its }) => its && formatInstant(its.at, language),
        },
      ],
      rows: state?.witnesses ?? [],
      empty: html`<p>${w.noWitness}</p>`,
    })}`
}

const cosigned = ({ cosigned: its }: LogState['witnesses'][number], language: Language): string | Html => {
  const w = words[language]
  if (!its) return w.notYet
  const shown = w.events(its.size, formatNumber(its.size, language))
  return html`<a href="/journal/checkpoint/${its.size}">${shown}</a>`
}
