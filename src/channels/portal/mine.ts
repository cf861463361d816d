import { isPerson } from '#access'
import { html, type Html } from '#html'
import { formatDay, dayOf, type Language } from '#kernel'
import { emptyState, linkButton, pagination, tag, time } from '#look'
import type { Dossier } from '#dossiers'
import { to } from './paths.ts'
import { toldLinks } from './told-links.ts'
import { wordsOf } from './said.ts'
import { statusOf } from './status.ts'
import { askToSignIn, redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

const PER_PAGE = 20

/** Where my requests stand: drafts to go on with, and what was filed. */
export const mine = async (visit: Visit) => {
  const { platform, language, visitor, query } = visit
  if (!isPerson(visitor)) return askToSignIn(visit, to('mine', language))
  const w = words[language].mine
  const current = Math.max(1, Math.min(10_000, Number.parseInt(query['page'] ?? '1', 10) || 1))
  const { dossiers, count } = await platform.dossiers.ofPerson(visitor.person, {
    limit: PER_PAGE,
    offset: (current - 1) * PER_PAGE,
  })
  if (dossiers.length === 0 && count > 0) return redirect(visit, to('mine', language))
  return show(visit, {
    title: w.title,
    current: 'dossiers',
    body: html`<h1>${w.title}</h1>
      ${toldLinks(language)}
      ${
        dossiers.length === 0
          ? emptyState({
              title: w.none,
              body: w.noneHelp,
              action: linkButton({ label: w.services, href: to('home', language) }),
            })
          : html`<ul class="services">${dossiers.map((dossier) => row(dossier, language))}</ul>`
      }
      ${pagination({
        language,
        current,
        pages: Math.ceil(count / PER_PAGE),
        href: (page) => `${to('mine', language)}?page=${page}`,
      })}`,
  })
}

const row = (dossier: Dossier, language: Language): Html => {
  const w = words[language].mine
  const day = dayOf(new Date(dossier.filing?.at ?? dossier.updatedAt))
  const when = time({ text: formatDay(day, language), machine: day })
  return html`<li>
    <h2><a href="${to('dossier', language, { ref: dossier.id })}">${wordsOf(dossier, language).name}</a></h2>
    <p>${tag(statusOf(dossier, language))}</p>
    <p class="source">${dossier.filing ? html`${w.number} ${dossier.number} · ${w.filed} ${when}` : html`${w.touched} ${when}`}</p>
  </li>`
}
