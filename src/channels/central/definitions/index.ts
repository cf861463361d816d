import type { FastifyReply } from 'fastify'
import { type Definition, DEFINITIONS, stateOn, versionsOf } from '#barometer'
import type { On, Visit } from '#desk'
import { html, none, type Html } from '#html'
import { dayOf } from '#kernel'
import { details, section, type Status, summaryList, tag } from '#look'
import { barometerReading as reading } from '#portal'
import { sendCentral } from '../frame.ts'
import { CENTRAL } from '../words.ts'
import { words } from './words.ts'

/** The definitions of the ten, every version of each, and what changed. */
export const registerDefinitions = (on: On): void => {
  on('GET', CENTRAL.definitions, definitionsPage)
}

const definitionsPage = (visit: Visit): Promise<FastifyReply> => {
  const today = dayOf(visit.platform.clock())
  const targets = [...new Set(DEFINITIONS.map(({ target }) => target))].toSorted((a, b) => a - b)
  return sendCentral(visit, {
    title: words.title,
    current: 'definitions',
    body: html`<div class="measure flow">
      <h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      <nav aria-label="${words.targets}">
        <ul>
          ${targets.map((target) => html`<li><a href="#cible-${target}">${nameOf(versionsOf(target).at(-1)!)}</a></li>`)}
        </ul>
      </nav>
      ${targets.map((target) => targetSection(versionsOf(target), today))}
      <p class="source">${words.how}</p>
    </div>`,
  })
}

const nameOf = ({ target, title }: Definition): string => words.target(target, title.fr)

/** The newest first: what is in force or proposed is what one comes for. */
const targetSection = (versions: readonly Definition[], today: string): Html => {
  const newest = versions.at(-1)!
  return section({
    id: `cible-${newest.target}`,
    title: nameOf(newest),
    body: html`<blockquote>${newest.wording.fr}</blockquote>
      ${versions.map((one, at) => folded(one, versions[at - 1], today)).toReversed()}
      <p><a href="${`/barometre/${newest.target}`}">${words.public}<span class="unseen"> (${newest.title.fr})</span></a></p>`,
  })
}

const STATUS: Record<ReturnType<typeof stateOn>, Status> = {
  proposed: 'draft',
  'in-force': 'done',
  past: 'stopped',
}

/** What is no more in force is there to be compared, not to be read first. */
const folded = (definition: Definition, before: Definition | undefined, today: string): Html => {
  const whole = version(definition, before, today)
  return stateOn(definition, today) === 'past'
    ? details({ summary: words.replaced(definition.version), body: whole })
    : whole
}

const version = (definition: Definition, before: Definition | undefined, today: string): Html => {
  const state = stateOn(definition, today)
  const { version: n, from, text, months } = definition
  return html`<h3>${words.version(n)}</h3>
    <p>
      ${tag({ status: STATUS[state], label: words.states[state] })}
      ${from > today ? words.coming(from) : words.from(from)}
    </p>
    <p>${text.fr}</p>
    ${summaryList({
      language: 'fr',
      dense: true,
      rows: [
        { label: words.goal, value: reading.goalWords({ goal: { ...definition.goal, met: null } }, 'fr') },
        { label: words.period, value: words.months(months) },
      ],
    })}
    ${before ? changed(definition, before) : none}`
}

const changed = (definition: Definition, before: Definition): Html =>
  html`<h4>${words.changed}</h4>
    ${
      definition.text.fr === before.text.fr
        ? html`<p>${words.same}</p>`
        : html`<p>${words.textChanged(before.version)}</p>`
    }`
