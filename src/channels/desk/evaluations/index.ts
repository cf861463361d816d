import type { forAgents } from '../for-agents.ts'
import { forDesigners } from './for-designers.ts'
import { actOnImprovement, improvementPage, newPage, openNew } from './improvement-acts.ts'
import { improvementList } from './improvement-list.ts'
import { actOnList, actOnTheme } from './list-acts.ts'
import { listPage } from './list-page.ts'
import { pagesPage } from './pages-page.ts'
import { EVALUATIONS, IMPROVEMENTS, PAGES } from './words.ts'

/** The designers' pages: what people wrote, what it has in common, and what changes because of it. */
export const registerEvaluations = (on: ReturnType<typeof forAgents>): void => {
  on('GET', EVALUATIONS, forDesigners(listPage))
  for (const [path, act] of [
    [`${EVALUATIONS}/avis`, actOnList],
    [`${EVALUATIONS}/theme`, actOnTheme],
  ] as const) {
    on('POST', path, forDesigners(act))
    // Whoever comes back, without its form, to the address of an act finds where it was done.
    on('GET', path, async ({ reply }) => reply.redirect(EVALUATIONS, 303))
  }
  on('GET', PAGES, forDesigners(pagesPage))
  on('GET', IMPROVEMENTS, forDesigners(improvementList))
  on('POST', IMPROVEMENTS, forDesigners(openNew))
  on('GET', `${IMPROVEMENTS}/nouvelle`, forDesigners(newPage))
  on('GET', `${IMPROVEMENTS}/:id`, forDesigners(improvementPage))
  on('POST', `${IMPROVEMENTS}/:id`, forDesigners(actOnImprovement))
}
