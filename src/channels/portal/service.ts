import { isPerson } from '#access'
import { html, type Html } from '#html'
import { type CompiledVersion, feeOf } from '#catalogue'
import { dayOf, formatArticleInFull, formatMoney, type Language } from '#kernel'
import { button, details, nextSteps, postForm, summaryList } from '#look'
import { type Platform, refusedWith } from '#web'
import { designedWith } from './opinions/involvement.ts'
import { words as opinionWords } from './opinions/words.ts'
import { to } from './paths.ts'
import { pricesOf } from './prices.ts'
import { telephone } from './telephone.ts'
import { askToSignIn, notFound, redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** A service: what it is, what to have at hand, what happens next, and the way in. */
export const service = async (visit: Visit) => {
  const { platform, language, params } = visit
  const version = platform.catalogue.current(params['service']!)
  if (!version) return notFound(visit)
  const { definition } = version
  const w = words[language].service
  const said = definition.words[language]
  const action = to('start', language, { service: definition.id })
  const signedIn = isPerson(visit.visitor)
  return show(visit, {
    title: said.name,
    description: said.summary,
    current: 'services',
    breadcrumbs: [{ label: words[language].home.crumb, href: to('home', language) }, { label: said.name }],
    body: html`<h1>${said.name}</h1>
      <p class="lead">${said.summary}</p>
      ${paragraphs(said.about)}
      ${!!said.bring?.length && html`<div class="prose"><h2>${w.bring}</h2><ul>${said.bring.map((line) => html`<li>${line}</li>`)}</ul></div>`}
      ${postForm({
        language,
        action,
        body: html`${definition.for === 'person' && !signedIn && html`<p>${w.signInFirst}</p>`}
          ${button({ label: w.start, icon: 'arrow-right' })}`,
      })}
      ${!!said.then?.length && html`<h2>${w.then}</h2>${nextSteps(said.then)}`}
      ${facts(platform, version, language)} ${designedWith(version, language)}
      <p><a href="${to('serviceEvaluations', language, { service: definition.id })}">${opinionWords[language].results.onService}</a></p>
      ${details({ summary: w.law, body: html`<div class="prose"><ul>${definition.basis.map((article) => html`<li>${formatArticleInFull(article, language)}</li>`)}</ul></div><p>${w.version(version.version)}</p>` })}`,
  })
}

const paragraphs = (text: string | undefined): Html =>
  html`${(text ?? '')
    .split(/\n+/)
    .filter(Boolean)
    .map((line) => html`<p>${line}</p>`)}`

/** Who answers, what it costs, what we will look up: what a person wants to know before they begin. */
const facts = ({ organisations, clock }: Platform, version: CompiledVersion, language: Language): Html => {
  const { definition } = version
  const w = words[language].service
  const authority = organisations.organisations.get(definition.authority)
  const registries = new Set(
    definition.needs.flatMap(({ knownBy }) =>
      knownBy && knownBy.registry !== 'self' ? [knownBy.registry] : [],
    ),
  )
  const known = [...registries].flatMap((id) => organisations.registries.get(id)?.name[language] ?? [])
  return summaryList({
    language,
    rows: [
      { label: w.authority, value: authority?.name[language] },
      { label: w.cost, value: costOf(version, language, dayOf(clock())) },
      ...(known.length > 0 ? [{ label: w.consulted, value: known }] : []),
      {
        label: w.contact,
        value: authority && [telephone(authority.contact.phone), authority.contact.hours[language]],
      },
    ],
  })
}

const costOf = (version: CompiledVersion, language: Language, today: string): string | Html => {
  const w = words[language].service
  if (!version.fee) return w.free
  const fee = feeOf(version, {}, today)
  if (fee) return formatMoney(fee, language)
  return pricesOf(version, language, today) ?? w.depends
}

/** Opens the draft; a person who is not signed in is asked to be, and comes back here. */
export const start = async (visit: Visit) => {
  const { platform, language, params } = visit
  const id = params['service']!
  const version = platform.catalogue.current(id)
  if (!version) return notFound(visit)
  const person = isPerson(visit.visitor) ? visit.visitor : null
  if (version.definition.for === 'person' && !person)
    return askToSignIn(visit, to('service', language, { service: id }))
  if (!person && !platform.quotas.openings.take(1))
    throw refusedWith(429, 'too many openings without an account')
  const actor = person ?? { kind: 'holder' as const, id: 'key' as const, dossier: '' }
  const opened = await platform.dossiers.open({ service: id, actor, channel: 'portal', language })
  if (!opened.ok) return notFound(visit)
  const { dossier, key } = opened.value
  return redirect(visit, to('dossier', language, { ref: key ?? dossier.id }))
}
