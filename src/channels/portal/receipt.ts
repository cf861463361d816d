import type { Dossier } from '#dossiers'
import { html } from '#html'
import { formatInstant, isKey } from '#kernel'
import { buttons, details, linkButton, nextSteps, receipt as panel } from '#look'
import { to } from './paths.ts'
import { openReference } from './reference.ts'
import { keepAddress } from './request.ts'
import { wordsOf } from './said.ts'
import { notFound, redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** The acknowledgement: shown only because what it says is durable, signed so that it can be proved. */
export const receipt = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { dossier, ref } = opened
  const { language, platform } = visit
  if (!dossier.filing) return redirect(visit, to('dossier', language, { ref }))
  const w = words[language].receipt
  const at = new Date(dossier.filing.at)
  const authority = platform.organisations.organisations.get(dossier.organisation)?.name[language]
  return show(visit, {
    title: w.title,
    current: 'dossiers',
    body: html`${panel({
      language,
      title: w.title,
      number: dossier.number,
      when: { text: formatInstant(at, language), machine: dossier.filing.at },
      body: `${wordsOf(dossier, language).name}${authority ? `, ${authority}` : ''}.`,
    })}
      ${keepAddress(ref, language)}
      <h2>${w.then}</h2>
      ${nextSteps(wordsOf(dossier, language).then ?? [])}
      ${buttons(linkButton({ label: w.follow, href: to('dossier', language, { ref }) }), linkButton({ label: words[language].papers.receipt.save, href: to('paper', language, { ref, paper: 'receipt' }), weight: 'secondary' }))}
      ${details({
        summary: w.proof,
        body: html`<p>${w.proofText}</p>
          <dl class="summary dense"><div><dt>${w.digest}</dt><dd class="digest">${dossier.filing.digest}</dd></div></dl>
          <p><a href="${to('signedReceipt', language, { ref })}">${w.save}</a></p>
          <p><a href="${to('verify', language)}">${w.verify}</a></p>`,
      })}
      ${!isKey(ref) && html`<p class="source">${w.inbox}</p>`}`,
  })
}

/** The receipt itself, compact JWS, as a file to keep. */
export const signedReceipt = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { dossier } = opened
  if (!dossier.filing) return notFound(visit)
  return sendJws(visit, dossier, dossier.filing.receipt, words[visit.language].receipt.fileName)
}

export const sendJws = (visit: Visit, { number }: Dossier, jws: string, name: string) =>
  visit.reply
    .type('application/jose')
    .header('content-disposition', `attachment; filename="${name}-${number}.jws"`)
    .send(jws)
