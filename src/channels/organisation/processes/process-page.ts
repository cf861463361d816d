import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { dayOf, formatDay, formatNumber, numberOf } from '#kernel'
import { button, buttons, details, linkButton, notice, postForm, section, summaryList } from '#look'
import {
  declaredPaper,
  isContradicted,
  OBSTACLES,
  type Process,
  type Seen,
  serviceOf,
  type Step,
  undescribed,
  type Unit,
} from '#processes'
import { sendOrganisation } from '../frame.ts'
import { type InventoryVisit, said, sendProcessNotFound } from './for-inventory.ts'
import { historySection } from './history.ts'
import { processLine } from './line.ts'
import {
  headFormAt,
  NEW_STEP,
  OBSTACLE_WORDS,
  processAt,
  PROCESSES,
  STAGE_WORDS,
  stepFormAt,
  words,
} from './words.ts'

const { page: w } = words

/** One process on one page: its line, what is observed of its paper, what keeps it, what it costs, what happened. */
export const processPage = async (visit: InventoryVisit): Promise<FastifyReply> => {
  const process = await visit.inventory.find(visit.params['id'] ?? '')
  return process ? sendProcess(visit, process) : sendProcessNotFound(visit)
}

export type Answering = {
  /** Why an act was refused. */
  refusal?: string
  /** A step that was just taken out, to be put back as it was. */
  dropped?: Step
}

export const sendProcess = async (
  visit: InventoryVisit,
  process: Process,
  { refusal, dropped }: Answering = {},
): Promise<FastifyReply> => {
  const { inventory } = visit
  const mayWrite = inventory.mayWrite && process.status === 'active'
  const units = await inventory.units()
  const unit = units.find(({ id }) => id === process.unit)
  return sendOrganisation(visit, {
    title: process.name,
    current: 'processes',
    charts: true,
    status: refusal ? 422 : 200,
    error: !!refusal,
    breadcrumbs: [{ label: words.title, href: PROCESSES }, { label: process.name }],
    body: html`${refusal ? notice({ language: 'fr', tone: 'problem', body: refusal, live: true }) : said(visit)}
      ${dropped && putBack(process, dropped)}
      <div><p class="kicker">${w.kicker(unit?.name ?? process.unit)}</p><h1>${process.name}</h1></div>
      ${process.status === 'archived' && archived(process, inventory.mayWrite)} ${observed(process)}
      ${toDescribe(process)}
      ${section({
        title: w.line,
        id: 'etapes',
        ...(mayWrite && {
          action: linkButton({
            label: w.addAnother,
            href: stepFormAt(process.id, NEW_STEP),
            weight: 'secondary',
            icon: 'plus',
          }),
        }),
        body: processLine(process, mayWrite),
      })}
      ${brief(visit, process, unit, mayWrite)} ${await historySection(visit, process)}
      ${mayWrite && archiving(process)}`,
  })
}

const number = (value: number): string => formatNumber(value, 'fr')

const archived = (process: Process, mayWrite: boolean): Html =>
  notice({
    language: 'fr',
    tone: 'information',
    title: w.archivedNotice,
    ...(mayWrite && {
      action: postForm({
        language: 'fr',
        action: processAt(process.id),
        body: buttons(button({ label: w.restore, act: 'retablir', weight: 'secondary' })),
      }),
    }),
  })

/** What is observed overrides what is declared, and says so: in which step, how often, when last. */
const observed = (process: Process): Html => {
  if (process.seen.length === 0) return none
  const isDenied = isContradicted(process)
  return notice({
    language: 'fr',
    tone: isDenied ? 'warning' : 'information',
    title: isDenied ? w.denied : w.seenToo,
    action: html`<ul>
        ${process.seen.map((one) => html`<li>${seenWords(one)}</li>`)}
      </ul>
      <p>${w.seenWhy}</p>`,
  })
}

const seenWords = ({ stage, last, times }: Seen): string =>
  w.seen(w.times(number(times), times === 1), STAGE_WORDS[stage].name, formatDay(last, 'fr'))

const toDescribe = (process: Process): Html => {
  if (declaredPaper(process) !== null || process.status === 'archived') return none
  const names = undescribed(process).map((stage) => STAGE_WORDS[stage].name.toLowerCase())
  return notice({ language: 'fr', tone: 'information', body: w.toDescribe(names.join(', ')) })
}

const brief = (visit: InventoryVisit, process: Process, unit: Unit | undefined, mayWrite: boolean): Html => {
  const { pages, hours, said: verdict } = process
  const service = serviceOf(process)
  const named = service && visit.platform.catalogue.current(service)?.definition.words.fr.name
  const kept = OBSTACLES.filter((kind) =>
    process.steps.some(
      ({ obstacles, articles }) => obstacles[kind] || (kind === 'law' && articles.length > 0),
    ),
  ).map((kind) => OBSTACLE_WORDS[kind])
  const hasPaper = process.steps.some(({ paper }) => paper !== 'none')
  return section({
    title: w.head,
    ...(mayWrite && {
      action: html`<a href="${headFormAt(process.id)}">${w.editHead}</a>`,
    }),
    body: summaryList({
      language: 'fr',
      dense: true,
      rows: [
        { label: w.unit, value: unit?.name ?? process.unit },
        { label: w.service, value: named ?? service ?? w.noService },
        {
          label: w.cost,
          value: w.costOf(pages === null ? null : number(pages), hours === null ? null : number(hours)),
        },
        ...(hasPaper ? [{ label: w.keeps, value: kept.length > 0 ? kept : w.keepsNone }] : []),
        {
          label: w.verdict,
          value: verdict
            ? `${w.verdicts[verdict.paper]}, ${w.since(formatDay(dayOf(new Date(verdict.at)), 'fr'), verdict.observed)}`
            : w.verdicts.unknown,
        },
        { label: w.number, value: numberOf(process.id) },
      ],
    }),
  })
}

const archiving = (process: Process): Html =>
  details({
    summary: w.archive,
    body: html`<p>${w.archiveWhy}</p>
      ${postForm({
        language: 'fr',
        action: processAt(process.id),
        body: buttons(button({ label: w.archive, act: 'archiver', weight: 'danger' })),
      })}`,
  })

/** What was taken out is put back by the form that it would be typed in. */
const putBack = (process: Process, { id, obstacles, articles, ...step }: Step): Html =>
  notice({
    language: 'fr',
    tone: 'success',
    body: w.dropped,
    live: true,
    action: postForm({
      language: 'fr',
      action: stepFormAt(process.id, id),
      hidden: { was: '', ...step, ...obstacles, articles: articles.join('\n') },
      body: buttons(button({ label: w.undo, weight: 'secondary' })),
    }),
  })
