import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { errorSummary, postForm } from '#look'
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
  const agents = platform.access.agents().map(({ id, name, organisation, roles }) => {
    const its = platform.organisations.organisations.get(organisation)
    return {
      id,
      name,
      about: [its?.name[language], ...roles.map((role) => its?.roles[role]?.[language])]
        .filter(Boolean)
        .join(', '),
    }
  })
  return show(visit, {
    title: w.title,
    layout: 'wide',
    status: fault ? 422 : 200,
    error: fault,
    body: html`${fault && errorSummary({ language, faults: { persona: w.choose } })}
      <h1>${w.title}</h1>
      <p class="lead">${platform.demonstration ? w.lead : w.none}</p>
      ${people.length > 0 && html`<h2 id="persona" tabindex="-1">${w.people}</h2>${picker(language, people, back)}`}
      ${agents.length > 0 && html`<h2>${w.agents}</h2>${picker(language, agents, back)}`}`,
  })
}

type Choice = { id: string; name: string; about: string }

/** A button each: one press signs in. */
const picker = (language: Language, choices: Choice[], back: string): Html =>
  postForm({
    language,
    action: to('signIn', language),
    hidden: { retour: back },
    body: html`<ul class="services">${choices.map(
      ({ id, name, about }) =>
        html`<li><p><button type="submit" name="persona" value="${id}">${name}</button></p><p>${about}</p></li>`,
    )}</ul>`,
  })

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
