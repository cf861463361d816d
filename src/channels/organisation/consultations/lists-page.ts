import type { FastifyReply } from 'fastify'
import { type Rule, slugOf, type Theme } from '#consultations'
import { html, type Html, none } from '#html'
import { button, buttons, errorSummary, linkButton, postForm } from '#look'
import { sentBy, valueIn } from '#web'
import { filled, line, linesOf, paragraph, textsIn, type Typed } from './fields.ts'
import { faultsOf, type OwnVisit, refusedNotice, sendOwn, toWrite } from './own.ts'
import { at, words } from './words.ts'

/** Two short lists that are written a line each: the themes that are answered, and the rules that a withdrawal cites. */
const isOpen = ({ consultation: { state } }: OwnVisit): boolean => state === 'draft' || state === 'announced'

type Refusal = Parameters<typeof refusedNotice>[0]

const send = (
  visit: OwnVisit,
  page: 'themes' | 'regles',
  typed: Typed,
  refusal: Refusal,
  body: Html,
): Promise<FastifyReply> => {
  const { title, lead } = page === 'themes' ? words.themes : words.rules
  return sendOwn(visit, {
    page,
    title,
    faults: typed.faults,
    status: refusal ? 422 : undefined,
    body: html`${errorSummary({ language: 'fr', faults: typed.faults })} ${refusedNotice(refusal)}
      <p>${lead}</p>
      <div class="measure flow">${body}</div>
      ${buttons(linkButton({ label: words.announce.cancel, href: at(visit.consultation.id), weight: 'quiet' }))}`,
  })
}

// ---- Themes

const sendThemes = (visit: OwnVisit, typed: Typed, refusal: Refusal = null): Promise<FastifyReply> => {
  const w = words.themes
  const { id, themes, state } = visit.consultation
  const action = at(id, 'themes')
  const list = isOpen(visit)
    ? postForm({
        language: 'fr',
        action,
        body: html`${paragraph('themes', typed, { label: w.list, why: w.listWhy, most: 6_000 })}
        ${buttons(button({ label: w.save, act: 'enregistrer' }))}`,
      })
    : html`<p>${w.fixed}</p><ul>${themes.map(({ title }) => html`<li>${title.fr}</li>`)}</ul>`
  const adding =
    isOpen(visit) || state === 'cancelled'
      ? none
      : postForm({
          language: 'fr',
          action,
          body: html`${line('theme', typed, { label: w.addLabel, why: w.listWhy, most: 300 })}
          ${buttons(button({ label: w.add, act: 'ajouter' }))}`,
        })
  return send(visit, 'themes', typed, refusal, html`${list}${adding}`)
}

export const themesPage = toWrite((visit) =>
  sendThemes(visit, {
    form: filled({ themes: linesOf(visit.consultation.themes.map(({ title }) => title)) }),
    faults: {},
  }),
)

/** A theme keeps its id by its French words: what stands under it stays there when the list changes. */
const themesFrom = (titles: readonly Theme['title'][], before: readonly Theme[]): Theme[] => {
  const known = new Map(before.map(({ id, title }) => [title.fr, id]))
  const taken = new Set<string>()
  return titles.map((title) => {
    const wanted = known.get(title.fr) ?? (slugOf(title.fr) || 'theme')
    let id = wanted
    for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`
    taken.add(id)
    return { id, title }
  })
}

export const changeThemes = toWrite(async (visit) => {
  const { platform, agent, consultation, request, reply } = visit
  const { form } = await sentBy(request)
  const adds = valueIn(form, '_do') === 'ajouter' || (!form.has('themes') && form.has('theme'))
  const before = consultation.themes
  const titles = adds
    ? [...before.map(({ title }) => title), ...textsIn(form, 'theme')]
    : textsIn(form, 'themes')
  const themes = themesFrom(titles, before)
  const added = themes.at(-1)
  const done =
    adds && added && themes.length > before.length
      ? await platform.consultations.addTheme(agent, consultation.id, added)
      : await platform.consultations.edit(agent, consultation.id, adds ? { themes: [] } : { themes })
  if (done.ok) return reply.redirect(`${at(consultation.id, 'themes')}?fait=enregistree`, 303)
  const field = adds ? 'theme' : 'themes'
  const faults =
    done.refusal === 'announcement-faulty'
      ? { [field]: Object.values(faultsOf(done.details))[0] ?? words.faults.missing }
      : adds && titles.length === before.length
        ? { theme: words.faults.missing }
        : {}
  return sendThemes(visit, { form, faults }, Object.keys(faults).length > 0 ? null : done.refusal)
})

// ---- Rules

const sendRules = (visit: OwnVisit, typed: Typed, refusal: Refusal = null): Promise<FastifyReply> => {
  const w = words.rules
  return send(
    visit,
    'regles',
    typed,
    refusal,
    postForm({
      language: 'fr',
      action: at(visit.consultation.id, 'regles'),
      body: html`${paragraph('rules', typed, { label: w.list, why: w.listWhy, most: 12_000 })}
      ${buttons(button({ label: w.save }))}`,
    }),
  )
}

export const rulesPage = toWrite((visit) =>
  sendRules(visit, {
    form: filled({ rules: linesOf(visit.consultation.rules.map(({ text }) => text)) }),
    faults: {},
  }),
)

export const changeRules = toWrite(async (visit) => {
  const { platform, agent, consultation, request, reply } = visit
  const { form } = await sentBy(request)
  const rules = textsIn(form, 'rules').map((text, place): Rule => ({ id: String(place + 1), text }))
  const done = await platform.consultations.edit(agent, consultation.id, { rules })
  if (done.ok) return reply.redirect(`${at(consultation.id)}?fait=enregistree`, 303)
  const faults: Record<string, string> =
    done.refusal === 'announcement-faulty'
      ? { rules: Object.values(faultsOf(done.details))[0] ?? words.faults.missing }
      : {}
  return sendRules(visit, { form, faults }, Object.keys(faults).length > 0 ? null : done.refusal)
})
