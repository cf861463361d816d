import { html, none, type Html } from '#html'
import { formatArticles } from '#kernel'
import { icon, tag } from '#look'
import { hasPaper, type Process, type Seen, STAGES, type Stage, type Step } from '#processes'
import { NEW_STEP, OBSTACLE_WORDS, PAPER_WORDS, processAt, STAGE_WORDS, stepFormAt, words } from './words.ts'

const { page: w } = words

type Place = { stage: Stage; step: Step } | { stage: Stage; step: null }

/** The steps in their order, and each stage of which nothing is there where it would usually come. */
const placesOf = ({ steps }: Process): Place[] => {
  const places: Place[] = steps.map((step) => ({ stage: step.stage, step }))
  for (const stage of STAGES) {
    if (steps.some((step) => step.stage === stage)) continue
    const before = places.findLastIndex((place) => STAGES.indexOf(place.stage) < STAGES.indexOf(stage))
    places.splice(before + 1, 0, { stage, step: null })
  }
  return places
}

/**
 * The process drawn as a line: each step with what happens, and where its paper is in a word and an icon. It is a list:
 * read aloud or without its style, it says the same.
 */
export const processLine = (process: Process, mayWrite: boolean): Html =>
  html`<ol class="process-line">
    ${placesOf(process).map((place) => (place.step ? stepItem(process, place.step, mayWrite) : gapItem(process, place.stage, mayWrite)))}
  </ol>`

const stepItem = (process: Process, step: Step, mayWrite: boolean): Html => {
  const seen = process.seen.find(({ stage }) => stage === step.stage)
  const isOnPaper = hasPaper(step) || !!seen
  return html`<li class="${isOnPaper ? 'on-paper' : 'no-paper'}">
    <h3>${STAGE_WORDS[step.stage].name}</h3>
    <p class="verbatim">${step.what}</p>
    <p>${paperTag(step, seen)}</p>
    ${kept(step)} ${mayWrite && stepActs(process, step)}
  </li>`
}

const paperTag = (step: Step, seen: Seen | undefined): Html => {
  if (hasPaper(step))
    return html`<span class="tag warn">${icon('file')}<span>${PAPER_WORDS[step.paper].short}</span></span>`
  if (seen)
    return html`<span class="tag warn">${icon('file')}<span>${words.paper.some} (${words.observed})</span></span>`
  return tag({ status: 'done', label: PAPER_WORDS.none.short })
}

const kept = ({ obstacles, articles }: Step): Html => {
  const law = [formatArticles(articles, 'fr'), obstacles.law].filter(Boolean).join('. ')
  const lines = [
    law && `${OBSTACLE_WORDS.law} : ${law}`,
    obstacles.system && `${OBSTACLE_WORDS.system} : ${obstacles.system}`,
    obstacles.habit && `${OBSTACLE_WORDS.habit} : ${obstacles.habit}`,
  ].filter(Boolean)
  return lines.length > 0 ? html`<ul class="kept">${lines.map((line) => html`<li>${line}</li>`)}</ul>` : none
}

const stepActs = (process: Process, step: Step): Html => {
  const about = `${STAGE_WORDS[step.stage].name}, ${step.what.slice(0, 60)}`
  const at = process.steps.findIndex(({ id }) => id === step.id)
  const act = (name: string, label: string) =>
    html`<button type="submit" name="_do" value="${`${name}:${step.id}`}">${label}<span class="unseen"> (${about})</span></button>`
  return html`<form method="post" action="${processAt(process.id)}" data-once class="step-acts">
    <a href="${stepFormAt(process.id, step.id)}">${w.edit}<span class="unseen"> (${about})</span></a>
    ${at > 0 && act('monter', w.up)}${at < process.steps.length - 1 && act('descendre', w.down)}${act('retirer', w.drop)}
  </form>`
}

/** A stage of which nothing is said yet, or that the process does not have. */
const gapItem = (process: Process, stage: Stage, mayWrite: boolean): Html => {
  const isAbsent = process.absent.includes(stage)
  const name = STAGE_WORDS[stage].name
  return html`<li class="untold">
    <h3>${name}</h3>
    <p>${isAbsent ? w.absent : tag({ status: 'draft', label: w.notDescribed })}</p>
    ${
      mayWrite &&
      html`<form method="post" action="${processAt(process.id)}" data-once class="step-acts">
        ${
          !isAbsent &&
          html`<a href="${`${stepFormAt(process.id, NEW_STEP)}?etape=${stage}`}">${w.describe}<span class="unseen"> (${name})</span></a>`
        }
        <button type="submit" name="_do" value="${`${isAbsent ? 'presente' : 'absente'}:${stage}`}">
          ${isAbsent ? w.setPresent : w.setAbsent}<span class="unseen"> (${name})</span>
        </button>
      </form>`
    }
  </li>`
}
