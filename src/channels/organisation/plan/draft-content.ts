import { html, none, type Html } from '#html'
import { button, details, linkButton, notice, section } from '#look'
import {
  contentOf,
  differencesBetween,
  type Draft,
  type Drafted,
  hasty,
  type Measure,
  type OwnTarget,
} from '#plans'
import { planReading as reading } from '#portal'
import type { PlanVisit } from './frame.ts'
import { DRAFT, draftMeasure, draftTarget, NEW, words } from './words.ts'

const w = words.draft

const add = (href: string, label: string): Html =>
  linkButton({ label, href, weight: 'secondary', icon: 'plus' })

/** A form of its own for each button: no press on Enter removes anything. */
const setForm = (act: string, label: string, about: string): Html =>
  html`<form method="post" action="${DRAFT}" data-once>${button({ label, about, act, weight: 'quiet' })}</form>`

export const measuresPart = ({ isPlanner, plan, today }: PlanVisit, draft: Draft): Html => {
  const content = contentOf(draft)
  const kept = content.measures
  const late = hasty(kept)
  return section({
    title: w.measures,
    body: html`${kept.length === 0 ? html`<p>${w.measuresNone}</p>` : none}
      <ul class="flow">
        ${kept.map(
          (one) => html`<li class="flow" id="${`m-${one.id}`}">
            <h3>${one.title.fr}</h3>
            ${reading.paragraphs(one.description, 'fr')}
            ${reading.factsOf(one, content, plan.organisation, 'fr', today, (id) => `#m-${id}`)}
            ${inEnglish(one.title.en, one.description.en, one.owner.en)}
            ${isPlanner && rowActs(draftMeasure(one.id), one.id, one.title.fr)}
          </li>`,
        )}
      </ul>
      ${
        late.size > 0 &&
        notice({
          language: 'fr',
          tone: 'warning',
          body: w.hasty,
          action: html`<ul>
            ${kept.filter(({ id }) => late.has(id)).map(({ title }) => html`<li>${title.fr}</li>`)}
          </ul>`,
        })
      }
      ${isPlanner && add(draftMeasure(NEW), w.addMeasure)}`,
  })
}

/** What is approved is all on this page, the English included. */
const inEnglish = (...texts: readonly string[]): Html =>
  texts.every((text) => text === '')
    ? none
    : details({
        summary: words.measure.english,
        body: html`${texts.filter((text) => text !== '').map((text) => html`<p lang="en-CA">${text}</p>`)}`,
      })

const rowActs = (href: string, id: string, about: string): Html =>
  html`<div class="buttons">
    <a class="button quiet" href="${href}">${w.edit}<span class="unseen"> ${about}</span></a>
    ${setForm(`retirer:${id}`, w.remove, about)}
  </div>`

export const targetsPart = ({ isPlanner }: PlanVisit, { targets }: Draft): Html =>
  section({
    title: w.targets,
    body: html`<p>${w.targetsWhy}</p>
      ${targets.every(({ removed }) => removed) ? html`<p>${w.targetsNone}</p>` : none}
      <ul class="flow">
        ${targets
          .filter(({ removed }) => !removed)
          .map(
            (one) => html`<li class="flow">
              <h3>${one.wording.fr}</h3>
              <p>${reading.words.fr.own.goal(reading.goalText(one, 'fr'), one.unit.fr, reading.words.fr.periods[one.period])}</p>
              ${inEnglish(one.wording.en, one.unit.en)}
              ${isPlanner && rowActs(draftTarget(one.id), one.id, one.wording.fr)}
            </li>`,
          )}
      </ul>
      ${isPlanner && add(draftTarget(NEW), w.addTarget)}`,
  })

const nameOf = (one: Drafted<Measure> | Drafted<OwnTarget>): string =>
  'title' in one ? one.title.fr : one.wording.fr

/** What was taken out stays at hand until the plan is approved. */
export const removedPart = ({ isPlanner }: PlanVisit, { measures, targets }: Draft): Html => {
  const removed = [...measures, ...targets].filter((one) => one.removed)
  if (removed.length === 0 || !isPlanner) return none
  return section({
    title: w.removed,
    body: html`<ul class="flow">
      ${removed.map((one) => html`<li>${nameOf(one)} ${setForm(`remettre:${one.id}`, w.takeBack, nameOf(one))}</li>`)}
    </ul>`,
  })
}

export const roadmapPart = ({ plan, today, isPlanner }: PlanVisit, draft: Draft): Html => {
  const content = contentOf(draft)
  if (content.measures.length === 0) return none
  return section({
    title: w.roadmap,
    body: reading.roadmapSection({
      plan,
      content,
      today,
      language: 'fr',
      href: (id) => (isPlanner ? draftMeasure(id) : null),
    }),
  })
}

export const sincePart = ({ plan }: PlanVisit, draft: Draft): Html => {
  const before = plan.versions.at(-1)
  if (!before) return none
  const after = contentOf(draft)
  return section({
    title: w.since,
    body: reading.differenceList(
      differencesBetween(before, after),
      reading.titlesIn([before, after], 'fr'),
      'fr',
      3,
    ),
  })
}
