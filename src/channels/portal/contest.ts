import { contest as contestFact, restore, type Dossier, remainderOf } from '#dossiers'
import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { button, buttons, errorSummary, type Faults, knownFact, linkButton, needField, postForm } from '#look'
import { sentBy, valueIn } from '#web'
import { factCard } from './facts.ts'
import { to } from './paths.ts'
import { openReference, type Opened } from './reference.ts'
import { kicker, stepPath } from './request.ts'
import { refusalSentence } from './refusals.ts'
import { reasonNeed } from './reason.ts'
import { notFound, redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** Says that what a registry holds is wrong, with a reason; or takes that back. */
export const contestPage = async (visit: Visit, typed = '', fault?: string) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { language, params, platform } = visit
  const { dossier, ref } = opened
  const inForce = remainderOf(dossier.pinned, dossier).inForce.find(({ need }) => need.id === params['need'])
  const fact = inForce?.known
  if (!inForce || !fact || (fact.status !== 'found' && !dossier.contested[inForce.need.id]))
    return notFound(visit)
  if (dossier.status !== 'draft') return redirect(visit, to('dossier', language, { ref }))
  const w = words[language].contest
  const own = fact.registry === 'self'
  const faults: Faults = fault ? { reason: fault } : {}
  return show(visit, {
    title: own ? w.changeTitle : w.title,
    status: fault ? 422 : 200,
    error: !!fault,
    current: 'dossiers',
    back: { href: to('known', language, { ref }) },
    body: html`${errorSummary({ language, faults })}
      <div>${kicker(dossier, language)}<h1>${own ? w.changeTitle : w.title}</h1></div>
      ${knownFact({ ...factCard(platform, opened, inForce, language), contest: undefined })}
      ${form(opened, inForce.need.id, own, { typed, fault }, language)}`,
  })
}

const form = (
  { dossier, ref }: Opened,
  need: string,
  own: boolean,
  { typed, fault }: { typed: string; fault: string | undefined },
  language: Language,
): Html => {
  const w = words[language].contest
  const action = to('contest', language, { ref, need })
  const cancel = linkButton({
    label: words[language].cancel,
    href: to('known', language, { ref }),
    weight: 'quiet',
  })
  if (dossier.contested[need])
    return postForm({
      language,
      action,
      body: html`<p>${w.already}</p>${buttons(button({ label: w.restore, name: '_do', value: 'restore' }), cancel)}`,
    })
  if (own)
    return postForm({
      language,
      action,
      body: html`<p>${w.changeLead}</p>${buttons(button({ label: w.change }), cancel)}`,
    })
  return postForm({
    language,
    action,
    body: html`<p>${w.lead}</p>
      ${needField({
        need: reasonNeed('reason'),
        words: { label: w.reason, why: w.reasonWhy },
        language,
        form: new Map([['reason', [typed]]]),
        faults: fault ? { reason: fault } : {},
      })}
      ${buttons(button({ label: w.send }), cancel)}`,
  })
}

export const contested = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { platform, language, params, request } = visit
  const { form } = await sentBy(request)
  const need = params['need']!
  const { ref, here } = opened
  const restoring = valueIn(form, '_do') === 'restore'
  const reason = valueIn(form, 'reason')
  const done = restoring
    ? await platform.dossiers.perform(restore, opened.dossier.id, { need }, here)
    : await platform.dossiers.perform(contestFact, opened.dossier.id, { need, reason }, here)
  if (done.ok)
    return redirect(
      visit,
      restoring ? to('known', language, { ref }) : stepPath(ref, pageOf(done.value.dossier, need), language),
    )
  if (done.refusal === 'reason-missing' || done.refusal === 'reason-too-long')
    return contestPage(visit, reason, refusalSentence(done, language))
  return done.refusal === 'not-found' || done.refusal === 'not-known'
    ? notFound(visit)
    : redirect(visit, to('dossier', language, { ref }))
}

/** The page of the service that asks a need. */
const pageOf = (dossier: Dossier, need: string): string | null =>
  dossier.pinned.definition.pages.find(({ needs }) => needs.includes(need))?.id ?? null
