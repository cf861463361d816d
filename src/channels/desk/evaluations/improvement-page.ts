import type { FastifyReply } from 'fastify'
import { needOf } from '#catalogue'
import { decidedAt, type Effect, type Evaluation, type Improvement, type Said } from '#evaluations'
import { html, none, type Html } from '#html'
import { dayOf, formatDay, formatInstant, formatNumber } from '#kernel'
import {
  button,
  buttons,
  details,
  errorSummary,
  type Faults,
  type Form,
  linkButton,
  needField,
  postForm,
  section,
  table,
} from '#look'
import { sendDesk } from '../frame.ts'
import { textOf } from '../fields.ts'
import { type DesignerVisit, said, serviceName } from './for-designers.ts'
import { statusTag } from './improvement-list.ts'
import { evaluationColumns } from './list-page.ts'
import { EVALUATIONS, IMPROVEMENTS, words } from './words.ts'

const w = words.improvement

/** What a form of an improvement holds, and what is wrong with it. */
export type Typed = { form: Form; faults: Faults }

export const formOf = ({ title, change, titleEn, changeEn }: Said): Form =>
  new Map(Object.entries({ title, change, titleEn, changeEn }).map(([id, value]) => [id, [value]]))

const NEEDS = {
  title: textOf('title', 'text', 120),
  change: textOf('change', 'long-text', 2_000),
  titleEn: needOf('titleEn', 'text', { most: 120, optional: true, party: 'agent' }),
  changeEn: needOf('changeEn', 'long-text', { most: 2_000, optional: true, party: 'agent' }),
}

const fields = ({ form, faults }: Typed): Html => {
  const field = (id: keyof typeof NEEDS, label: string, why?: string) =>
    needField({ need: NEEDS[id], words: { label, ...(why && { why }) }, language: 'fr', form, faults })
  return html`${field('title', w.title, w.titleWhy)} ${field('change', w.change, w.changeWhy)}
    ${details({
      summary: w.english,
      open: !!form.get('titleEn')?.[0] || !!form.get('changeEn')?.[0],
      body: html`${field('titleEn', w.titleEn)} ${field('changeEn', w.changeEn)}`,
    })}`
}

/** The page on which an improvement is opened; it cites what was chosen in the list. */
export const newImprovement = (
  visit: DesignerVisit,
  { service, cites }: { service: string; cites: readonly string[] },
  typed: Typed = { form: new Map(), faults: {} },
): Promise<FastifyReply> =>
  sendDesk(visit, {
    status: Object.keys(typed.faults).length > 0 ? 422 : 200,
    error: Object.keys(typed.faults).length > 0,
    title: w.newTitle,
    current: 'evaluations',
    body: html`<div class="measure flow">${errorSummary({ language: 'fr', faults: typed.faults })}<div><p class="kicker">${serviceName(visit, service)}</p><h1>${w.newTitle}</h1></div>
      <p>${w.cites(cites.length)}</p>
      ${postForm({
        language: 'fr',
        action: IMPROVEMENTS,
        hidden: { service },
        body: html`${cites.map((id) => html`<input type="hidden" name="avis" value="${id}">`)} ${fields(typed)}
          ${buttons(button({ label: w.open }), linkButton({ label: 'Annuler', href: `${EVALUATIONS}?service=${encodeURIComponent(service)}`, weight: 'quiet' }))}`,
      })}</div>`,
  })

/** One improvement: what it says, what it cites, the version that makes it, and what followed. */
export const sendImprovement = async (
  visit: DesignerVisit,
  improvement: Improvement,
  { typed, refusal }: { typed?: Typed | undefined; refusal?: string | undefined } = {},
): Promise<FastifyReply> => {
  const faults = typed?.faults ?? {}
  const failed = !!refusal || Object.keys(faults).length > 0
  const cited = await visit.workshop.cited(improvement)
  const isDraft = improvement.status === 'draft'
  return sendDesk(visit, {
    status: failed ? 422 : 200,
    error: failed,
    title: improvement.title,
    current: 'evaluations',
    breadcrumbs: [{ label: w.listTitle, href: IMPROVEMENTS }, { label: w.columns.title }],
    body: html`${errorSummary({ language: 'fr', faults })}<div><p class="kicker">${serviceName(visit, improvement.service)}</p><h1>${improvement.title}</h1></div>
      <p>${statusTag(improvement)}</p>
      ${said(visit, refusal)}
      ${isDraft ? editing(improvement, typed ?? { form: formOf(improvement), faults }) : shown(improvement)}
      ${section({ title: w.cited, body: citedTable(improvement, cited) })}
      ${isDraft && (await publishing(visit, improvement))}
      ${improvement.status === 'published' && section({ title: w.effect, body: html`<p>${w.effectWhy}</p>${effectTable(await visit.workshop.effects(improvement))}` })}`,
  })
}

