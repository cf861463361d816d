import { type Definition, type Publication, stateOn, type TargetView, versionsOf } from '#barometer'
import { html, type Html } from '#html'
import { formatDay, formatNumber, formatPercent, type Language } from '#kernel'
import { details, nextSteps, summaryList } from '#look'
import { to } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { jsonOf, VERIFIER } from './figures.ts'
import { periodWords, STALE_AFTER_DAYS } from './reading.ts'
import { words } from './words.ts'

/** What the figure means, under which definition, from what: all that one needs to quote it, or to doubt it. */
export const aboutFigure = ({ language }: Visit, view: TargetView, definition: Definition): Html => {
  const w = words[language].definition
  const { figure } = view
  const goal = formatPercent(figure.goal.share, language)
  const { observed, imported, declared } = figure.provenance
  return html`<div class="reading flow">
      <p>${definition.text[language]}</p>
      ${language === 'en' && html`<p>${w.official} <q lang="fr-CA">${definition.wording.fr}</q></p>`}
      <p>${figure.goal.rule === 'over' ? w.strict(goal) : w.atLeast(goal)}</p>
      <p>${w.period(periodWords(figure, language))} ${w.version(definition.version, formatDay(definition.from, language))}</p>
      <h3>${w.provenance}</h3>
      ${summaryList({
        language,
        dense: true,
        rows: [
          { label: w.observed, value: formatNumber(observed, language) },
          { label: w.imported, value: formatNumber(imported, language) },
          { label: w.declared, value: formatNumber(declared, language) },
        ],
      })}
      <p>${w.staleRule(STALE_AFTER_DAYS.observed, STALE_AFTER_DAYS.declared)}</p>
      ${details({ summary: w.history, body: history(definition, view.day, language) })}
      ${details({ summary: w.events, body: events(view, language) })}
    </div>`
}

const history = ({ target }: Definition, day: string, language: Language): Html => {
  const w = words[language].definition
  const states = { past: w.states.past, 'in-force': w.states.current, proposed: w.states.proposed }
  return html`<ul>
    ${versionsOf(target).map(
      (one) =>
        html`<li>${w.historyLine(one.version, formatDay(one.from, language), states[stateOn(one, day)])}</li>`,
    )}
  </ul>`
}

/** Which events a measure comes from. */
const EVENTS_OF: Partial<Record<Definition['kinds'][number], readonly string[]>> = {
  organisation: ['organisation.registered', 'organisation.closed'],
  service: ['service.published', 'service.closed'],
  'dossier-filed': ['dossier.filed', 'volumes.imported'],
  'dossier-finished': ['dossier.decided'],
  'need-state': ['dossier.decided'],
  evaluation: ['evaluation.received'],
  improvement: ['improvement.published'],
  deadline: ['deadline.passed'],
  consultation: ['consultation.opened', 'consultation.changed'],
  plan: ['plan.changed'],
  workplace: ['workplace.declared'],
  process: ['process.recorded'],
  dataset: ['dataset.checked'],
  exclusion: ['exclusion.recorded', 'exclusion.lifted'],
}

const events = ({ figure, eventsByKind, head }: TargetView, language: Language): Html => {
  const w = words[language].definition
  const { kinds } = versionsOf(figure.target).find(({ version }) => version === figure.definition.version)!
  const counted = [...new Set(kinds.flatMap((kind) => EVENTS_OF[kind] ?? []))].map((kind) => ({
    label: words[language].kinds[kind] ?? kind,
    value: formatNumber(eventsByKind[kind]?.events ?? 0, language),
  }))
  return html`<p>${w.eventsLine(formatNumber(figure.events, language))}</p>
    ${counted.length > 0 && html`<p>${w.eventsCaption}</p>${summaryList({ language, dense: true, rows: counted })}`}
    ${head.root && html`<p class="technical">${w.head(formatNumber(head.size, language), head.root)}</p>`}`
}

/** Two steps by which a stranger comes to the same figure. */
export const redo = ({ language, platform }: Visit, publication: Publication | undefined): Html => {
  const w = words[language].redo
  const [verifier, command] = w.steps
  const from = `${platform.address()}/donnees/mesures/${publication?.name ?? ''}/`
  return publication
    ? html`<div class="reading flow">
          <p>${w.lead}</p>
          ${nextSteps([
            html`${verifier} <a href="${VERIFIER}" download>${w.verifier}</a>`,
            html`${command}<code class="command">node parvis-verify.mjs ${from}</code>`,
          ])}
          <p>${w.then} <a href="${to('publication', language, { publication: publication.name })}">${w.publication(formatDay(publication.day, language))}</a></p>
        </div>`
    : html`<p>${w.none} <a href="${to('measures', language)}">${words[language].measures}</a></p>`
}

/** The same, for a spreadsheet and for machines. */
export const data = ({ language }: Visit, target: number, files: { trend: string; units: string }): Html => {
  const w = words[language].data
  return html`<ul class="links">
      <li><a href="${files.trend}" download>${w.trend}</a></li>
      <li><a href="${files.units}" download>${w.units}</a></li>
      <li><a href="${jsonOf(target)}">${w.json}</a></li>
    </ul>`
}
