import { isPerson } from '#access'
import { html } from '#html'
import { formatDay, type Language } from '#kernel'
import { buttons, linkButton, nextSteps, notice, section } from '#look'
import { to } from '../paths.ts'
import { notFound, redirect, show, type Visit } from '../visit.ts'
import { publicOne } from './one-page.ts'
import { plainly } from './reading.ts'
import { signInHere } from './support-part.ts'
import { takingWords } from './taking-words.ts'

type Params = { consultation: string; participation: string }

/** What was received, to whoever sent it: nobody else is told that it is theirs. */
export const receipt = async (visit: Visit) => {
  const { platform, language, visitor } = visit
  const params = visit.params as Params
  const consultation = await publicOne(visit)
  if (!consultation) return notFound(visit)
  if (!isPerson(visitor))
    return redirect(visit, signInHere(language, to('participationReceipt', language, params)))
  const { answer, contributions } = await platform.consultations.participationIn(visitor, consultation.id)
  const sent = contributions.find(({ id, parent }) => id === params.participation && parent === null)
  const isAnswer = answer?.id === params.participation
  if (!sent && !isAnswer) return notFound(visit)
  const w = takingWords[language].receipt
  const day = formatDay(sent?.day ?? answer!.day, language)
  const own = { consultation: consultation.id }
  return show(visit, {
    title: `${w.title} - ${plainly(consultation.title, language)}`,
    current: 'consultations',
    body: html`<div><p class="kicker">${plainly(consultation.title, language)}</p><h1>${w.title}</h1></div>
      ${notice({ language, tone: 'success', title: isAnswer ? w.answer : w.contribution, body: `${w.received(day)}` })}
      ${section({ title: w.next, body: nextSteps(w.nextLines(formatDay(consultation.replyDueOn, language))) })}
      ${buttons(
        sent
          ? linkButton({
              label: w.see,
              href: to('contribution', language, { ...own, contribution: sent.id }),
            })
          : linkButton({ label: w.back, href: to('consultation', language, own) }),
        linkButton({ label: w.mine, href: to('participation', language), weight: 'secondary' }),
      )}
      ${sent ? moreLinks(language, own) : html``}`,
  })
}

const moreLinks = (language: Language, own: { consultation: string }) => {
  const w = takingWords[language].receipt
  return html`<ul class="links">
    <li><a href="${to('contribute', language, own)}">${w.more}</a></li>
    <li><a href="${to('consultation', language, own)}">${w.back}</a></li>
  </ul>`
}
