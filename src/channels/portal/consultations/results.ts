import { type Consultation, type QuestionResults, REGIONS, type Results, showsResults } from '#consultations'
import { html, type Html, none } from '#html'
import { formatDay, formatInstant, formatNumber, formatPercent, type Language } from '#kernel'
import { details, emptyState, figure, figures, meter, section, table } from '#look'
import { to } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { valueWords } from './asked-questions.ts'
import { showOne, today } from './one-page.ts'
import { plainly } from './reading.ts'
import { words } from './words.ts'

/** What was answered and said, counted; or on which day it will be, as it was announced. */
export const results = (visit: Visit) =>
  showOne(visit, async (consultation) => {
    const { platform, language } = visit
    const w = words[language].results
    const head = {
      title: w.pageTitle(plainly(consultation.title, language)),
      here: w.title,
      layout: 'wide',
      charts: true,
    } as const
    const heading = html`<div><p class="kicker">${plainly(consultation.title, language)}</p><h1>${w.title}</h1></div>`
    if (!showsResults(consultation, today(visit)))
      return { ...head, body: html`${heading}${notYet(consultation, language)}` }
    const counted = await platform.consultations.results(consultation)
    return {
      ...head,
      body: html`${heading}
        <p class="lead">${w.lead}</p>
        <p>${w.asOf(formatInstant(platform.clock(), language))}</p>
        ${isEmpty(counted) ? emptyState({ title: w.none, body: w.noneText }) : all(consultation, counted, language)}
        ${downloads(consultation, language)}`,
    }
  })

const notYet = ({ id, closesOn, contributions }: Consultation, language: Language): Html => {
  const w = words[language].results
  return emptyState({
    icon: 'clock',
    title: w.wait,
    body: w.waitText(formatDay(closesOn, language)),
    ...(contributions.open && {
      action: html`<p><a href="${to('contributions', language, { consultation: id })}">${words[language].one.read}</a></p>`,
    }),
  })
}

const isEmpty = ({ contributions, answers, byChannel }: Results): boolean =>
  contributions === 0 && answers === 0 && byChannel.length === 0

const all = (consultation: Consultation, counted: Results, language: Language): Html => {
  const w = words[language].results
  const { contributions, questionnaire } = consultation
  const said = [
    questionnaire.length > 0 && figure({ label: w.answers, value: persons(counted.answers, language) }),
    contributions.open &&
      figure({ label: w.contributions, value: formatNumber(counted.contributions, language) }),
    contributions.supports && figure({ label: w.supports, value: formatNumber(counted.supports, language) }),
    contributions.comments && figure({ label: w.comments, value: formatNumber(counted.comments, language) }),
  ].filter((one) => one !== false)
  return html`${figures(...said)}
    ${questionnaire.length > 0 && details({ summary: w.rule, body: html`<p>${w.rounded}</p>` })}
    ${counted.questions.map((one) => question(one, language))}
    ${contributions.open && consultation.themes.length > 1 && byTheme(consultation, counted, language)}
    ${byRegion(consultation, counted, language)}
    ${byChannel(consultation, counted, language)}`
}

/** Persons are told in multiples of five; 0 says « 0 à 4 ». */
const persons = (count: number, language: Language): string =>
  count === 0 ? words[language].results.small : formatNumber(count, language)

// ---- The questionnaire

type Line = { label: string; count: number; share: number | null }

const question = (one: QuestionResults, language: Language): Html => {
  const w = words[language].results
  const title = plainly(one.question.label, language)
  if (one.values.length === 0)
    return section({
      title,
      body: html`<p>${w.answeredBy(persons(one.answered, language))}</p><p>${w.texts}</p>`,
    })
  return section({
    title,
    body: html`<p>${w.answeredBy(persons(one.answered, language))}${one.question.kind === 'several-of' && ` ${w.several}`}</p>
      ${distribution(one, title, one, language)}
      ${
        one.byRegion.length > 0 &&
        details({
          summary: w.regionsOf,
          body: html`${one.byRegion.map(({ region, ...its }) => distribution(one, nameOf(region, language), its, language, true))}`,
        })
      }`,
  })
}

const distribution = (
  { question: { kind }, question: asked }: QuestionResults,
  caption: string,
  { answered, values }: Pick<QuestionResults, 'answered' | 'values'>,
  language: Language,
  seen = false,
): Html => {
  const w = words[language].results
  // Of roundings the sum may be more than the number: a share is of whichever is larger.
  const of =
    kind === 'several-of'
      ? answered
      : Math.max(
          answered,
          values.reduce((sum, { count }) => sum + count, 0),
        )
  const lines: Line[] = values.map(({ value, count }) => ({
    label: valueWords(asked, value, language),
    count,
    share: of === 0 ? null : Math.min(1, count / of),
  }))
  return table<Line>({
    language,
    caption,
    unseenCaption: !seen,
    rows: lines,
    empty: none,
    density: 'compact',
    columns: [
      { id: 'answer', label: w.answer, heads: true, cell: ({ label }) => label },
      { id: 'count', label: w.count, numeric: true, cell: ({ count }) => persons(count, language) },
      { id: 'share', label: w.share, cell: ({ share }) => shareShown(share || null, language) },
    ],
  })
}

