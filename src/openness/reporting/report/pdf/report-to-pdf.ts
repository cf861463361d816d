import { dayOf, formatDay, formatInstant } from '#kernel'
import type { YearlyReport } from '../report.ts'
import { goalWords, shareWords, stateWords, words } from '../words.ts'
import { openReport, type ReportDocument } from '#documents'
import { type NameOf, namesIn, writeTarget } from './target.ts'

/** The report on letter paper, tagged: read aloud, printed or sent as it is. The same report gives the same bytes. */
export const reportToPdf = (
  report: YearlyReport,
  { demonstration }: { demonstration: boolean },
): Promise<Buffer> => {
  const title = words.title(report.year)
  const nameOf = namesIn(report)
  const at = new Date(report.at)
  const doc = openReport({ title, author: report.publisher.name.fr, at, pageOf: words.page })
  writeCover(doc, report, title, demonstration)
  for (const target of report.targets) writeTarget(doc, target, nameOf)
  doc.newPage()
  writeMatrix(doc, report, nameOf)
  writeContests(doc, report, nameOf)
  writeMethod(doc, report)
  return doc.end()
}

const writeCover = (
  doc: ReportDocument,
  report: YearlyReport,
  title: string,
  demonstration: boolean,
): void => {
  const { publisher, day, at, draft, targets } = report
  doc.text(publisher.name.fr, { strong: true, size: 11 })
  doc.heading(1, title)
  if (draft) {
    doc.stamp(words.draft)
    doc.text(words.draftText(day))
  }
  if (demonstration) doc.text(words.invented, { soft: true })
  doc.text(`${words.day} ${formatDay(day, 'fr')}. ${words.made} ${formatInstant(new Date(at), 'fr')}.`, {
    soft: true,
  })
  doc.heading(2, words.summary.title)
  const figures = targets.flatMap(({ figure }) => (figure ? [figure] : []))
  const known = figures.filter(({ state }) => state === 'value')
  doc.text(words.summary.lead(known.filter(({ goal }) => goal.met).length, known.length))
  doc.table({
    head: words.summary.columns,
    rows: targets.map(({ target, title: name, figure }) => [
      `${target}. ${name.fr}`,
      figure?.state === 'value' ? shareWords(figure.value, figure.goal.share) : words.none,
      figure?.state === 'value' ? words.count(figure.numerator, figure.denominator) : words.none,
      figure ? goalWords(figure) : words.none,
      figure ? stateWords(figure) : words.states['no-data'],
    ]),
    numeric: [1, 2, 3],
    widths: [0, 66, 92, 92, 86],
  })
}

/** Organisations by targets: the ten numbers stand for the ten titles of the cover. */
const writeMatrix = (doc: ReportDocument, { organisations, targets }: YearlyReport, nameOf: NameOf): void => {
  doc.heading(2, words.organisations.title)
  doc.text(words.organisations.lead)
  const cellOf = (organisation: string, { organisations: all }: YearlyReport['targets'][number]) => {
    const its = all.find((one) => one.organisation === organisation)
    return its?.state === 'value' ? shareWords(its.value, its.goal.share) : words.none
  }
  doc.table({
    head: [words.organisations.first, ...targets.map(({ target }) => String(target))],
    rows: organisations.map(({ id }) => [nameOf(id), ...targets.map((one) => cellOf(id, one))]),
    numeric: targets.map((_, at) => at + 1),
    widths: [0, ...targets.map(() => 36)],
    size: 6.5,
  })
}

const writeContests = (doc: ReportDocument, { targets }: YearlyReport, nameOf: NameOf): void => {
  const { contests: w } = words
  const all = targets.flatMap(({ contests }) => contests).toSorted((a, b) => a.at.getTime() - b.at.getTime())
  doc.heading(2, w.title)
  if (all.length === 0) return doc.text(w.none)
  doc.table({
    head: w.columns,
    rows: all.map(({ at, organisation, target, reason, answer }) => [
      formatDay(dayOf(at), 'fr'),
      nameOf(organisation),
      String(target),
      reason,
      answer
        ? [
            w.verdicts[answer.verdict],
            ...(answer.corrected === null ? [] : [w.corrected(shareWords(answer.corrected))]),
            answer.reason,
          ].join('. ')
        : w.awaited,
    ]),
    widths: [70, 90, 36, 0, 0],
    size: 8,
  })
}

const writeMethod = (doc: ReportDocument, { publisher, publication, head }: YearlyReport): void => {
  const { method: w } = words
  doc.heading(2, w.title)
  for (const line of w.lines) doc.text(line)
  doc.text(
    publication ? w.recompute(publisher.address, publication.name) : w.recomputeDraft(publisher.address),
  )
  doc.table({
    head: words.target.facts,
    rows: [
      ...(publication
        ? [
            [w.publication, publication.name],
            [w.digest, publication.digest],
          ]
        : []),
      [w.head, String(head.size)],
      [w.root, head.root ?? w.notSigned],
    ],
    widths: [150, 0],
    size: 8,
  })
}
