import type { FastifyReply } from 'fastify'
import {
  inLanguage,
  isClosed,
  type KeyedIn,
  KEYED_CHANNELS,
  MOST_CONTRIBUTION,
  MOST_CONTRIBUTION_TITLE,
  MOST_LONG,
  MOST_SHORT,
  type Question,
  REGIONS,
  valuesOf,
} from '#consultations'
import { needOf } from '#catalogue'
import { html, type Html } from '#html'
import { newId } from '#kernel'
import { button, buttons, emptyState, errorSummary, needField, postForm, tabs } from '#look'
import { type Form, sentBy, valueIn } from '#web'
import { filled, isYes, line, number, paragraph, select, type Typed, yesNo } from './fields.ts'
import { type OwnVisit, refusedNotice, sendOwn, sentenceOf, toWrite } from './own.ts'
import { at, words } from './words.ts'

const w = words.keyIn

type What = 'answer' | 'contribution'

/** A stack of paper, one sheet after the other: the channel and the region stay, the rest comes back empty. */
export const keyInPage = toWrite((visit) => {
  const { query, consultation } = visit
  const what: What =
    query.get('quoi') === 'contribution' || consultation.questionnaire.length === 0
      ? 'contribution'
      : 'answer'
  const kept = {
    channel: KEYED_CHANNELS.find((one) => one === query.get('voie')) ?? 'paper',
    region: query.get('region') ?? '',
    theme: query.get('theme') ?? '',
    people: '1',
    english: false,
  }
  return send(visit, what, { form: filled(kept), faults: {} }, null)
})

const send = (
  visit: OwnVisit,
  what: What,
  typed: Typed,
  refusal: Parameters<typeof refusedNotice>[0],
): Promise<FastifyReply> => {
  const { consultation } = visit
  const { id, state, answeredOn } = consultation
  const isOver = (state !== 'open' && state !== 'closed') || answeredOn !== null
  return sendOwn(visit, {
    page: 'saisie',
    title: w.title,
    faults: typed.faults,
    status: refusal ? 422 : undefined,
    body: isOver
      ? emptyState({ title: w.title, body: w.notNow })
      : html`${errorSummary({ language: 'fr', faults: typed.faults })} ${refusedNotice(refusal)}
          <p>${w.lead}</p>
          ${kinds(id, what)}
          ${
            what === 'answer' && consultation.questionnaire.length === 0
              ? emptyState({ title: w.tabs.answer, body: w.noQuestion })
              : html`<div class="measure">${sheet(visit, what, typed)}</div>`
          }`,
  })
}

const kinds = (id: string, what: What): Html =>
  tabs({
    label: w.what,
    tabs: (['answer', 'contribution'] as const).map((one) => ({
      label: w.tabs[one],
      href: `${at(id, 'saisie')}${one === 'contribution' ? '?quoi=contribution' : ''}`,
      current: one === what,
    })),
  })

const CHANNEL_CHOICES = KEYED_CHANNELS.map((value) => ({ value, label: words.channels[value] }))
const REGION_CHOICES = [...REGIONS].map(([value, { fr }]) => ({ value, label: fr }))

const sheet = ({ consultation }: OwnVisit, what: What, typed: Typed): Html =>
  postForm({
    language: 'fr',
    action: at(consultation.id, 'saisie'),
    hidden: { what, key: newId() },
    body: html`${select('channel', typed, { label: w.channel, none: w.chooseChannel, options: CHANNEL_CHOICES })}
      ${select('region', typed, { label: w.region, none: w.noRegion, options: REGION_CHOICES })}
      ${what === 'answer' ? consultation.questionnaire.map((one) => asked(one, typed)) : contribution(consultation.themes, typed)}
      ${buttons(button({ label: w.save }))}`,
  })

const KINDS = {
  'one-of': 'one-of',
  'several-of': 'many-of',
  scale: 'one-of',
  'short-text': 'text',
  'long-text': 'long-text',
} as const

/** Names of the questions cannot be those of the sheet’s own fields. */
const fieldOf = ({ id }: Pick<Question, 'id'>): string => `q-${id}`

