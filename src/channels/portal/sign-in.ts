import { html, none, type Html } from '#html'
import type { Language } from '#kernel'
import { errorSummary, postForm } from '#look'
import type { Agent } from '#parties'
import { landingOf, safeReturn, sentBy, signIn as keep, signOut as drop, valueIn } from '#web'
import { to } from './paths.ts'
import { redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** The persona picker: real authentication takes this page’s place, and no other page changes. */
export const signIn = async (visit: Visit, fault = false) => {
  const { platform, language, query } = visit
  const w = words[language].signIn
  const back = query['retour'] ?? ''
  const people = platform.access.people().map(({ id, name, about }) => ({ id, name, about: about[language] }))
  const agents = agentsPart(visit)
  return show(visit, {
    title: w.title,
    layout: 'wide',
    status: fault ? 422 : 200,
    error: fault,
    body: html`${fault && errorSummary({ language, faults: { persona: w.choose } })}
      <h1>${w.title}</h1>
      <p class="lead">${platform.demonstration ? w.lead : w.none}</p>
      ${people.length > 0 && html`<h2 id="persona" tabindex="-1">${w.people}</h2>`}
      ${(people.length > 0 || agents !== none) && picker(language, back, html`${people.length > 0 && cards(people)}${agents}`)}`,
  })
}

type Choice = { id: string; name: string; about: string }

/** A button each: one press signs in. */
const picker = (language: Language, back: string, body: Html): Html =>
  postForm({ language, action: to('signIn', language), hidden: { retour: back }, body })

const choose = ({ id, name }: Choice): Html =>
  html`<button type="submit" name="persona" value="${id}">${name}</button>`

const cards = (choices: readonly Choice[]): Html =>
  html`<ul class="services">${choices.map(
    (one) => html`<li><p>${choose(one)}</p><p>${one.about}</p></li>`,
  )}</ul>`

/** Agents under the name of their organisation, with what each does there. */
const agentsPart = ({ platform, language }: Visit): Html => {
  const groups = Map.groupBy(platform.access.agents(), ({ organisation }) => organisation)
  if (groups.size === 0) return none
  const { organisations } = platform.organisations
  const aboutOf = ({ organisation, roles }: Agent): string =>
    roles.map((role) => organisations.get(organisation)?.roles[role]?.[language] ?? role).join(', ')
  return html`<h2>${words[language].signIn.agents}</h2>
    <div class="rosters">
      ${[...groups].map(
        ([id, agents]) =>
          html`<div>
            <h3>${organisations.get(id)?.name[language] ?? id}</h3>
            <ul class="roster">
              ${agents.map((agent) => html`<li>${choose({ ...agent, about: '' })} <span class="second">${aboutOf(agent)}</span></li>`)}
            </ul>
          </div>`,
      )}
    </div>`
}

export const signedIn = async (visit: Visit) => {
  const { platform, language, reply, request } = visit
  const { form } = await sentBy(request)
  const id = valueIn(form, 'persona')
  const token = platform.access.signIn(id, platform.clock())
  if (!token) return signIn({ ...visit, query: { retour: valueIn(form, 'retour') } }, true)
  keep(reply, token, platform.secure)
  const agent = platform.access.agents().find((one) => one.id === id)
  const otherwise = agent ? landingOf(agent, platform.organisations) : to('mine', language)
  return redirect(visit, safeReturn(valueIn(form, 'retour'), otherwise))
}

export const signedOut = async (visit: Visit) => {
  drop(visit.reply, visit.platform.secure)
  return redirect(visit, to('home', visit.language))
}
