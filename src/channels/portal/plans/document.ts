import { type Drawing, openReport, type ReportDocument } from '#documents'
import { dayOf, formatDay, formatNumber, formatShare, instantOf, type Language } from '#kernel'
import { evidenceOf, isReached, type Plan, stateOf, valuesOf, type Version } from '#plans'
import { to } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { targetTitle } from './measure.ts'
import { drawRoadmap, ROADMAP_ROW } from './document-roadmap.ts'
import { agentName, dayOfInstant, goalText, organisationName, plain, titlesIn } from './reading.ts'
import { inOrder } from './roadmap-section.ts'
import { words } from './words.ts'

type Told = { visit: Visit; plan: Plan; version: Version; doc: ReportDocument; language: Language }

/** The plan as a tagged PDF on letter paper: cover, approvals, roadmap, measures, own targets. It can be sent as it is. */
export const planDocument = (visit: Visit, plan: Plan, version: Version): Promise<Buffer> => {
  const { platform, language } = visit
  const w = words[language].document
  const author = organisationName(platform, plan.organisation, language)
  const doc = openReport({
    title: `${plain(version.title, language)} - ${author}`,
    author,
    at: instantOf(dayOf(platform.clock()), 0),
    language,
    pageOf: w.page,
  })
  const told = { visit, plan, version, doc, language }
  cover(told, author)
  roadmap(told)
  measures(told)
  ownTargets(told)
  doc.text(w.foot(`${platform.address()}${to('plan', language, { organisation: plan.organisation })}`), {
    soft: true,
    size: 8.5,
  })
  return doc.end()
}

const cover = ({ visit, plan, version, doc, language }: Told, author: string): void => {
  const w = words[language]
  const { platform } = visit
  doc.text(author, { strong: true, size: 11 })
  doc.text(w.document.kind, { soft: true })
  doc.heading(1, plain(version.title, language))
  doc.text(w.plan.version(version.number, dayOfInstant(version.adoptedAt)), { strong: true })
  doc.text(w.plan.days(version.from, version.until))
  doc.text(w.document.made(dayOf(platform.clock())), { soft: true })
  for (const line of plain(version.summary, language).split(/\n+/)) if (line) doc.text(line)
  doc.heading(2, w.document.approvals)
  const named = ({ by, at }: { by: string; at: string }) =>
    [agentName(platform, plan, by), dayOfInstant(at)] as const
  doc.text(w.document.submitted(...named(version.submitted)))
  for (const one of version.approvals) doc.text(w.document.approved(...named(one)))
  doc.text(`${w.versions.digest}${language === 'fr' ? '\u00a0' : ''}: ${version.digest}`, {
    soft: true,
    size: 8,
  })
}

/** As many rows of the drawing as a page holds. */
const ROWS_A_PAGE = 22

const roadmap = ({ visit, plan, version, doc, language }: Told): void => {
  const w = words[language]
  const all = inOrder(version.measures)
  const today = dayOf(visit.platform.clock())
  doc.newPage()
  doc.heading(2, w.roadmap.title)
  for (let from = 0; from < all.length; from += ROWS_A_PAGE) {
    const rows = all.slice(from, from + ROWS_A_PAGE).map((one) => ({
      title: `${plain(one.title, language)} (${w.states[stateOf(plan, one.id)]})`,
      state: stateOf(plan, one.id),
      start: one.start,
      end: one.end,
    }))
    const draw: Drawing = drawRoadmap(rows, all, { today, said: w.roadmap })
    doc.figure(w.document.drawing, (rows.length + 2) * ROADMAP_ROW, draw)
  }
  const titles = titlesIn([version], language)
  const c = w.roadmap.columns
  doc.table({
    head: [c.measure, c.owner, c.period, c.state, c.after],
    rows: all.map((one) => [
      plain(one.title, language),
      plain(one.owner, language),
      w.roadmap.days(one.start, one.end),
      w.states[stateOf(plan, one.id)],
      one.after.map((id) => titles.get(id)).join(', ') || '–',
    ]),
    widths: [0, 100, 88, 72, 96],
    size: 8,
  })
}

const measures = ({ visit, plan, version, doc, language }: Told): void => {
  const w = words[language]
  const today = dayOf(visit.platform.clock())
  doc.heading(2, w.roadmap.caption)
  for (const one of inOrder(version.measures)) {
    doc.heading(3, plain(one.title, language))
    for (const line of plain(one.description, language).split(/\n+/)) doc.text(line)
    const facts = [
      `${w.measure.owner} : ${plain(one.owner, language)}`,
      `${w.measure.period} : ${w.plan.days(one.start, one.end)}`,
      `${w.measure.budget} : ${w.budgets[one.budget]}`,
      `${w.measure.state} : ${w.states[stateOf(plan, one.id)]}`,
      ...(one.serves.length > 0
        ? [
            `${w.measure.serves} : ${one.serves.map((target) => targetTitle(target, today, language)).join(', ')}`,
          ]
        : []),
    ]
    doc.text(facts.map((line) => colon(line, language)).join('\n'), { soft: true, size: 9 })
    const evidence = evidenceOf(plan, one.id)
    if (evidence.length > 0)
      doc.text(
        [
          colon(`${w.measure.evidence} :`, language),
          ...evidence.map(
            ({ day, says, proof }) =>
              `• ${says} (${formatDay(day, language)}) ${'href' in proof ? proof.href : proof.file.name}`,
          ),
        ].join('\n'),
        { size: 9 },
      )
  }
}

/** « Budget : … » keeps its colon with its word in French, and has no space before it in English. */
const colon = (line: string, language: Language): string =>
  line.replace(' :', language === 'fr' ? '\u00a0:' : ':')

const ownTargets = ({ plan, version, doc, language }: Told): void => {
  if (version.targets.length === 0) return
  const w = words[language].own
  doc.heading(2, w.title)
  doc.text(w.declared, { soft: true })
  for (const target of version.targets) {
    doc.heading(3, plain(target.wording, language))
    doc.text(
      w.goal(
        goalText(target, language),
        plain(target.unit, language),
        words[language].periods[target.period],
      ),
    )
    const values = valuesOf(plan, target.id)
    if (values.length === 0) doc.text(w.noValue)
    else
      doc.table({
        head: [w.day, w.share, w.count, w.reached],
        rows: values
          .toReversed()
          .map((one) => [
            formatDay(one.day, language),
            formatShare(one.numerator / one.denominator, language, target.share),
            `${formatNumber(one.numerator, language)}/${formatNumber(one.denominator, language)}`,
            isReached(target, one) ? w.yes : w.no,
          ]),
        numeric: [1, 2],
      })
  }
}
