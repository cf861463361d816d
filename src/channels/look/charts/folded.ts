import { html, type Html } from '#html'
import { attributes } from '../attributes.ts'

/**
 * What would make a telephone's page endless is folded there under its name, and open everywhere else: on wide screens and
 * on paper only the style sheet unfolds it, so that nothing of it waits for a script.
 */
export const folded = (p: { summary: string; body: Html; open?: boolean }): Html =>
  html`<details class="folded"${attributes({ open: p.open })}><summary>${p.summary}</summary><div>${p.body}</div></details>`
