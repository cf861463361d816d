import { html } from '#html'
import { section } from '#look'
import type { Visit } from '../visit.ts'
import { showOne } from './one-page.ts'
import { line, plainly } from './reading.ts'
import { words } from './words.ts'

/** The rules by which what people write is moderated, numbered as a withdrawal cites them. */
export const rules = (visit: Visit) =>
  showOne(visit, (consultation) => {
    const { language } = visit
    const w = words[language].rules
    return {
      title: w.pageTitle(plainly(consultation.title, language)),
      here: w.title,
      body: html`<h1>${w.title}</h1>
        <p class="lead">${w.lead}</p>
        <dl class="summary">${consultation.rules.map(
          ({ id, text }) => html`<div><dt>${w.rule(id)}</dt><dd>${line(text, language)}</dd></div>`,
        )}</dl>
        ${section({ title: w.appeal, body: html`<p>${w.appealText}</p>` })}`,
    }
  })
