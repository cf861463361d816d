import type { FastifyReply } from 'fastify'
import { CHANNELS, isRegion, MOST_COUNTED, type Posting, type Queue, REGIONS } from '#consultations'
import { html, type Html, none } from '#html'
import {
  button,
  type Column,
  emptyState,
  filterBar,
  notice,
  pagination,
  postForm,
  rowLink,
  section,
  table,
  tag,
} from '#look'
import { isId } from '#kernel'
import { type OwnVisit, ofOne, sendOwn } from './own.ts'
import { at, words } from './words.ts'

const w = words.moderation

export const PAGE_SIZE = 25

export type Asked = Queue & { page: number }

const SHOWS = Object.keys(w.shows) as (keyof typeof w.shows)[]

/** What the address asks of the queue; what is none of its choices asks nothing. */
export const askedIn = ({ consultation }: OwnVisit, query: URLSearchParams): Asked => {
  const region = query.get('region') ?? ''
  const theme = query.get('theme') ?? ''
  return {
    show: SHOWS.find((one) => one === query.get('montrer')) ?? 'to-review',
    theme: consultation.themes.some(({ id }) => id === theme) ? theme : '',
    region: isRegion(region) ? region : '',
    channel: CHANNELS.find((one) => one === query.get('voie')) ?? '',
    search: (query.get('mots') ?? '').slice(0, 100).replaceAll('\0', '').trim(),
    page: Math.min(400, Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1)),
  }
}

export const partsOf = (asked: Asked): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      montrer: asked.show === 'to-review' ? '' : asked.show,
      theme: asked.theme,
      region: asked.region,
      voie: asked.channel,
      mots: asked.search,
    }).filter(([, value]) => value !== ''),
  )

export const addressOf = (id: string, asked: Asked, more: Record<string, string> = {}): string => {
  const page: Record<string, string> = asked.page > 1 ? { page: String(asked.page) } : {}
  const query = new URLSearchParams({ ...partsOf(asked), ...page, ...more })
  return `${at(id, 'contributions')}${query.size > 0 ? `?${query}` : ''}`
}

/** What people wrote, as a moderator reads it: reported first, many at once. */
export const moderationPage = ofOne((visit) => sendQueue(visit, askedIn(visit, visit.query)))

export const sendQueue = async (
  visit: OwnVisit,
  asked: Asked,
  refusal?: string,
  chosen: readonly string[] = [],
): Promise<FastifyReply> => {
  const { platform, agent, consultation, may } = visit
  const { id } = consultation
  const queue = (await platform.consultations.queue(agent, id, asked, {
    limit: PAGE_SIZE,
    offset: (asked.page - 1) * PAGE_SIZE,
  }))!
  return sendOwn(visit, {
    page: 'contributions',
    title: w.title,
    status: refusal ? 422 : 200,
    body: html`${refusal && notice({ language: 'fr', tone: 'problem', body: refusal, live: true })}
      ${may && undoing(visit, asked)}
      <p>${w.lead}</p>
      ${filters(visit, asked)}
      ${
        queue.postings.length === 0
          ? emptyState({ icon: 'search', ...w.none })
          : html`<p role="status">${w.found(queue.count, MOST_COUNTED)}</p>
              ${
                may
                  ? postForm({
                      language: 'fr',
                      action: at(id, 'contributions'),
                      hidden: { ...partsOf(asked), page: String(asked.page) },
                      body: html`${rows(visit, queue.postings, chosen)} ${acts(visit)}`,
                    })
                  : rows(visit, queue.postings, chosen)
              }
              ${pagination({
                language: 'fr',
                current: asked.page,
                pages: Math.ceil(queue.count / PAGE_SIZE),
                href: (page) => addressOf(id, { ...asked, page }),
              })}`
      }`,
  })
}

/** What was just done to several is undone by one press. */
const UNDONE: Record<string, string> = { retire: 'remettre', garde: 'encore', remis: '' }

const undoing = ({ query, consultation }: OwnVisit, asked: Asked): Html => {
  const act = UNDONE[query.get('fait') ?? '']
  const ids = query.getAll('texte').filter(isId).slice(0, PAGE_SIZE)
  if (!act || ids.length === 0) return none
  return html`<form method="post" action="${at(consultation.id, 'contributions')}" data-once>
    ${Object.entries(partsOf(asked)).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    ${ids.map((one) => html`<input type="hidden" name="texte" value="${one}">`)}
    ${button({ label: w.undo, act, weight: 'secondary' })}
  </form>`
}

