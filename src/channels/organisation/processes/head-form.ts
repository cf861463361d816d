import type { FastifyReply } from 'fastify'
import { needOf } from '#catalogue'
import { html, type Html } from '#html'
import { formatNumber, newId } from '#kernel'
import { button, buttons, errorSummary, type Faults, type Form, linkButton, needField, postForm } from '#look'
import { headMark, type Process, type ProcessRefusal, serviceOf, type Unit } from '#processes'
import { sentBy, valueIn } from '#web'
import { sendOrganisation } from '../frame.ts'
import { type InventoryVisit, sendProcessNotFound, sentenceOf } from './for-inventory.ts'
import { unitField } from './unit-field.ts'
import { headFormAt, NEW_PROCESS, processAt, PROCESSES, words } from './words.ts'

const { form: w } = words

type Typed = { form: Form; faults: Faults }

/** A new process: its name, its unit, the service that it is done through, what its paper costs. */
export const newProcess = (visit: InventoryVisit): Promise<FastifyReply> =>
  sendForm(visit, null, { form: new Map(), faults: {} })

export const processAdded = async (visit: InventoryVisit): Promise<FastifyReply> => {
  const { form } = await sentBy(visit.request)
  const done = await visit.inventory.add(valueIn(form, 'key'), typedIn(form))
  if (done.ok) return visit.reply.redirect(`${processAt(done.value.process.id)}?fait=ajoute`, 303)
  const typed = new Map(form)
  if (done.refusal === 'key-malformed') typed.delete('key')
  return sendForm(visit, null, { form: typed, faults: faultsOf(done) })
}

export const editHead = async (visit: InventoryVisit): Promise<FastifyReply> => {
  const process = await visit.inventory.find(visit.params['id'] ?? '')
  if (!process) return sendProcessNotFound(visit)
  const units = await visit.inventory.units()
  return sendForm(visit, process, { form: formOf(process, units), faults: {} })
}

export const headEdited = async (visit: InventoryVisit): Promise<FastifyReply> => {
  const { inventory, params, request, reply } = visit
  const id = params['id'] ?? ''
  const { form } = await sentBy(request)
  const done = await inventory.describe(id, typedIn(form), valueIn(form, 'was'))
  if (done.ok) return reply.redirect(`${processAt(id)}?fait=modifie`, 303)
  const process = done.refusal === 'not-found' ? null : await inventory.find(id)
  if (!process) return sendProcessNotFound(visit)
  const typed = new Map(form)
  if (done.refusal === 'changed-elsewhere') typed.set('was', [headMark(process)])
  return sendForm(visit, process, { form: typed, faults: faultsOf(done) })
}

const typedIn = (form: Form) => {
  const of = (name: string) => form.get(name)?.[0] ?? ''
  return {
    name: of('name'),
    unit: of('unit'),
    service: of('service'),
    pages: of('pages'),
    hours: of('hours'),
  }
}

const AT: Partial<Record<ProcessRefusal, string>> = {
  'unit-missing': 'unit',
  'too-many-units': 'unit',
  'service-unknown': 'service',
}

const faultsOf = ({ refusal, details }: { refusal: string; details: Record<string, unknown> }): Faults => {
  const field = details['field'] ?? AT[refusal as ProcessRefusal] ?? 'name'
  return { [String(field)]: sentenceOf(refusal) }
}

const formOf = (process: Process, units: readonly Unit[]): Form => {
  const cost = (value: number | null) => (value === null ? '' : formatNumber(value, 'fr'))
  const { name, unit, pages, hours } = process
  return new Map([
    ['name', [name]],
    ['unit', [units.find(({ id }) => id === unit)?.name ?? unit]],
    ['service', [serviceOf(process) ?? '']],
    ['pages', [cost(pages)]],
    ['hours', [cost(hours)]],
    ['was', [headMark(process)]],
  ])
}

const sendForm = async (
  visit: InventoryVisit,
  process: Process | null,
  typed: Typed,
): Promise<FastifyReply> => {
  const { inventory } = visit
  const isFaulty = Object.keys(typed.faults).length > 0
  const title = process ? w.editTitle(process.name) : w.newTitle
  const back = process ? processAt(process.id) : PROCESSES
  const hidden: Record<string, string> = process
    ? { was: typed.form.get('was')?.[0] ?? headMark(process) }
    : { key: typed.form.get('key')?.[0] ?? newId() }
  return sendOrganisation(visit, {
    title,
    current: 'processes',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: [
      { label: words.title, href: PROCESSES },
      ...(process ? [{ label: process.name, href: back }] : []),
      { label: process ? words.page.edit : w.newTitle },
    ],
    body: html`<div class="measure flow">
      ${errorSummary({ language: 'fr', faults: typed.faults })}
      <h1>${title}</h1>
      ${postForm({
        language: 'fr',
        action: process ? headFormAt(process.id) : NEW_PROCESS,
        hidden,
        body: html`${fields(visit, typed, await inventory.units())}${buttons(
          button({ label: process ? w.save : w.create }),
          linkButton({ label: words.cancel, href: back, weight: 'quiet' }),
        )}`,
      })}
    </div>`,
  })
}

const fields = (
  { platform, agent }: InventoryVisit,
  { form, faults }: Typed,
  units: readonly Unit[],
): Html => {
  const shared = { language: 'fr' as const, form, faults }
  const services = platform.catalogue
    .list()
    .filter(({ definition }) => definition.authority === agent.organisation)
  return html`${needField({
    ...shared,
    need: needOf('name', 'text', { most: 120, party: 'agent' }),
    words: { label: w.name, example: w.nameExample },
  })}
  ${unitField({ id: 'unit', label: w.unit, why: w.unitWhy, units, form, faults })}
  ${
    services.length > 0 &&
    needField({
      ...shared,
      form: form.has('service') ? form : new Map([...form, ['service', ['']]]),
      need: needOf('service', 'one-of', {
        options: ['', ...services.map(({ service }) => service)],
        party: 'agent',
      }),
      words: {
        label: w.service,
        why: w.serviceWhy,
        options: {
          '': w.noService,
          ...Object.fromEntries(
            services.map(({ service, definition }) => [service, definition.words.fr.name]),
          ),
        },
      },
    })
  }
  <h2>${w.cost}</h2>
  <p class="hint">${w.costWhy}</p>
  ${needField({
    ...shared,
    need: needOf('pages', 'whole', { optional: true, party: 'agent' }),
    words: { label: w.pages, example: w.pagesExample },
  })}${needField({
    ...shared,
    need: needOf('hours', 'whole', { optional: true, party: 'agent' }),
    words: { label: w.hours, example: w.hoursExample },
  })}`
}
