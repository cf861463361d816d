import { isOpen, withdraw as withdrawDossier } from '#dossiers'
import { html } from '#html'
import { button, buttons, linkButton, postForm } from '#look'
import { to } from './paths.ts'
import { openReference } from './reference.ts'
import { kicker } from './request.ts'
import { redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** Takes a request back, after saying what that means. */
export const withdraw = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { language } = visit
  const { dossier, ref } = opened
  if (dossier.status !== 'draft' && !isOpen(dossier)) return redirect(visit, to('dossier', language, { ref }))
  const w = words[language].withdraw
  const draft = dossier.status === 'draft'
  return show(visit, {
    title: draft ? w.dropTitle : w.title,
    current: 'dossiers',
    back: { href: to('dossier', language, { ref }) },
    body: html`<div>${kicker(dossier, language)}<h1>${draft ? w.dropTitle : w.title}</h1></div>
      <p>${draft ? w.dropLead : w.lead}</p>
      ${postForm({
        language,
        action: to('withdraw', language, { ref }),
        body: buttons(
          button({ label: draft ? w.drop : w.confirm, weight: 'danger' }),
          linkButton({
            label: words[language].cancel,
            href: to('dossier', language, { ref }),
            weight: 'quiet',
          }),
        ),
      })}`,
  })
}

export const withdrawn = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { platform, language } = visit
  await platform.dossiers.perform(withdrawDossier, opened.dossier.id, {}, opened.here)
  await platform.settled()
  return redirect(visit, to('dossier', language, { ref: opened.ref }))
}