const filters = ({ consultation }: OwnVisit, asked: Asked): Html => {
  const every = { value: '', label: w.every }
  return filterBar({
    language: 'fr',
    action: at(consultation.id, 'contributions'),
    search: { name: 'mots', label: w.search, value: asked.search },
    choices: [
      {
        name: 'montrer',
        label: w.show,
        value: asked.show,
        options: SHOWS.map((value) => ({ value, label: w.shows[value] })),
      },
      {
        name: 'theme',
        label: w.theme,
        value: asked.theme,
        options: [every, ...consultation.themes.map(({ id, title }) => ({ value: id, label: title.fr }))],
      },
      {
        name: 'region',
        label: w.region,
        value: asked.region,
        options: [
          { value: '', label: w.everyRegion },
          ...[...REGIONS].map(([value, { fr }]) => ({ value, label: fr })),
        ],
      },
      {
        name: 'voie',
        label: w.channel,
        value: asked.channel,
        options: [
          { value: '', label: w.everyRegion },
          ...CHANNELS.map((value) => ({ value, label: words.channels[value] })),
        ],
      },
    ],
  })
}

const MOST_SHOWN = 280

const excerptOf = ({ text }: Posting): string =>
  text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN).toWellFormed()}…` : text

/** A comment has no title: its words are what one opens. */
const textCell = (one: Posting): Html => {
  const href = at(one.consultation, 'contributions', one.id)
  const lang = langOf(one)
  return one.parent === null
    ? html`${rowLink({ href, label: html`<span class="verbatim"${lang}><b>${one.title}</b></span>` })} <span class="verbatim source"${lang}>${excerptOf(one)}</span>`
    : html`${rowLink({ href, label: html`<span class="verbatim"${lang}>${excerptOf(one)}</span>` })} <span class="source">${w.comment}</span>`
}

const stateTag = ({ state, rule, appealed, reviewed }: Posting): Html => {
  if (appealed) return tag({ status: 'waiting', label: w.appealed, plain: true })
  if (state === 'hidden') return tag({ status: 'stopped', label: w.hiddenFor(rule ?? ''), plain: true })
  return tag(
    reviewed
      ? { status: 'done', label: w.reviewed, plain: true }
      : { status: 'new', label: w.shown, plain: true },
  )
}

const rows = (visit: OwnVisit, postings: readonly Posting[], chosen: readonly string[]): Html => {
  const { consultation, may } = visit
  const themes = new Map(consultation.themes.map(({ id, title }) => [id, title.fr]))
  const places = new Map(postings.map(({ id }, place) => [id, place + 1]))
  const pick: Column<Posting> = {
    id: 'pick',
    label: w.columns.pick,
    unseenLabel: true,
    cell: ({ id }) =>
      html`<label class="pick"><input type="checkbox" name="texte" value="${id}"${chosen.includes(id) && html` checked`}><span class="unseen">${w.pick(places.get(id)!)}</span></label>`,
  }
  return table<Posting>({
    language: 'fr',
    caption: w.title,
    unseenCaption: true,
    rows: postings,
    empty: none,
    columns: [
      ...(may ? [pick] : []),
      {
        id: 'text',
        label: w.columns.text,
        cell: textCell,
      },
      { id: 'theme', label: w.columns.theme, cell: ({ theme }) => themes.get(theme) ?? '–' },
      { id: 'channel', label: w.columns.channel, cell: ({ channel }) => words.channels[channel] },
      { id: 'supports', label: w.columns.supports, numeric: true, cell: ({ supports }) => supports },
      { id: 'reports', label: w.columns.reports, numeric: true, cell: ({ reports }) => reports },
      { id: 'state', label: w.columns.state, cell: stateTag },
    ],
  })
}

export const langOf = ({ language }: Pick<Posting, 'language'>): Html | false =>
  language === 'en' && html` lang="en-CA"`

const acts = ({ consultation }: OwnVisit): Html => {
  const options = (first: string, them: readonly { value: string; label: string }[]) =>
    html`<option value="">${first}</option>${them.map(({ value, label }) => html`<option value="${value}">${label}</option>`)}`
  const rules = consultation.rules.map(({ id, text }) => ({ value: id, label: `${id}. ${text.fr}` }))
  const themes = consultation.themes.map(({ id, title }) => ({ value: id, label: title.fr }))
  return section({
    title: w.with,
    body: html`<div class="filters">${button({ label: w.keep, act: 'garder' })}${button({ label: w.restore, act: 'remettre', weight: 'secondary' })}</div>
      <div class="filters"><div class="filter grow"><label for="rule">${w.rule}</label><select id="rule" name="regle">${options(w.chooseRule, rules)}</select></div>
        ${button({ label: w.hide, act: 'retirer', weight: 'danger' })}</div>
      <div class="filters"><div class="filter grow"><label for="under">${w.under}</label><select id="under" name="sous">${options(w.chooseTheme, themes)}</select></div>
        ${button({ label: w.group, act: 'ranger', weight: 'secondary' })}</div>`,
  })
}
