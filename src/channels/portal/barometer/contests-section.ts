import type { Contest } from '#barometer'
import { html, type Html } from '#html'
import { dayOf, formatDay, type Language } from '#kernel'
import { notice, tag } from '#look'
import type { Visit } from '../visit.ts'
import { organisationName, shareWords, someNames } from './reading.ts'
import { words } from './words.ts'

/** Beside the figure itself: somebody says that it is not right, and was not answered yet. */
export const contestNotice = ({ platform, language }: Visit, contests: readonly Contest[]): Html | null => {
  const w = words[language].contests
  const open = contests.filter(({ answer }) => !answer)
  if (open.length === 0) return null
  const names = [
    ...new Set(open.map(({ organisation }) => organisationName(platform, organisation, language))),
  ]
  return notice({
    language,
    tone: 'warning',
    body: w.openNotice(someNames(names, language, 4)),
    action: html`<a href="#contestations">${w.see}</a>`,
  })
}

/**
 * Every contest and its answer, for ever. They are written at the desk, which is in French. `headed` names each where the
 * page is not that of its target.
 */
export const contestList = (
  visit: Visit,
  contests: readonly Contest[],
  empty: string,
  headed: (contest: Contest) => string | Html = whoOf(visit),
): Html =>
  contests.length === 0
    ? html`<p>${empty}</p>`
    : html`<ol class="contests reading">
            ${contests.map((contest) => html`<li>${contestPanel(visit, contest, headed(contest))}</li>`)}
          </ol>`

const STATUS = { upheld: 'done', rejected: 'stopped' } as const

const whoOf =
  ({ platform, language }: Visit) =>
  ({ organisation }: Contest): string =>
    words[language].contests.open(organisationName(platform, organisation, language))

const contestPanel = ({ platform, language }: Visit, contest: Contest, title: string | Html): Html => {
  const w = words[language].contests
  const { answer, proposed } = contest
  return html`<h3>${title}</h3>
    <p class="source">${w.on(formatDay(dayOf(contest.at), language))}</p>
    ${answer ? tag({ status: STATUS[answer.verdict], label: w[answer.verdict] }) : tag({ status: 'waiting', label: w.awaited })}
    <p>${w.shown(shareWords(contest.contested.value, language))}${proposed !== null && ` ${w.proposed(shareWords(proposed, language))}`}</p>
    <blockquote lang="fr-CA">${contest.reason}</blockquote>
    ${answer && answerOf(answer, secretariatName(platform, language), language)}`
}

const answerOf = (answer: NonNullable<Contest['answer']>, who: string, language: Language): Html => {
  const w = words[language].contests
  return html`<p><strong>${w.answered(who, formatDay(dayOf(answer.at), language))}</strong></p>
    ${answer.corrected !== null && html`<p>${w.corrected(shareWords(answer.corrected, language))}</p>`}
    <blockquote lang="fr-CA">${answer.reason}</blockquote>`
}

const secretariatName = ({ organisations }: Visit['platform'], language: Language): string => {
  const central = [...organisations.organisations.values()].find(({ kind }) => kind === 'secretariat')
  return central?.name[language] ?? words[language].contests.secretariat
}
