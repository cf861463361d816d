import { html, none, raw, type Html } from '#html'
import type { Language } from '#kernel'
import { CHARTS_PATH, SCRIPT_PATH, STYLE_PATH, TAB_ICON_PATH } from './assets.ts'
import { attributes } from './attributes.ts'
import { framedOnce } from './frame.ts'
import { icon, mark } from './icons.ts'
import { backLink, breadcrumb, type Crumb } from './navigation.ts'
import { tag } from './status.ts'
import { inBoth, PATHS, words } from './words.ts'

/** One link of the main navigation; `count` is shown beside the word, `countLabel` says what it counts. */
export type Destination = { id: string; href: string; label: string; count?: number; countLabel?: string }

export type PageProps = {
  language: Language
  /** Without the name of the platform, which is added. */
  title: string
  body: Html
  /** This page, in its language. */
  path: string
  /** The same page in the other language; absent where there is none (the staff interface is French: C-11). */
  otherPath?: string | undefined
  person?: { name: string; signOut?: string } | undefined
  /** Nobody was recognised, because a fault is told before anybody is: the page neither names nor asks who comes. */
  unknownVisitor?: boolean | undefined
  /** Staff read three spaces: the desk, their organisation's, the central secretariat's. */
  section?: Section | undefined
  /** The `id` of the destination that this page belongs to: `services`, `dossiers`, `inbox`, `desk`. */
  current?: string | undefined
  navigation?: readonly Destination[] | undefined
  unread?: number | undefined
  /** The page shows faults: its title says so first (WCAG 3.3.1). */
  error?: boolean | undefined
  breadcrumbs?: readonly Crumb[] | undefined
  back?: { href: string; label?: string } | undefined
  demonstration?: boolean | undefined
  /** `reading` keeps a measure of about 70 characters; `wide` takes the screen. Desk pages are wide unless told. */
  layout?: 'reading' | 'wide' | undefined
  description?: string | undefined
  /** The page draws figures: cards, bars, curves. */
  charts?: boolean | undefined
  footerLinks?: readonly { href: string; label: string }[] | undefined
}

export type Section = 'portal' | 'desk' | 'organisation' | 'central'

/** A whole document, drawn from its first letter: what every page has around its body. */
export const wholePage = (p: PageProps): Html => {
  const section = p.section ?? 'portal'
  const layout = p.layout ?? (section === 'portal' ? 'reading' : 'wide')
  return html`<!doctype html>
<html lang="${TAGS[p.language]}">
<head>
<meta charset="utf-8">
<title>${p.error ? words[p.language].errorTitle : ''}${p.title} - Parvis</title>
${HEAD}${p.charts && CHARTS}${p.description && html`<meta name="description" content="${p.description}">`}${alternate(p)}
</head>
<body class="${BODY[section]}">
${SKIP[p.language]}
<header>
${p.demonstration && BANNER[p.language]}
${header(p, section)}
${trail(p)}
</header>
<main id="content" tabindex="-1"><div class="wrap"><div class="${layout} flow">
${p.body}
</div></div></main>
${footer(p)}
</body>
</html>
`
}

/** The same, with what is alike for everybody kept ready. */
export const page = framedOnce(wholePage)

/** The three spaces of staff are work screens, drawn alike; those that have more places give them a row of their own. */
const BODY: Record<Section, string> = {
  portal: 'portal',
  desk: 'desk',
  organisation: 'desk many',
  central: 'desk many',
}

const TAGS = { fr: 'fr-CA', en: 'en-CA' }
const other = (language: Language): Language => (language === 'fr' ? 'en' : 'fr')

const HEAD = raw(`<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${STYLE_PATH}">
<link rel="icon" href="${TAB_ICON_PATH}" type="image/svg+xml">
<script type="module" src="${SCRIPT_PATH}"></script>
`)

const CHARTS = raw(`<link rel="stylesheet" href="${CHARTS_PATH}">
`)

const alternate = (p: PageProps): Html =>
  p.otherPath
    ? html`<link rel="alternate"${attributes({ hreflang: TAGS[other(p.language)], href: p.otherPath })}>`
    : none

const SKIP = inBoth(
  (w) => html`<a class="skip" href="#content">${w.skip}</a>
<p class="offline" data-offline hidden role="status">${w.offline}</p>`,
)

const BANNER = inBoth(
  (w) =>
    html`<div class="demonstration"><div class="wrap">${tag({ status: 'notice', label: w.demonstration })} <span>${w.invented}</span></div></div>`,
)

const header = (p: PageProps, section: Section): Html => {
  const w = words[p.language]
  const at = PATHS[p.language]
  const name = section !== 'portal' && html` <span class="wordmark-section">${w[section]}</span>`
  return html`<div class="header"><div class="wrap">
<a class="wordmark"${attributes({ href: section === 'portal' ? at.services : at[section] })}>${mark}<span>Parvis</span>${name}</a>
<nav class="destinations" aria-label="${w.navigation}"><ul>${destinations(p, section).map((d) => destination(d, p.current))}</ul></nav>
<div class="account">${account(p)}</div>${languageLink(p)}
</div></div>`
}

const destinations = (p: PageProps, section: Section): readonly Destination[] => {
  if (p.navigation) return p.navigation
  const w = words[p.language]
  const at = PATHS[p.language]
  if (section === 'desk') return [{ id: 'desk', href: at.desk, label: 'Dossiers' }]
  return [
    { id: 'services', href: at.services, label: w.services },
    { id: 'dossiers', href: at.dossiers, label: w.dossiers },
    {
      id: 'inbox',
      href: at.inbox,
      label: w.inbox,
      count: p.unread ?? 0,
      countLabel: w.unread(p.unread ?? 0),
    },
  ]
}

const destination = (d: Destination, current: string | undefined): Html =>
  html`<li><a${attributes({ href: d.href, 'aria-current': d.id === current && 'page' })}>${d.label}${
    !!d.count &&
    html` <span class="count" aria-hidden="true">${d.count}</span><span class="unseen"> ${d.countLabel ?? d.count}</span>`
  }</a></li>`

const account = (p: PageProps): Html => {
  if (p.unknownVisitor) return none
  const w = words[p.language]
  if (!p.person)
    return html`<a class="quiet-link"${attributes({ href: PATHS[p.language].signIn })}>${icon('user')}${w.signIn}</a>`
  return html`<span class="person">${icon('user')}<span class="unseen">${w.signedInAs} </span>${p.person.name}</span>
    <form method="post"${attributes({ action: p.person.signOut ?? PATHS[p.language].signOut })}>
      <button type="submit" class="quiet-link">${w.signOut}</button>
    </form>`
}

const languageLink = (p: PageProps): Html => {
  if (!p.otherPath) return none
  const tag = TAGS[other(p.language)]
  return html`<a class="quiet-link language"${attributes({ href: p.otherPath, lang: tag, hreflang: tag })}>${words[p.language].otherLanguage}</a>`
}

const trail = (p: PageProps): Html => {
  if (p.breadcrumbs?.length)
    return html`<div class="wrap trail">${breadcrumb({ language: p.language, crumbs: p.breadcrumbs })}</div>`
  if (p.back) return html`<div class="wrap trail">${backLink({ language: p.language, ...p.back })}</div>`
  return none
}

const footer = (p: PageProps): Html => {
  const links = p.footerLinks?.map((l) => html`<li><a${attributes({ href: l.href })}>${l.label}</a></li>`)
  return html`<footer class="footer"><div class="wrap"><p>${words[p.language].footer}</p>${
    !!links?.length && html`<ul>${links}</ul>`
  }</div></footer>`
}
