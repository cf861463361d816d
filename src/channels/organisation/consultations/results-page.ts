import type { FastifyReply } from 'fastify'
import {
  type Consultation,
  inLanguage,
  type Question,
  type QuestionResults,
  REGIONS,
  type Results,
  standingOn,
} from '#consultations'
import { html, type Html, none } from '#html'
import { dayOf, formatNumber, formatPercent } from '#kernel'
import { emptyState, figure, figures, meter, pagination, section, table } from '#look'
import { sendOrganisationNotFound } from '../frame.ts'
import { ofOne, sendOwn } from './own.ts'
import { at, words } from './words.ts'

const w = words.results
const count = (n: number): string => formatNumber(n, 'fr')

/** What was said, counted; the texts that people wrote in the questionnaire are one press away. */
export const resultsPage = ofOne(async (visit): Promise<FastifyReply> => {
  const { platform, consultation } = visit
  const its = await platform.consultations.results(consultation)
  const isEmpty = its.byChannel.length === 0 && its.contributions === 0 && its.answers === 0
  return sendOwn(visit, {
    page: 'resultats',
    title: w.title,
    charts: true,
    body: html`<p>${w.lead} ${w.shown[whenShown(consultation, dayOf(platform.clock()))]}</p>
      ${isEmpty ? emptyState(w.none) : counted(its)}
      ${its.questions.map((one) => question(consultation.id, one))}
      ${its.contributions > 0 && splits(w.byTheme, words.moderation.theme, its.byTheme, (id) => consultation.themes.find((theme) => theme.id === id)?.title.fr ?? id)}
      ${its.byRegion.length > 0 && splits(w.byRegion, words.moderation.region, its.byRegion, (id) => REGIONS.get(id)?.fr ?? w.noRegion)}
      ${channels(its)}`,
  })
})

/** What was kept for the end is in sight once it came. */
const whenShown = (consultation: Consultation, today: string): keyof typeof w.shown => {
  const hasEnded = ['closed', 'answered', 'reply-late'].includes(standingOn(consultation, today))
  return consultation.resultsPublished === 'at-end' && hasEnded ? 'ended' : consultation.resultsPublished
}

const counted = (its: Results): Html =>
  figures(
    ...(['answers', 'contributions', 'comments', 'supports'] as const).map((one) =>
      figure({ label: w.figures[one], value: count(its[one]) }),
    ),
  )

type Line = { label: string; count: number; share: number }

const question = (id: string, { question: its, answered, values }: QuestionResults): Html => {
  const label = (value: string) => {
    const option = its.options.find((one) => one.id === value)
    if (option) return inLanguage(option.label, 'fr')
    const end =
      value === '1' ? its.scale?.least.fr : value === String(its.scale?.most) ? its.scale?.highest.fr : ''
    return end ? `${value} (${end})` : value
  }
  const sum = values.reduce((all, one) => all + one.count, 0)
  const of = its.kind === 'several-of' ? answered : Math.max(answered, sum)
  return section({
    title: its.label.fr,
    body: html`<p>${w.answered(answered)}</p>
      ${
        values.length === 0
          ? html`<p><a href="${at(id, 'resultats', its.id)}">${w.texts}<span class="unseen"> ${its.label.fr}</span></a></p>`
          : table<Line>({
              language: 'fr',
              caption: its.label.fr,
              unseenCaption: true,
              density: 'compact',
              rows: values.map((one) => ({
                label: label(one.value),
                count: one.count,
                share: of === 0 ? 0 : Math.min(1, one.count / of),
              })),
              empty: none,
              columns: [
                { id: 'answer', label: w.columns.answer, heads: true, cell: (one) => one.label },
                { id: 'count', label: w.columns.count, numeric: true, cell: (one) => count(one.count) },
                {
                  id: 'share',
                  label: w.columns.share,
                  cell: ({ share }) =>
                    html`<span class="share-bar">${meter({ share })}<span class="numeric">${formatPercent(Math.round(share * 100) / 100, 'fr')}</span></span>`,
                },
              ],
            })
      }`,
  })
}

const splits = (
  title: string,
  heading: string,
  rows: Results['byTheme'],
  nameOf: (id: string) => string,
): Html =>
  section({
    title,
    body: table<Results['byTheme'][number]>({
      language: 'fr',
      caption: title,
      unseenCaption: true,
      density: 'compact',
      rows,
      empty: none,
      columns: [
        { id: 'name', label: heading, heads: true, cell: ({ id }) => nameOf(id) },
        {
          id: 'contributions',
          label: w.figures.contributions,
          numeric: true,
          cell: (one) => count(one.contributions),
        },
        { id: 'supports', label: w.figures.supports, numeric: true, cell: (one) => count(one.supports) },
        // A questionnaire stands under no theme: its column is there where somebody's region counts.
        ...(rows.some(({ answers }) => answers > 0) ? [ANSWERS] : []),
      ],
    }),
  })

const ANSWERS = {
  id: 'answers',
  label: w.figures.answers,
  numeric: true,
  cell: ({ answers }: Results['byTheme'][number]) => count(answers),
}

const channels = ({ byChannel }: Results): Html =>
  byChannel.length === 0
    ? none
    : section({
        title: w.byChannel,
        body: table<Results['byChannel'][number]>({
          language: 'fr',
          caption: w.byChannel,
          unseenCaption: true,
          density: 'compact',
          rows: byChannel,
          empty: none,
          columns: [
            {
              id: 'channel',
              label: words.moderation.channel,
              heads: true,
              cell: ({ channel }) => words.channels[channel as keyof typeof words.channels] ?? channel,
            },
            { id: 'answers', label: w.figures.answers, numeric: true, cell: (one) => count(one.answers) },
            {
              id: 'contributions',
              label: w.figures.contributions,
              numeric: true,
              cell: (one) => count(one.contributions),
            },
            { id: 'people', label: w.columns.people, numeric: true, cell: (one) => count(one.people) },
          ],
        }),
      })

const PAGE_SIZE = 50

/** What people wrote in answer to one question: for those who reply, never published. */
export const textsPage = ofOne(async (visit): Promise<FastifyReply> => {
  const { platform, agent, consultation, params, query } = visit
  const question = consultation.questionnaire.find(
    ({ id, kind }: Question) => id === params['question'] && (kind === 'short-text' || kind === 'long-text'),
  )
  if (!question) return sendOrganisationNotFound(visit, 'consultations')
  const page = Math.min(1_000, Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1))
  const found = await platform.consultations.texts(agent, consultation.id, question.id, {
    limit: PAGE_SIZE + 1,
    offset: (page - 1) * PAGE_SIZE,
  })
  const texts = found.slice(0, PAGE_SIZE)
  return sendOwn(visit, {
    page: 'resultats',
    title: w.textsTitle,
    crumbs: [{ label: w.title, href: at(consultation.id, 'resultats') }],
    body: html`<h2>${question.label.fr}</h2>
      <p>${w.textsWhy}</p>
      ${
        texts.length === 0
          ? html`<p>${w.noTexts}</p>`
          : html`<ul>
              ${texts.map(({ text, channel }) => html`<li><p class="said">${text}</p><p class="source">${words.channels[channel as keyof typeof words.channels] ?? channel}</p></li>`)}
            </ul>`
      }
      ${pagination({
        language: 'fr',
        current: page,
        pages: found.length > PAGE_SIZE ? page + 1 : page,
        href: (to) => `${at(consultation.id, 'resultats', question.id)}?page=${to}`,
      })}`,
  })
})
