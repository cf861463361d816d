import type { FastifyReply } from 'fastify'
import type { Effect, Improvement } from '#evaluations'
import { html } from '#html'
import { emptyState, linkButton, type Status, rowLink, table, tag } from '#look'
import { sendDesk } from '../frame.ts'
import { type DesignerVisit, said, serviceName, tabsAt } from './for-designers.ts'
import { EVALUATIONS, IMPROVEMENTS, words } from './words.ts'

const w = words.improvement

const STATUS: Record<Improvement['status'], Status> = {
  draft: 'draft',
  dropped: 'stopped',
  published: 'done',
}

export const statusTag = ({ status }: Improvement) => tag({ status: STATUS[status], label: w.status[status] })

type Row = Improvement & { effects: Effect[] }

/** Every improvement of the organisation, and whether anything moved since. */
export const improvementList = async (visit: DesignerVisit): Promise<FastifyReply> => {
  const all = await visit.workshop.improvements()
  const rows = await Promise.all(
    all.map(async (one): Promise<Row> => ({
      ...one,
      effects: one.status === 'published' ? await visit.workshop.effects(one) : [],
    })),
  )
  return sendDesk(visit, {
    title: w.listTitle,
    current: 'evaluations',
    body: html`<h1>${w.listTitle}</h1>
      ${tabsAt(IMPROVEMENTS)} ${said(visit)}
      <p>${w.listLead}</p>
      ${table<Row>({
        language: 'fr',
        caption: w.listTitle,
        unseenCaption: true,
        rows,
        empty: emptyState({
          title: w.none.title,
          body: w.none.body,
          action: linkButton({ label: w.none.action, href: EVALUATIONS, weight: 'secondary' }),
        }),
        columns: [
          {
            id: 'title',
            label: w.columns.title,
            heads: true,
            cell: ({ id, title }) =>
              rowLink({ href: `${IMPROVEMENTS}/${id}`, label: html`<span class="verbatim">${title}</span>` }),
          },
          { id: 'service', label: w.columns.service, cell: ({ service }) => serviceName(visit, service) },
          {
            id: 'cites',
            label: w.columns.cites,
            numeric: true,
            cell: ({ cites }) => Object.keys(cites).length,
          },
          { id: 'version', label: w.columns.version, numeric: true, cell: ({ version }) => version },
          { id: 'status', label: w.columns.status, cell: statusTag },
          { id: 'effect', label: w.columns.effect, cell: ({ effects }) => summaryOf(effects) },
        ],
      })}`,
  })
}

/** What moved, in a few words; the page of the improvement has the figures. */
const summaryOf = (effects: readonly Effect[]): string | null => {
  if (effects.length === 0) return null
  const moved = effects.filter(({ says }) => says === 'better' || says === 'worse')
  if (moved.length > 0)
    return moved.map(({ question, says }) => `${w.questions[question]} : ${w.says[says]}`).join(', ')
  return w.says[effects.some(({ says }) => says === 'unclear') ? 'unclear' : 'too-few']
}
