import type { FastifyReply } from 'fastify'
import type { Question } from '#consultations'
import { html, type Html, none } from '#html'
import { button, buttons, emptyState, linkButton, rowLink, table } from '#look'
import { sentBy, valueIn } from '#web'
import { type OwnVisit, refusedNotice, sendOwn, toWrite } from './own.ts'
import { at, words } from './words.ts'

const w = words.questions

/** The questionnaire, question by question, in the order in which it is asked. */
export const questionsPage = toWrite((visit) => send(visit, null))

const send = (visit: OwnVisit, refusal: Parameters<typeof refusedNotice>[0]): Promise<FastifyReply> => {
  const { id, questionnaire } = visit.consultation
  return sendOwn(visit, {
    page: 'questions',
    title: w.title,
    status: refusal ? 422 : 200,
    body: html`${refusedNotice(refusal)}
      <p>${w.lead}</p>
      ${questionnaire.length === 0 ? emptyState({ title: w.none, body: w.noneHelp }) : list(id, questionnaire)}
      ${buttons(
        linkButton({ label: w.add, href: at(id, 'questions', 'nouvelle'), icon: 'plus' }),
        linkButton({ label: words.announce.cancel, href: at(id), weight: 'quiet' }),
      )}`,
  })
}

const list = (id: string, questions: readonly Question[]): Html => {
  const drawn = table<Question>({
    language: 'fr',
    caption: w.title,
    unseenCaption: true,
    rows: questions,
    empty: none,
    columns: [
      {
        id: 'label',
        label: w.columns.label,
        heads: true,
        cell: (one) => rowLink({ href: at(id, 'questions', one.id), label: one.label.fr }),
      },
      {
        id: 'kind',
        label: w.columns.kind,
        cell: ({ kind, optional }) => (optional ? `${w.kinds[kind]}, ${w.optionalShown}` : w.kinds[kind]),
      },
      {
        id: 'act',
        label: w.columns.act,
        cell: (one) =>
          one === questions[0]
            ? null
            : button({ label: w.up, about: one.label.fr, act: `monter:${one.id}`, weight: 'quiet' }),
      },
    ],
  })
  // One question has no other place to go to: a form would have no button.
  return questions.length > 1
    ? html`<form method="post" action="${at(id, 'questions')}" data-once>${drawn}</form>`
    : drawn
}

/** Moves a question up by one. */
export const moveQuestion = toWrite(async (visit) => {
  const { platform, agent, consultation, request, reply } = visit
  const { form } = await sentBy(request)
  const [, which] = valueIn(form, '_do').split(':')
  const questionnaire = [...consultation.questionnaire]
  const from = questionnaire.findIndex(({ id }) => id === which)
  if (from > 0) questionnaire.splice(from - 1, 0, ...questionnaire.splice(from, 1))
  const done = await platform.consultations.edit(agent, consultation.id, { questionnaire })
  return done.ok ? reply.redirect(at(consultation.id, 'questions'), 303) : send(visit, done.refusal)
})