const actionOf = ({ id }: Improvement): string => `${IMPROVEMENTS}/${id}`

const editing = (improvement: Improvement, typed: Typed): Html =>
  html`<div class="measure">${postForm({
    language: 'fr',
    action: actionOf(improvement),
    body: html`${fields(typed)}
      ${buttons(button({ label: w.save, act: 'enregistrer' }), button({ label: w.drop, act: 'abandonner', weight: 'quiet' }))}`,
  })}</div>`

const shown = (improvement: Improvement): Html =>
  html`${improvement.change.split(/\n+/).map((line) => html`<p>${line}</p>`)}
    ${improvement.version !== null && html`<p>${w.publishedBy(improvement.version)}</p>`}
    ${
      improvement.status === 'dropped' &&
      postForm({
        language: 'fr',
        action: actionOf(improvement),
        body: buttons(button({ label: w.takeUp, act: 'reprendre', weight: 'secondary' })),
      })
    }`

const citedTable = (improvement: Improvement, cited: readonly Evaluation[]): Html => {
  const isDraft = improvement.status === 'draft'
  const drawn = table<Evaluation>({
    language: 'fr',
    caption: w.cited,
    unseenCaption: true,
    rows: cited,
    empty: html`<p>${w.citedNone}</p>`,
    columns: [
      ...evaluationColumns,
      ...(isDraft
        ? [
            {
              id: 'act',
              label: words.columns.act,
              unseenLabel: true,
              cell: ({ id, day }: Evaluation) =>
                button({ label: w.uncite, about: day, act: `retirer:${id}`, weight: 'quiet' }),
            },
          ]
        : []),
    ],
  })
  const addMore =
    isDraft &&
    linkButton({
      label: w.none.action,
      href: `${EVALUATIONS}?service=${encodeURIComponent(improvement.service)}`,
      weight: 'quiet',
    })
  return html`${
    isDraft && cited.length > 0
      ? html`<form method="post" action="${actionOf(improvement)}" data-once>${drawn}</form>`
      : drawn
  }${addMore}`
}

/** Only what may make the change is offered: the versions that came after all that it cites. */
const publishing = async (visit: DesignerVisit, improvement: Improvement): Promise<Html> => {
  const since = decidedAt(improvement)
  const versions = (await visit.workshop.versionsFor(improvement)).filter(
    ({ publishedAt }) => publishedAt.toISOString() > since,
  )
  const rule = html`<p>${w.publishWhy(formatInstant(new Date(since), 'fr'))}</p>`
  if (versions.length === 0) return section({ title: w.publish, body: html`${rule}<p>${w.noVersion}</p>` })
  const need = needOf('version', 'one-of', {
    options: versions.map(({ version }) => String(version)),
    party: 'agent',
  })
  const options = Object.fromEntries(
    versions.map(({ version, publishedAt }) => [
      String(version),
      w.versionShown(version, formatDay(dayOf(publishedAt), 'fr')),
    ]),
  )
  return section({
    title: w.publish,
    body: html`${rule}
      ${postForm({
        language: 'fr',
        action: actionOf(improvement),
        body: html`${needField({ need, words: { label: w.version, options }, language: 'fr', form: new Map([['version', [String(versions[0]!.version)]]]), faults: {} })}
          <p class="source">${w.confirmWhy}</p>
          ${buttons(button({ label: w.confirm, act: 'publier' }))}`,
      })}`,
  })
}

const effectTable = (effects: readonly Effect[]): Html => {
  const number = (value: number) => formatNumber(Math.round(value * 10) / 10, 'fr')
  const side = ({ average, number: n }: Effect['before']) =>
    average === null ? w.noSide : w.side(number(average), n)
  return table<Effect>({
    language: 'fr',
    caption: w.effect,
    unseenCaption: true,
    rows: effects,
    empty: none,
    columns: [
      {
        id: 'question',
        label: w.effectColumns.question,
        heads: true,
        cell: ({ question }) => w.questions[question],
      },
      { id: 'before', label: w.effectColumns.before, cell: ({ before }) => side(before) },
      { id: 'after', label: w.effectColumns.after, cell: ({ after }) => side(after) },
      {
        id: 'difference',
        label: w.effectColumns.difference,
        cell: ({ difference, margin }) =>
          difference === null
            ? '–'
            : w.difference(`${difference > 0 ? '+' : ''}${number(difference)}`, number(margin!)),
      },
      { id: 'says', label: w.effectColumns.says, cell: ({ says }) => w.says[says] },
    ],
  })
}
