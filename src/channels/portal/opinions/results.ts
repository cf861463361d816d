import { type Distribution, type Effect, type Rate, released, type Results } from '#evaluations'
import { html, type Html, none } from '#html'
import { dayOf, formatDay, formatNumber, formatPercent, type Language } from '#kernel'
import { details, emptyState, figure, figures, meter, section, table } from '#look'
import type { Platform } from '#web'
import { to } from '../paths.ts'
import { notFound, show, type Visit } from '../visit.ts'
import { words } from './words.ts'

/** What people say of each service: the rate, how many, and two averages. */
export const evaluations = async (visit: Visit) => {
  const { platform, language } = visit
  const w = words[language].results
  const services = platform.catalogue.list().map(({ service }) => service)
  const { since, results } = await platform.evaluations.results(services)
  return show(visit, {
    title: w.title,
    description: w.lead,
    layout: 'wide',
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      <p>${w.period(monthShown(since, language))}</p>
      ${table<Results>({
        language,
        caption: w.title,
        unseenCaption: true,
        rows: results,
        empty: emptyState({ title: w.fewTitle, body: w.fewText }),
        columns: [
          {
            id: 'service',
            label: w.service,
            heads: true,
            cell: ({ service }) =>
              html`<a href="${to('serviceEvaluations', language, { service })}">${nameOf(platform, service, language)}</a>`,
          },
          ...rateColumns<Results>(language),
          {
            id: 'satisfaction',
            label: w.satisfaction,
            numeric: true,
            cell: ({ distributions }) => averageShown(distributions[0]!.average, language),
          },
          {
            id: 'ease',
            label: w.ease,
            numeric: true,
            cell: ({ distributions }) => averageShown(distributions[1]!.average, language),
          },
        ],
      })}
      ${rule(language)}`,
  })
}

export const nameOf = ({ catalogue }: Platform, service: string, language: Language): string =>
  catalogue.current(service)?.definition.words[language].name ?? service

const rateColumns = <R extends Rate>(language: Language) => {
  const w = words[language].results
  return [
    {
      id: 'rate',
      label: w.rate,
      numeric: true,
      cell: ({ rate }: R) => (rate === null ? w.none : formatPercent(Math.round(rate * 100) / 100, language)),
    },
    {
      id: 'received',
      label: w.received,
      numeric: true,
      cell: ({ received }: R) => countShown(received, language),
    },
    {
      id: 'reached',
      label: w.reached,
      numeric: true,
      cell: ({ reached }: R) => countShown(reached, language),
    },
  ]
}

/** Rounded down to a multiple of five, 0 says « 0 à 4 ». */
const countShown = (count: number, language: Language): string =>
  count === 0 ? words[language].results.small : formatNumber(count, language)

const ONE_DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
const averages = {
  fr: new Intl.NumberFormat('fr-CA', ONE_DECIMAL),
  en: new Intl.NumberFormat('en-CA', ONE_DECIMAL),
}

/** `4,0` beside `3,8`: what is compared has as many decimals. */
const averageWords = (average: number, language: Language): string => averages[language].format(average)

const averageShown = (average: number | null, language: Language): string =>
  average === null ? words[language].results.none : averageWords(average, language)

const rule = (language: Language): Html => {
  const w = words[language].results
  return details({ summary: w.rule, body: html`<p>${w.ruleText}</p>` })
}

const monthShown = (month: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`))

/** One service: each question's answers as bars and figures, by end and by version, and what changed because of them. */
export const serviceEvaluations = async (visit: Visit) => {
  const { platform, language, params } = visit
  const version = platform.catalogue.current(params['service']!)
  if (!version) return notFound(visit)
  const { service } = version
  const w = words[language].results
  const [{ since, results }, published] = await Promise.all([
    platform.evaluations.results([service]),
    platform.evaluations.published(service),
  ])
  const result = results[0]!
  const title = w.serviceTitle(nameOf(platform, service, language))
  return show(visit, {
    title,
    description: w.lead,
    charts: true,
    layout: 'wide',
    breadcrumbs: [
      { label: w.link, href: to('evaluations', language) },
      { label: nameOf(platform, service, language) },
    ],
    body: html`<h1>${title}</h1>
      <p>${w.period(monthShown(since, language))}</p>
      ${result.received === 0 ? emptyState({ title: w.fewTitle, body: w.fewText }) : answers(result, language)}
      ${section({ title: w.improvements, body: improvements(published, language) })}
      ${result.reached > 0 && asides(result, language)}
      ${rule(language)}
      ${section({
        title: w.data,
        body: html`<ul class="links">
            <li><a href="${to('evaluationsCsv', language, { service })}">${w.csv}</a></li>
            <li><a href="${to('evaluationsJson', language, { service })}">${w.json}</a></li>
            <li><a href="${to('service', language, { service })}">${w.toService}</a></li>
          </ul>`,
      })}`,
  })
}

const answers = (result: Results, language: Language): Html => {
  const w = words[language].results
  const rate = result.rate === null ? w.none : formatPercent(Math.round(result.rate * 100) / 100, language)
  return html`${figures(
    figure({ label: w.received, value: formatNumber(result.received, language) }),
    figure({ label: w.reached, value: formatNumber(result.reached, language) }),
    figure({ label: w.rate, value: rate }),
  )}${result.distributions.map((one) => distribution(one, language))}`
}

type Line = { label: string; count: number; share: number | null }

const distribution = (one: Distribution, language: Language): Html => {
  const w = words[language].results
  const said = words[language].evaluate.questions[one.question] as {
    label: string
    options: Record<string, string>
  }
  const shareOf = (count: number) => (one.number === 0 ? null : count / one.number)
  const lines: Line[] = one.answers.map(({ answer, count }) => ({
    label: said.options[answer] ?? answer,
    count,
    share: shareOf(count),
  }))
  if (one.apart > 0) lines.push({ label: w.apart, count: one.apart, share: shareOf(one.apart) })
  return section({
    title: said.label,
    body: html`${one.question !== 'online' && html`<p>${one.average === null ? w.noAverage : w.average(averageWords(one.average, language))}</p>`}
      ${table<Line>({
        language,
        caption: said.label,
        unseenCaption: true,
        rows: lines,
        empty: none,
        density: 'compact',
        columns: [
          { id: 'answer', label: w.answer, heads: true, cell: ({ label }) => label },
          {
            id: 'count',
            label: w.count,
            numeric: true,
            cell: ({ count }) => countShown(count, language),
          },
          { id: 'share', label: w.share, cell: ({ share }) => shareShown(share || null, language) },
        ],
      })}`,
  })
}

const shareShown = (share: number | null, language: Language): Html =>
  html`<span class="share-bar">${meter({ share })}<span class="numeric">${share === null ? '–' : formatPercent(Math.round(share * 100) / 100, language)}</span></span>`

const asides = ({ byEnd, byVersion }: Results, language: Language): Html => {
  const w = words[language].results
  type Aside = Rate & { name: string; satisfaction: number | null; ease: number | null }
  const rows = (label: string, caption: string, lines: Aside[]) =>
    section({
      title: caption,
      body: table<Aside>({
        language,
        caption,
        unseenCaption: true,
        rows: lines,
        empty: none,
        density: 'compact',
        columns: [
          { id: 'name', label, heads: true, cell: ({ name }) => name },
          ...rateColumns<Aside>(language),
          {
            id: 'satisfaction',
            label: w.satisfaction,
            numeric: true,
            cell: ({ satisfaction }) => averageShown(satisfaction, language),
          },
          { id: 'ease', label: w.ease, numeric: true, cell: ({ ease }) => averageShown(ease, language) },
        ],
      }),
    })
  return html`${rows(
    w.end,
    w.byEnd,
    byEnd.map((one) => ({ ...one, name: w.ends[one.end] })),
  )}${rows(
    w.version,
    w.byVersion,
    byVersion.map((one) => ({ ...one, name: String(one.version) })),
  )}`
}

type Published = Awaited<ReturnType<Platform['evaluations']['published']>>

const improvements = (published: Published, language: Language): Html => {
  const w = words[language].results
  if (published.length === 0) return html`<p>${w.noImprovements}</p>`
  return html`${published.map((one) => {
    const english = language === 'en' && one.titleEn !== '' && one.changeEn !== ''
    const lang = language === 'en' && !english && html` lang="fr-CA"`
    const [title, change] = english ? [one.titleEn, one.changeEn] : [one.title, one.change]
    const cites = released(Object.keys(one.cites).length)
    const day = formatDay(dayOf(new Date(one.publishedAt!)), language)
    return html`<article class="flow"><h3${lang}>${title}</h3>
      ${change.split(/\n+/).map((line) => html`<p${lang}>${line}</p>`)}
      <p class="source">${w.cites(cites)} ${w.made(one.version!, day)} ${effect(one.effects, language)}</p></article>`
  })}`
}

/** What moved, in a sentence; when nothing can be said, that. */
const effect = (effects: readonly Effect[], language: Language): string => {
  const w = words[language].results
  const names = { satisfaction: w.satisfaction, ease: w.ease } as const
  const moved = effects.flatMap(({ question, says, difference }) =>
    (says === 'better' || says === 'worse') && question !== 'clarity'
      ? [w.effects[says](names[question], averageWords(Math.abs(difference!), language))]
      : [],
  )
  if (moved.length > 0) return moved.join(' ')
  return effects.every(({ says }) => says === 'too-few') ? w.effects['too-few'] : w.effects.unclear
}
