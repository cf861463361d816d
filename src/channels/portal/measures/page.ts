import type { Publication } from '#barometer'
import { html, type Html } from '#html'
import { formatDay, formatFileSize, formatInstant, formatNumber, type Language } from '#kernel'
import { buttons, emptyState, linkButton, pagination, section, summaryList, table, tag } from '#look'
import { to } from '../paths.ts'
import { notFound, show, type Visit } from '../visit.ts'
import { words } from './words.ts'

const BY_PAGE = 50

/** The list of publications, and how anybody redoes the sum. */
export const measures = async (visit: Visit) => {
  const { language, platform, query } = visit
  const w = words[language]
  const all = await platform.barometer.publications()
  const pages = Math.max(1, Math.ceil(all.length / BY_PAGE))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(query['page'])) || 1))
  return show(visit, {
    title: page > 1 ? `${w.title} (${page})` : w.title,
    description: w.lead,
    charts: true,
    layout: 'wide',
    breadcrumbs: [{ label: w.barometer, href: to('barometer', language) }],
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${section({ title: w.redo, body: redo(visit, all[0]?.name ?? '') })}
      ${section({ title: w.holds, body: flow(html`<ul>${w.holdsLines.map((line) => html`<li>${line}</li>`)}</ul>`) })}
      ${section({ title: w.publications, body: list(visit, all.slice((page - 1) * BY_PAGE, page * BY_PAGE), all.length) })}
      ${pages > 1 && pagination({ language, current: page, pages, href: (n) => `${to('measures', language)}?page=${n}` })}`,
  })
}

const flow = (body: Html): Html => html`<div class="prose reading flow">${body}</div>`

const addressOf = ({ platform }: Visit, name: string): string =>
  `${platform.address()}/donnees/mesures/${name && `${name}/`}`

const redo = (visit: Visit, name: string): Html => {
  const w = words[visit.language]
  return flow(html`<ol>
      ${w.redoLines.map((line) => html`<li>${line}</li>`)}
    </ol>
    <p><code class="command">node parvis-verify.mjs ${addressOf(visit, name)}</code></p>
    ${buttons(linkButton({ label: w.verifier, href: '/donnees/parvis-verify' }))}
    <p>${w.key} <a href="/journal/vkey">${w.keyLink}</a></p>`)
}

const list = (visit: Visit, publications: readonly Publication[], count: number): Html => {
  const { language } = visit
  const w = words[language]
  return html`${table({
    language,
    caption: w.all(count),
    columns: [
      { id: 'day', label: w.day, heads: true, cell: (row) => nameCell(row, language) },
      {
        id: 'published',
        label: w.published,
        cell: ({ publishedAt }) => formatInstant(new Date(publishedAt), language),
      },
      { id: 'head', label: w.head, numeric: true, cell: ({ head }) => formatNumber(head.size, language) },
      { id: 'proof', label: w.proof, cell: (row) => proofTag(row, language) },
    ],
    rows: publications,
    empty: emptyState({ title: w.none, body: w.noneText }),
  })}
    ${count > 0 && html`<p><a href="/donnees/mesures/index.json">${w.index}</a></p>`}`
}

const nameCell = ({ name, day, revision }: Publication, language: Language): Html => {
  const shown = formatDay(day, language)
  return html`<a href="${to('publication', language, { publication: name })}"
    >${revision > 1 ? `${shown} (${words[language].revision(revision)})` : shown}</a
  >`
}

const proofTag = ({ proven }: Publication, language: Language): Html => {
  const w = words[language]
  return proven ? tag({ status: 'done', label: w.proven }) : tag({ status: 'waiting', label: w.unproven })
}

/** One publication: its files, their digests, and the head of the ledger that it was counted up to. */
export const publication = async (visit: Visit) => {
  const { language, platform, params } = visit
  const w = words[language]
  const found = await platform.barometer.publication(params['publication']!)
  if (!found) return notFound(visit)
  const { day, revision, head } = found
  const shown = formatDay(day, language)
  const title = revision > 1 ? w.oneRevision(shown, revision) : w.one(shown)
  return show(visit, {
    title,
    charts: true,
    layout: 'wide',
    breadcrumbs: [
      { label: w.barometer, href: to('barometer', language) },
      { label: w.title, href: to('measures', language) },
    ],
    body: html`<h1>${title}</h1>
      ${summaryList({
        language,
        rows: [
          { label: w.published, value: formatInstant(new Date(found.publishedAt), language) },
          { label: w.head, value: formatNumber(head.size, language) },
          { label: w.root, value: head.root ? html`<code>${head.root}</code>` : w.noRoot },
          { label: w.proof, value: proofTag(found, language) },
        ],
      })}
      ${section({ title: w.files, body: files(found, language) })}
      ${section({
        title: w.command,
        body: flow(html`<p><code class="command">node parvis-verify.mjs ${addressOf(visit, found.name)}</code></p>
          ${buttons(linkButton({ label: w.verifier, href: '/donnees/parvis-verify', weight: 'secondary' }))}`),
      })}`,
  })
}

type Row = { name: string; bytes: number | null; digest: string | null }

const files = ({ name, files: listed, digest, proven }: Publication, language: Language): Html => {
  const w = words[language]
  const beside = proven ? ['proof.txt', 'consistency.json'] : []
  const rows: Row[] = [
    { name: 'manifest.json', bytes: null, digest },
    ...listed.map((file) => ({ name: file.name, bytes: file.bytes, digest: file.sha256 })),
    ...beside.map((one) => ({ name: one, bytes: null, digest: null })),
  ]
  return table({
    language,
    caption: w.files,
    unseenCaption: true,
    columns: [
      {
        id: 'name',
        label: w.name,
        heads: true,
        cell: (row) => html`<a href="/donnees/mesures/${name}/${row.name}">${row.name}</a>`,
      },
      {
        id: 'size',
        label: w.size,
        numeric: true,
        cell: ({ bytes }) => (bytes === null ? null : formatFileSize(bytes, language)),
      },
      {
        id: 'about',
        label: w.what,
        cell: (row) =>
          html`${w.about[row.name]}${row.digest && html`<span class="second">SHA-256 <code>${row.digest}</code></span>`}`,
      },
    ],
    rows,
    empty: html`<p>${w.none}</p>`,
  })
}
