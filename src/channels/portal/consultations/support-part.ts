import type { Contribution } from '#consultations'
import { html, type Html, none } from '#html'
import type { Language } from '#kernel'
import { icon } from '#look'
import { to } from '../paths.ts'
import { words } from './words.ts'

/** How somebody stands towards a contribution: `closed` when nobody supports any more, `stranger` before signing in. */
export type Support = 'closed' | 'stranger' | 'free' | 'given'

type Shown = { contribution: Contribution; support: Support; language: Language; back: string }

/** How many support it, and the one press that gives or takes back one’s own. */
export const supportPart = ({ contribution, support, language, back }: Shown): Html => {
  const { id, consultation, supports } = contribution
  const count = html`<span class="supports" role="status">${words[language].list.supports(supports)}</span>`
  if (support === 'closed') return html`<p class="support">${count}</p>`
  const w = words[language].support
  const about = html`<span class="unseen">${w.about(contribution.title)}</span>`
  if (support === 'stranger')
    return html`<p class="support"><a class="button secondary" href="${signInHere(language, back)}">${icon('arrow-up')}<span>${w.give}${about}</span></a> ${count}</p>`
  const given = support === 'given'
  const action = to('contributionSupport', language, { consultation, contribution: id })
  return html`<form class="support" method="post" action="${action}" data-support>
<input type="hidden" name="_back" value="${back}"><input type="hidden" name="_do" value="${given ? 'withdraw' : 'give'}">
<button type="submit" class="button ${given ? 'quiet' : 'secondary'}">${icon(given ? 'cross' : 'arrow-up')}<span>${given ? w.withdraw : w.give}${about}</span></button> ${count}${given ? html` <span class="given">${icon('check')}${w.given}</span>` : none}</form>`
}

/** One comes back where one was, to press there. */
export const signInHere = (language: Language, back: string): string =>
  `${to('signIn', language)}?retour=${encodeURIComponent(back)}`
