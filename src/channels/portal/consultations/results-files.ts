import { Readable } from 'node:stream'
import { type Consultation, type Contribution, type Results, showsResults } from '#consultations'
import { type Cell, csv } from '#kernel'
import { notFound, type Visit } from '../visit.ts'
import { valueWords } from './asked-questions.ts'
import { nameOfRegion } from './contribution-words.ts'
import { publicOne, today } from './one-page.ts'
import { plainly } from './reading.ts'

/** Results and contributions for whoever reuses them: what pages show and nothing more, from the same day on. */

const NOTE =
  'Counts of persons are rounded down to multiples of five; contributions, supports and comments are exact.'

const shown = async (visit: Visit): Promise<{ consultation: Consultation; results: Results } | null> => {
  const consultation = await publicOne(visit)
  if (!consultation || !showsResults(consultation, today(visit))) return null
  return { consultation, results: await visit.platform.consultations.results(consultation) }
}

export const resultsJson = async (visit: Visit) => {
  const found = await shown(visit)
  if (!found) return notFound(visit)
  const { consultation, results } = found
  return visit.reply.type('application/json; charset=utf-8').send({
    note: NOTE,
    consultation: consultation.id,
    title: consultation.title,
    countedAt: visit.platform.clock(),
    ...results,
    questions: results.questions.map(({ question, ...counted }) => ({
      id: question.id,
      kind: question.kind,
      label: question.label,
      theme: question.theme,
      options: question.options,
      ...counted,
    })),
  })
}

const attached = ({ reply }: Visit, name: string) =>
  reply
    .type('text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${name}.csv"`)

export const resultsCsv = async (visit: Visit) => {
  const found = await shown(visit)
  if (!found) return notFound(visit)
  const rows: Cell[][] = [
    ['part', 'of', 'region', 'answer', 'label', 'count'],
    ...rowsOf(found, visit.language),
  ]
  return attached(visit, `${found.consultation.id}-results`).send(csv(rows))
}

const rowsOf = (
  { consultation, results }: { consultation: Consultation; results: Results },
  language: Visit['language'],
): Cell[][] => {
  const { contributions, supports, comments, answers, byTheme, byRegion, byChannel, questions } = results
  const total = (answer: string, count: number): Cell[] => ['all', '', '', answer, '', count]
  const theme = (id: string) => {
    const found = consultation.themes.find((one) => one.id === id)
    return found ? plainly(found.title, language) : ''
  }
  return [
    total('contributions', contributions),
    total('supports', supports),
    total('comments', comments),
    total('answers', answers),
    ...byTheme.flatMap((one): Cell[][] => [
      ['theme', one.id, '', 'contributions', theme(one.id), one.contributions],
      ['theme', one.id, '', 'supports', theme(one.id), one.supports],
    ]),
    ...byRegion.flatMap((one): Cell[][] => [
      ['region', '', one.id, 'contributions', nameOfRegion(one.id, language), one.contributions],
      ['region', '', one.id, 'supports', nameOfRegion(one.id, language), one.supports],
      ['region', '', one.id, 'answers', nameOfRegion(one.id, language), one.answers],
    ]),
    ...byChannel.flatMap((one): Cell[][] => [
      ['channel', one.channel, '', 'contributions', '', one.contributions],
      ['channel', one.channel, '', 'people', '', one.people],
      ['channel', one.channel, '', 'answers', '', one.answers],
    ]),
    ...questions.flatMap(({ question, answered, values, byRegion: regions }) => {
      const label = plainly(question.label, language)
      const its = (region: string, all: number, counted: typeof values): Cell[][] => [
        ['question', question.id, region, 'answered', label, all],
        ...counted.map(({ value, count }): Cell[] => [
          'question',
          question.id,
          region,
          value,
          valueWords(question, value, language),
          count,
        ]),
      ]
      return [
        ...its('', answered, values),
        ...regions.flatMap((one) => its(one.region, one.answered, one.values)),
      ]
    }),
  ]
}

const AT_ONCE = 500

/** Every contribution in view, read little by little: ten thousand of them are never in memory together. */
export const contributionsCsv = async (visit: Visit) => {
  const consultation = await publicOne(visit)
  if (!consultation || !consultation.contributions.open) return notFound(visit)
  return attached(visit, `${consultation.id}-contributions`).send(
    Readable.from(contributionLines(visit, consultation)),
  )
}

const HEAD = [
  'id',
  'day',
  'theme',
  'region',
  'channel',
  'people',
  'language',
  'name',
  'title',
  'text',
  'supports',
  'comments',
  'withdrawnForRule',
] as const

async function* contributionLines(visit: Visit, { id }: Consultation): AsyncGenerator<string> {
  yield csv([HEAD])
  for (let offset = 0; ; offset += AT_ONCE) {
    const page = await visit.platform.consultations.read(
      id,
      { theme: '', region: '', sort: 'random' },
      { limit: AT_ONCE, offset },
    )
    // Only the first line of a file carries the mark.
    if (page.contributions.length > 0) yield csv(page.contributions.map(cellsOf)).slice(1)
    if (page.contributions.length < AT_ONCE) return
  }
}

const cellsOf = (one: Contribution): Cell[] => [
  one.id,
  one.day,
  one.theme,
  one.region,
  one.channel,
  one.people,
  one.language,
  one.name ?? '',
  one.title,
  one.text,
  one.supports,
  one.comments,
  one.rule ?? '',
]
