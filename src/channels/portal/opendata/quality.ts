import { html, type Html } from '#html'
import { formatInstant, type Language } from '#kernel'
import { section, table, tag, type Status } from '#look'
import {
  type Check,
  CRITERION_WORDS,
  type Dataset,
  type Distribution,
  type Finding,
  sayFinding,
} from '#opendata'
import { fileName } from './names.ts'
import { words } from './words.ts'

const STATUS: Record<Finding['result'], Status> = { pass: 'done', fail: 'problem', 'not-applicable': 'draft' }

/** What the last look found of each file, criterion by criterion, with its moment. */
export const qualitySection = ({ distributions }: Dataset, language: Language): Html => {
  const w = words[language]
  return section({
    id: 'qualite',
    title: w.checks,
    body: html`<p>${w.checksLead}</p>
      ${distributions.map((one) => ofFile(one, language))}`,
  })
}

const ofFile = (one: Distribution, language: Language): Html => {
  const w = words[language]
  const check = one.lastCheck
  if (!check) return html`<p>${fileName(one, language)} : ${w.unchecked}</p>`
  // A name that somebody gave may be one long word: a heading is cut where a caption would stretch its table.
  const title = w.checksOf(fileName(one, language), formatInstant(new Date(check.at), language))
  return html`<h3>${title}</h3>
    ${findings(title, check, language)}`
}

const findings = (caption: string, check: Check, language: Language): Html => {
  const w = words[language]
  return table({
    language,
    caption,
    unseenCaption: true,
    columns: [
      {
        id: 'criterion',
        label: w.criterion,
        heads: true,
        cell: ({ criterion }: Finding) => CRITERION_WORDS[language][criterion],
      },
      {
        id: 'result',
        label: w.result,
        cell: ({ result }: Finding) =>
          tag({ status: STATUS[result], label: w.results[result]!, plain: true }),
      },
      { id: 'detail', label: w.detail, prose: true, cell: (one: Finding) => sayFinding(one, language) },
    ],
    rows: check.findings,
    empty: html``,
  })
}
