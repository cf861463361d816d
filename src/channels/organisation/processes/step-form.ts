import type { FastifyReply } from 'fastify'
import { needOf } from '#catalogue'
import { html, type Html } from '#html'
import { isId, newId } from '#kernel'
import { button, buttons, errorSummary, type Faults, type Form, linkButton, needField, postForm } from '#look'
import {
  MOST_TEXT,
  PAPERS,
  type Process,
  type ProcessRefusal,
  STAGES,
  type Step,
  stepMark,
  type TypedStep,
} from '#processes'
import { sentBy, valueIn } from '#web'
import { sendOrganisation } from '../frame.ts'
import { type InventoryVisit, sendProcessNotFound, sentenceOf } from './for-inventory.ts'
import { NEW_STEP, PAPER_WORDS, processAt, PROCESSES, STAGE_WORDS, stepFormAt, words } from './words.ts'

const { step: w } = words

type Typed = { form: Form; faults: Faults }

/** The form of a step: the one that is there, or a new one of the stage that the address names. */
export const stepForm = async (visit: InventoryVisit): Promise<FastifyReply> => {
  const found = await foundIn(visit)
  if (found === 'gone') return visit.reply.redirect(processAt(visit.params['id']!), 303)
  if (!found) return sendProcessNotFound(visit)
  const stage = STAGES.find((one) => one === visit.query.get('etape')) ?? 'request'
  const form: Form = found.step ? formOf(found.step) : new Map([['stage', [stage]]])
  return sendForm(visit, found, { form, faults: {} })
}

type Found = { process: Process; id: string; step: Step | undefined }

/** A step that is in the process, or a new one; one that is there no more, or not yet, leads back to the process. */
const foundIn = async ({ inventory, params }: InventoryVisit): Promise<Found | 'gone' | null> => {
  const process = await inventory.find(params['id'] ?? '')
  const asked = params['step'] ?? ''
  if (!process) return null
  if (asked === NEW_STEP) return { process, id: newId(), step: undefined }
  const step = process.steps.find(({ id }) => id === asked)
  if (step) return { process, id: asked, step }
  return isId(asked) ? 'gone' : null
}

/** Writes the step under the id of its form's address: sent twice, it is there once. */
export const stepWritten = async (visit: InventoryVisit): Promise<FastifyReply> => {
  const { inventory, params, request, reply } = visit
  const [id, stepId] = [params['id'] ?? '', params['step'] ?? '']
  const { form } = await sentBy(request)
  const done = await inventory.putStep(id, stepId, typedIn(form), valueIn(form, 'was'))
  if (done.ok) return reply.redirect(`${processAt(id)}?fait=etape#etapes`, 303)
  const process = done.refusal === 'not-found' ? null : await inventory.find(id)
  if (!process) return sendProcessNotFound(visit)
  const step = process.steps.find((one) => one.id === stepId)
  const typed = new Map(form)
  if (done.refusal === 'changed-elsewhere') typed.set('was', [stepMark(step)])
  const field = String(done.details['field'] ?? AT[done.refusal as ProcessRefusal] ?? 'what')
  const found = { process, id: isId(stepId) ? stepId : newId(), step }
  return sendForm(visit, found, { form: typed, faults: { [field]: sentenceOf(done.refusal) } })
}

const typedIn = (form: Form): TypedStep => {
  const of = (name: string) => form.get(name)?.[0] ?? ''
  return {
    stage: of('stage'),
    what: of('what'),
    paper: of('paper'),
    articles: of('articles'),
    law: of('law'),
    system: of('system'),
    habit: of('habit'),
  }
}

const AT: Partial<Record<ProcessRefusal, string>> = {
  'stage-unknown': 'stage',
  'paper-unknown': 'paper',
  'obstacle-without-paper': 'paper',
  'article-malformed': 'articles',
  'too-many-articles': 'articles',
}

const formOf = (step: Step): Form =>
  new Map([
    ['stage', [step.stage]],
    ['what', [step.what]],
    ['paper', [step.paper]],
    ['articles', [step.articles.join('\n')]],
    ['law', [step.obstacles.law]],
    ['system', [step.obstacles.system]],
    ['habit', [step.obstacles.habit]],
    ['was', [stepMark(step)]],
  ])

const sendForm = (
  visit: InventoryVisit,
  { process, id, step }: Found,
  typed: Typed,
): Promise<FastifyReply> => {
  const isFaulty = Object.keys(typed.faults).length > 0
  const stage = STAGES.find((one) => one === typed.form.get('stage')?.[0]) ?? 'request'
  const title = (step ? w.editTitle : w.newTitle)(STAGE_WORDS[stage].name.toLowerCase())
  return sendOrganisation(visit, {
    title,
    current: 'processes',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: [
      { label: words.title, href: PROCESSES },
      { label: process.name, href: processAt(process.id) },
      { label: STAGE_WORDS[stage].name },
    ],
    body: html`<div class="measure flow">
      ${errorSummary({ language: 'fr', faults: typed.faults })}
      <p class="kicker">${process.name}</p>
      <h1>${title}</h1>
      ${postForm({
        language: 'fr',
        action: stepFormAt(process.id, id),
        hidden: { was: typed.form.get('was')?.[0] ?? stepMark(step) },
        body: html`${fields(typed, stage)}${buttons(
          button({ label: w.save }),
          linkButton({ label: words.cancel, href: processAt(process.id), weight: 'quiet' }),
        )}`,
      })}
    </div>`,
  })
}

const fields = ({ form, faults }: Typed, stage: (typeof STAGES)[number]): Html => {
  const shared = { language: 'fr' as const, form, faults }
  const long = (id: string, label: string, why?: string, optional = true) =>
    needField({
      ...shared,
      need: needOf(id, 'long-text', { most: MOST_TEXT, optional, party: 'agent' }),
      words: { label, ...(why && { why }) },
    })
  return html`${needField({
    ...shared,
    need: needOf('stage', 'one-of', { options: [...STAGES], party: 'agent' }),
    words: {
      label: w.stage,
      options: Object.fromEntries(STAGES.map((one) => [one, STAGE_WORDS[one].name])),
    },
  })}
  ${long('what', w.what, STAGE_WORDS[stage].asks, false)}
  ${needField({
    ...shared,
    need: needOf('paper', 'one-of', { options: [...PAPERS], party: 'agent' }),
    words: {
      label: w.paper,
      options: Object.fromEntries(PAPERS.map((one) => [one, PAPER_WORDS[one].choice])),
    },
  })}
  <h2>${w.why}</h2>
  <p class="hint">${w.whyHint}</p>
  ${needField({
    ...shared,
    need: needOf('articles', 'long-text', { optional: true, party: 'agent' }),
    words: { label: w.articles, why: w.articlesWhy, example: w.articlesExample },
  })}
  ${long('law', w.law)} ${long('system', w.system, w.systemWhy)} ${long('habit', w.habit, w.habitWhy)}`
}
