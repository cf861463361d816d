import type { FastifyReply } from 'fastify'
import { needOf } from '#catalogue'
import { html, type Html } from '#html'
import { formatDay, formatNumber } from '#kernel'
import {
  button,
  buttons,
  errorSummary,
  type Faults,
  type Form,
  needField,
  postForm,
  section,
  table,
} from '#look'
import type { Unit } from '#processes'
import { sentBy, valueIn } from '#web'
import { sendOrganisation } from '../frame.ts'
import { type InventoryVisit, said, sentenceOf } from './for-inventory.ts'
import { PROCESSES, UNITS, words } from './words.ts'

const { unitsPage: w } = words

/** The units of the organisation: named, renamed, closed, opened again. */
export const unitsPage = (visit: InventoryVisit): Promise<FastifyReply> => sendUnits(visit, new Map(), {})

/** `ajouter`, or `renommer:paie`, `fermer:paie`, `rouvrir:paie`: what the button carries. Enter in a form adds or renames. */
export const unitsActed = async (visit: InventoryVisit): Promise<FastifyReply> => {
  const { inventory, request, reply } = visit
  const { form } = await sentBy(request)
  const [act = '', id = ''] = (valueIn(form, '_do') || valueIn(form, 'act')).split(':')
  const field = act === 'ajouter' ? 'name' : `name.${id}`
  const done =
    act === 'ajouter'
      ? await inventory.addUnit(valueIn(form, field))
      : act === 'renommer'
        ? await inventory.renameUnit(id, valueIn(form, field))
        : act === 'fermer'
          ? await inventory.closeUnit(id)
          : act === 'rouvrir'
            ? await inventory.reopenUnit(id)
            : null
  if (done && !done.ok) {
    const known = (await inventory.units()).some((unit) => unit.id === id)
    return sendUnits(visit, form, { [known ? `name.${id}` : 'name']: sentenceOf(done.refusal) })
  }
  return reply.redirect(done ? `${UNITS}?fait=unite` : UNITS, 303)
}

const sendUnits = async (visit: InventoryVisit, form: Form, faults: Faults): Promise<FastifyReply> => {
  const { inventory } = visit
  const [units, totals] = await Promise.all([inventory.units(), inventory.totalsByUnit()])
  const counts = new Map(totals.map(({ unit, processes }) => [unit, processes]))
  const isFaulty = Object.keys(faults).length > 0
  return sendOrganisation(visit, {
    title: w.title,
    current: 'processes',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: [{ label: words.title, href: PROCESSES }, { label: words.units }],
    body: html`${errorSummary({ language: 'fr', faults })}${said(visit)}
      <h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${unitTable(units, counts, inventory.mayWrite, { form, faults })}
      ${
        inventory.mayWrite &&
        section({
          title: w.add,
          body: html`<div class="measure">
            ${postForm({
              language: 'fr',
              action: UNITS,
              hidden: { act: 'ajouter' },
              body: html`${nameField('name', w.addName, { form, faults })}${buttons(button({ label: w.add }))}`,
            })}
          </div>`,
        })
      }`,
  })
}

type Typed = { form: Form; faults: Faults }

const nameField = (id: string, label: string, typed: Typed): Html =>
  needField({
    ...typed,
    language: 'fr',
    need: needOf(id, 'text', { most: 120, party: 'agent' }),
    words: { label },
  })

const unitTable = (
  units: readonly Unit[],
  counts: ReadonlyMap<string, number>,
  mayWrite: boolean,
  typed: Typed,
): Html =>
  table<Unit>({
    language: 'fr',
    caption: w.caption,
    unseenCaption: true,
    rows: units,
    empty: html`<p>${w.empty}</p>`,
    columns: [
      {
        id: 'name',
        label: w.columns.name,
        heads: true,
        cell: ({ id, name }) => html`<a href="${`${PROCESSES}?unite=${encodeURIComponent(id)}`}">${name}</a>`,
      },
      {
        id: 'since',
        label: w.columns.since,
        cell: ({ openedOn, closedOn }) =>
          formatDay(openedOn, 'fr') + (closedOn ? `, ${w.closedSince(formatDay(closedOn, 'fr'))}` : ''),
      },
      {
        id: 'processes',
        label: w.columns.processes,
        numeric: true,
        cell: ({ id }) => formatNumber(counts.get(id) ?? 0, 'fr'),
      },
      ...(mayWrite
        ? [
            {
              id: 'act',
              label: w.columns.act,
              unseenLabel: true,
              cell: (unit: Unit) => unitActs(unit, typed),
            },
          ]
        : []),
    ],
  })

const unitActs = ({ id, name, closedOn }: Unit, { form, faults }: Typed): Html => {
  const field = `name.${id}`
  const typed: Form = form.has(field) ? form : new Map([[field, [name]]])
  if (closedOn !== null)
    return postForm({
      language: 'fr',
      action: UNITS,
      body: button({ label: w.reopen, about: name, act: `rouvrir:${id}`, weight: 'quiet' }),
    })
  return html`<details${faults[field] ? html` open` : ''}><summary>${w.renameOrClose}<span class="unseen"> ${name}</span></summary>
    ${postForm({
      language: 'fr',
      action: UNITS,
      hidden: { act: `renommer:${id}` },
      body: html`${nameField(field, w.newName(name), { form: typed, faults })}${buttons(
        button({ label: w.rename, about: name, act: `renommer:${id}`, weight: 'secondary' }),
        button({ label: w.close, about: name, act: `fermer:${id}`, weight: 'quiet' }),
      )}`,
    })}</details>`
}
