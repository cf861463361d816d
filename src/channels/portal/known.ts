import { html } from '#html'
import { knownOf } from '#dossiers'
import { button, buttons, knownFact, linkButton, postForm } from '#look'
import { factCard, sourceOf } from './facts.ts'
import { to } from './paths.ts'
import { openReference } from './reference.ts'
import { kicker, pageAfter, progress, stepPath, wayOf } from './request.ts'
import { shortLabel } from './said.ts'
import { redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** What registries already know: shown with its source, not asked. A registry that is down is said, with the way out. */
export const known = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { dossier, ref } = opened
  const { platform, language } = visit
  if (dossier.status !== 'draft') return redirect(visit, to('dossier', language, { ref }))
  const way = wayOf(dossier)
  const w = words[language].known
  const away = Object.entries(dossier.known).filter(([, fact]) => fact.status === 'unavailable')
  return show(visit, {
    title: w.title,
    current: 'dossiers',
    back: { href: to('service', language, { service: dossier.service }) },
    body: html`<div>${kicker(dossier, language)}<h1>${w.title}</h1></div>
      ${progress(way, 'known', language)}
      <p>${w.lead}</p>
      ${knownOf(way.remainder).map((inForce) => knownFact(factCard(platform, opened, inForce, language)))}
      ${away.map(([need, fact]) =>
        knownFact({
          language,
          label: shortLabel(dossier.pinned.definition, language, need),
          value: '',
          source: sourceOf(platform, fact, language),
          state: 'unavailable',
          wayOut: w.manualLater,
        }),
      )}
      ${
        away.length > 0 &&
        postForm({
          language,
          action: to('known', language, { ref }),
          body: html`${button({ label: w.tryAgain, weight: 'secondary' })}`,
        })
      }
      ${buttons(linkButton({ label: words[language].continue, href: stepPath(ref, pageAfter(dossier, way, null), language) }))}`,
  })
}

/** Asks again the registries that were away. */
export const consultAgain = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  await visit.platform.dossiers.consultAgain(opened.dossier, opened.here)
  return redirect(visit, to('known', visit.language, { ref: opened.ref }))
}