const asked = (question: Question, { form, faults }: Typed): Html => {
  const label = (id: string) => {
    const option = question.options.find((one) => one.id === id)
    return option ? inLanguage(option.label, 'fr') : id
  }
  const values = valuesOf(question)
  return needField({
    need: needOf(fieldOf(question), KINDS[question.kind], {
      options: values,
      optional: true,
      most: isClosed(question) ? null : question.kind === 'short-text' ? MOST_SHORT : MOST_LONG,
      party: 'agent',
    }),
    words: { label: question.label.fr, options: Object.fromEntries(values.map((id) => [id, label(id)])) },
    language: 'fr',
    form,
    faults,
  })
}

const contribution = (
  themes: readonly { id: string; title: { fr: string } }[],
  typed: Typed,
): Html => html`${select('theme', typed, { label: w.theme, none: words.moderation.chooseTheme, options: themes.map(({ id, title }) => ({ value: id, label: title.fr })) })}
  ${line('title', typed, { label: w.contributionTitle, most: MOST_CONTRIBUTION_TITLE })}
  ${paragraph('text', typed, { label: w.text, most: MOST_CONTRIBUTION })}
  ${number('people', typed, { label: w.people, why: w.peopleWhy })}
  ${line('name', typed, { label: w.name, why: w.nameWhy, most: 40, optional: true })}
  ${yesNo('english', typed, { label: w.english })}`

const sheetIn = ({ consultation }: OwnVisit, form: Form): KeyedIn => {
  const shared = {
    key: valueIn(form, 'key'),
    channel: KEYED_CHANNELS.find((one) => one === valueIn(form, 'channel')) ?? 'online',
    region: valueIn(form, 'region'),
  } as const
  if (valueIn(form, 'what') !== 'contribution') {
    const answers = Object.fromEntries(
      consultation.questionnaire.map((one) => [one.id, form.get(fieldOf(one)) ?? []]),
    )
    return { ...shared, is: 'answer', answers }
  }
  const typedPeople = valueIn(form, 'people').trim()
  return {
    ...shared,
    is: 'contribution',
    theme: valueIn(form, 'theme'),
    title: valueIn(form, 'title'),
    text: valueIn(form, 'text'),
    people: /^\d{1,5}$/.test(typedPeople) ? Number(typedPeople) : Number.NaN,
    name: valueIn(form, 'name'),
    language: isYes(form, 'english') ? 'en' : 'fr',
    attachments: [],
  }
}

const FIELD_OF: Record<string, string> = {
  'channel-unknown': 'channel',
  'people-malformed': 'people',
}

export const keyIn = toWrite(async (visit) => {
  const { platform, agent, consultation, request, reply } = visit
  const { form } = await sentBy(request)
  const given = sheetIn(visit, form)
  const done = await platform.consultations.keyIn(agent, consultation.id, given)
  if (done.ok) {
    const query = new URLSearchParams({ fait: 'saisie', voie: given.channel })
    if (given.region) query.set('region', given.region)
    if (given.is === 'contribution') {
      query.set('quoi', 'contribution')
      query.set('theme', given.theme)
    }
    return reply.redirect(`${at(consultation.id, 'saisie')}?${query}`, 303)
  }
  const faults = faultsIn(done, given.is)
  return send(visit, given.is, { form, faults }, Object.keys(faults).length > 0 ? null : done.refusal)
})

type Refused = Extract<Awaited<ReturnType<OwnVisit['platform']['consultations']['keyIn']>>, { ok: false }>

const faultsIn = ({ refusal, details }: Refused, is: What): Record<string, string> => {
  const field = FIELD_OF[refusal]
  if (field) return { [field]: sentenceOf(refusal) }
  const faults = Object.entries((details['faults'] ?? {}) as Record<string, string>)
  const known: Record<string, string> = { ...words.faults, ...words.answerFaults }
  const nameOf = (name: string) =>
    is === 'answer' && name !== 'region' ? fieldOf({ id: name }) : name === 'pseudonym' ? 'name' : name
  return Object.fromEntries(
    faults.map(([name, fault]) => [nameOf(name), known[fault] ?? words.faults.unknown]),
  )
}
