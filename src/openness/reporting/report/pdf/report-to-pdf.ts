import type { Contest } from '#barometer'
import { dayOf, formatDay, formatInstant, formatNumber, type Language } from '#kernel'
import type { YearlyReport } from '../report.ts'
import { goalWords, shareWords, stateWords, words } from '../words.ts'
import { openReport } from '#documents'
import { writeTarget } from './target.ts'
import { type Telling, tellingOf } from './telling.ts'

/** The report on letter paper, tagged: read aloud, printed or sent as it is. The same report gives the same bytes. */
export const reportToPdf = (
  report: YearlyReport,
  { demonstration, language }: { demonstration: boolean; language: Language },
): Promise<Buffer> => {
  const w = words[language]
  const title = w.title(report.year)
  const author = report.publisher.name[language]
  const doc = openReport({ title, author, at: new Date(report.at), language, pageOf: w.page })
  const telling = tellingOf(doc, report, language)
  writeCover(telling, report, demonstration)
  for (const target of report.targets) writeTarget(telling, target)
  doc.newPage()
  writeMatrix(telling, report)
  writeContests(telling, report)
  writeMethod(telling, report)
  return doc.end()
}

const writeCover = ({ doc, w, language }: Telling, report: YearlyReport, demonstration: boolean): void => {
  const { year, publisher, day, at, draft } = report
  doc.text(publisher.name[language], { strong: true, size: 11 })
  doc.heading(1, w.title(year))
  if (draft) {
    doc.stamp(w.draft)
    doc.text(w.draftText(day))
  }
  if (demonstration) doc.text(w.invented, { soft: true })
  doc.text(w.made(formatDay(day, language), formatInstant(new Date(at), language)), { soft: true })
  writeSummary({ doc, w, language }, report)
}

const writeSummary = (
  { doc, w, language }: Pick<Telling, 'doc' | 'w' | 'language'>,
  { targets }: YearlyReport,
): void => {
  doc.heading(2, w.summary.title)
  const figures = targets.flatMap(({ figure }) => (figure ? [figure] : []))
  const known = figures.filter(({ state }) => state === 'value')
  doc.text(w.summary.lead(known.filter(({ goal }) => goal.met).length, known.length))
  doc.table({
    head: w.summary.columns,
    rows: targets.map(({ target, title: name, figure }) => [
      `${target}. ${name[language]}`,
      figure?.state === 'value' ? shareWords(figure.value, language, figure.goal.share) : w.none,
      figure?.state === 'value' ? w.count(figure.numerator, figure.denominator) : w.none,
      figure ? goalWords(figure, language) : w.none,
      figure ? stateWords(figure, language) : w.states['no-data'],
    ]),
    numeric: [1, 2, 3],
    widths: [0, 66, 92, 92, 86],
  })
}

/** Organisations by targets: the ten numbers stand for the ten titles of the cover. */
const writeMatrix = (
  { doc, w, language, nameOf }: Telling,
  { organisations, targets }: YearlyReport,
): void => {
  doc.heading(2, w.organisations.title)
  doc.text(w.organisations.lead)
  const cellOf = (organisation: string, { organisations: all }: YearlyReport['targets'][number]) => {
    const its = all.find((one) => one.organisation === organisation)
    return its?.state === 'value' ? shareWords(its.value, language, its.goal.share) : w.none
  }
  doc.table({
    head: [w.organisations.first, ...targets.map(({ target }) => String(target))],
    rows: organisations.map(({ id }) => [nameOf(id), ...targets.map((one) => cellOf(id, one))]),
    numeric: targets.map((_, at) => at + 1),
    widths: [0, ...targets.map(() => 36)],
    size: 6.5,
  })
}

/** Long texts that somebody typed: paragraphs, which can be said to be in their own language, as cells cannot. */
const writeContests = (telling: Telling, { targets }: YearlyReport): void => {
  const { doc, w, nameOf } = telling
  const all = targets.flatMap(({ contests }) => contests).toSorted((a, b) => a.at.getTime() - b.at.getTime())
  doc.heading(2, w.contests.title)
  if (all.length === 0) return doc.text(w.contests.none)
  if (w.contests.typed) doc.text(w.contests.typed, { soft: true })
  for (const { at, organisation, target, reason, answer } of all) {
    doc.heading(3, w.contests.heading(nameOf(organisation), target, dayOf(at)))
    telling.asTyped(reason)
    writeAnswer(telling, answer)
  }
}

const writeAnswer = ({ doc, w, language, asTyped }: Telling, answer: Contest['answer']): void => {
  if (!answer) return doc.text(w.contests.awaited, { strong: true })
  const { verdict, corrected, reason } = answer
  const value = corrected === null ? [] : [w.contests.corrected(shareWords(corrected, language))]
  doc.text([w.contests.verdicts[verdict], ...value].join(' '), { strong: true })
  asTyped(reason)
}

const writeMethod = (
  { doc, w: all, language }: Telling,
  { publisher, publication, head }: YearlyReport,
): void => {
  const w = all.method
  doc.heading(2, w.title)
  for (const line of w.lines) doc.text(line)
  doc.text(
    publication ? w.recompute(publisher.address, publication.name) : w.recomputeDraft(publisher.address),
  )
  doc.keep(100)
  doc.table({
    head: all.target.facts,
    rows: [
      ...(publication
        ? [
            [w.publication, publication.name],
            [w.digest, publication.digest],
          ]
        : []),
      [w.head, formatNumber(head.size, language)],
      [w.root, head.root ?? w.notSigned],
    ],
    widths: [150, 0],
    size: 8,
  })
}