const shareShown = (share: number | null, language: Language): Html =>
  html`<span class="share-bar">${meter({ share })}<span class="numeric">${share === null ? '–' : formatPercent(Math.round(share * 100) / 100, language)}</span></span>`

// ---- By theme, region, and way of taking part

type Row = { label: string; contributions: number; supports: number; answers: number; share: number }

const nameOf = (region: string, language: Language): string => {
  const name = REGIONS.get(region)
  return name ? plainly(name, language) : words[language].results.noRegion
}

const splits = (
  consultation: Consultation,
  caption: string,
  heading: string,
  rows: Row[],
  language: Language,
): Html => {
  const w = words[language].results
  const { open, supports } = consultation.contributions
  return section({
    title: caption,
    body: table<Row>({
      language,
      caption,
      unseenCaption: true,
      rows,
      empty: none,
      density: 'compact',
      columns: [
        { id: 'name', label: heading, heads: true, cell: ({ label }) => label },
        ...(open
          ? [
              {
                id: 'contributions',
                label: w.contributions,
                cell: ({ contributions, share }: Row) =>
                  html`<span class="share-bar">${meter({ share })}<span class="numeric">${formatNumber(contributions, language)}</span></span>`,
              },
            ]
          : []),
        ...(supports
          ? [
              {
                id: 'supports',
                label: w.supports,
                numeric: true,
                cell: (row: Row) => formatNumber(row.supports, language),
              },
            ]
          : []),
        ...(consultation.questionnaire.length > 0 && rows.some(({ answers }) => answers > 0)
          ? [
              {
                id: 'answers',
                label: w.answers,
                numeric: true,
                cell: ({ answers }: Row) => persons(answers, language),
              },
            ]
          : []),
      ],
    }),
  })
}

const shared = <T extends { contributions: number }>(all: readonly T[]): (T & { share: number })[] => {
  const most = Math.max(1, ...all.map(({ contributions }) => contributions))
  return all.map((one) => ({ ...one, share: one.contributions / most }))
}

const byTheme = (consultation: Consultation, counted: Results, language: Language): Html => {
  const w = words[language].results
  const rows = shared(counted.byTheme).map(({ id, ...one }) => {
    const theme = consultation.themes.find((its) => its.id === id)
    return { ...one, answers: 0, label: theme ? plainly(theme.title, language) : id }
  })
  return splits(consultation, w.byTheme, w.theme, rows, language)
}

const byRegion = (consultation: Consultation, counted: Results, language: Language): Html => {
  const w = words[language].results
  if (counted.byRegion.length === 0) return none
  const rows = shared(counted.byRegion).map(({ id, ...one }) => ({ ...one, label: nameOf(id, language) }))
  return splits(consultation, w.byRegion, w.region, rows, language)
}

type Way = Results['byChannel'][number]

const byChannel = (
  { questionnaire }: Consultation,
  { byChannel: ways }: Results,
  language: Language,
): Html => {
  const w = words[language].results
  const named = ways.filter(({ channel }) => channel in w.channels)
  if (named.length === 0) return none
  return section({
    title: w.byChannel,
    body: table<Way>({
      language,
      caption: w.byChannel,
      unseenCaption: true,
      rows: named,
      empty: none,
      density: 'compact',
      columns: [
        {
          id: 'channel',
          label: w.channel,
          heads: true,
          cell: ({ channel }) => w.channels[channel as keyof typeof w.channels],
        },
        {
          id: 'contributions',
          label: w.contributions,
          numeric: true,
          cell: (way) => formatNumber(way.contributions, language),
        },
        {
          id: 'people',
          label: w.people,
          numeric: true,
          cell: ({ channel, people }) => (channel === 'online' ? null : formatNumber(people, language)),
        },
        ...(questionnaire.length > 0
          ? [
              {
                id: 'answers',
                label: w.answers,
                numeric: true,
                cell: ({ answers }: Way) => persons(answers, language),
              },
            ]
          : []),
      ],
    }),
  })
}

const downloads = ({ id, contributions }: Consultation, language: Language): Html => {
  const w = words[language].results
  const own = { consultation: id }
  return section({
    title: w.data,
    body: html`<ul class="links">
      <li><a href="${to('consultationResultsCsv', language, own)}">${w.csv}</a></li>
      <li><a href="${to('consultationResultsJson', language, own)}">${w.json}</a></li>
      ${contributions.open && html`<li><a href="${to('contributionsCsv', language, own)}">${w.contributionsCsv}</a></li>`}
    </ul>`,
  })
}
