import type { FastifyReply } from 'fastify'
import { type Announced, type Means, MEANS, type MeansKind } from '#consultations'
import { html, type Html } from '#html'
import { newId } from '#kernel'
import { button, buttons, errorSummary, linkButton, postForm, section, table } from '#look'
import { type Form, sentBy, valueIn } from '#web'
import {
  day,
  dayIn,
  dayParts,
  filled,
  inEnglish,
  line,
  oneOf,
  paragraph,
  textIn,
  type Typed,
} from './fields.ts'
import { faultsOf, type OwnVisit, refusedNotice, sendOwn, toWrite } from './own.ts'
import { at, words } from './words.ts'

const w = words.means

/** By which means one takes part, each with its days: what makes a consultation online or not. */
export const meansPage = toWrite((visit) => send(visit, { form: formOf(visit), faults: {} }, null))

const formOf = ({ consultation: { opensOn, closesOn } }: OwnVisit): Form =>
  filled({ ...dayParts('from', opensOn), ...dayParts('to', closesOn) })

const send = (
  visit: OwnVisit,
  typed: Typed,
  refusal: Parameters<typeof refusedNotice>[0],
): Promise<FastifyReply> => {
  const { id, means, online } = visit.consultation
  return sendOwn(visit, {
    page: 'moyens',
    title: w.title,
    faults: typed.faults,
    status: refusal ? 422 : undefined,
    body: html`${errorSummary({ language: 'fr', faults: typed.faults })} ${refusedNotice(refusal)}
      <p>${w.lead} ${w.now(words.online[online])}</p>
      ${means.length === 0 ? html`<p>${w.none}</p>` : list(id, means)}
      ${section({ title: w.addTitle, body: adding(id, typed) })}
      ${buttons(linkButton({ label: words.announce.cancel, href: at(id), weight: 'quiet' }))}`,
  })
}

const list = (
  id: string,
  means: readonly Means[],
): Html => html`<form method="post" action="${at(id, 'moyens')}" data-once>
  ${table<Means>({
    language: 'fr',
    caption: w.title,
    unseenCaption: true,
    rows: means,
    empty: html`<p>${w.none}</p>`,
    columns: [
      {
        id: 'kind',
        label: w.kind,
        heads: true,
        cell: ({ kind, address }) => (address ? `${w.kinds[kind]} (${w.elsewhere})` : w.kinds[kind]),
      },
      { id: 'from', label: w.from, cell: ({ from }) => from },
      { id: 'to', label: w.to, cell: ({ to }) => to },
      { id: 'place', label: w.place, cell: ({ place, address }) => address || place.fr || null },
      {
        id: 'act',
        label: w.remove,
        unseenLabel: true,
        cell: (one) =>
          button({ label: w.remove, about: w.kinds[one.kind], act: `retirer:${one.id}`, weight: 'quiet' }),
      },
    ],
  })}
</form>`

const adding = (id: string, typed: Typed): Html => html`<div class="measure">
  ${postForm({
    language: 'fr',
    action: at(id, 'moyens'),
    body: html`${oneOf('kind', typed, { label: w.kind, options: w.kinds })}
      ${day('from', typed, { label: w.from })} ${day('to', typed, { label: w.to })}
      ${line('place', typed, { label: w.place, why: w.placeWhy, most: 200, optional: true })}
      ${paragraph('words', typed, { label: w.words, most: 600, optional: true })}
      ${line('address', typed, { label: w.address, why: w.addressWhy, most: 300, optional: true })}
      ${inEnglish(
        words.announce.english,
        typed,
        ['placeEn', 'wordsEn'],
        html`${line('placeEn', typed, { label: w.placeEn, most: 200, optional: true })}
          ${paragraph('wordsEn', typed, { label: w.wordsEn, most: 600, optional: true })}`,
      )}
      ${buttons(button({ label: w.add, act: 'ajouter' }))}`,
  })}
</div>`

const meansIn = (form: Form): Means => ({
  id: newId().slice(-12),
  kind: MEANS.find((kind) => kind === valueIn(form, 'kind')) ?? ('' as MeansKind),
  from: dayIn(form, 'from'),
  to: dayIn(form, 'to'),
  place: textIn(form, 'place'),
  words: textIn(form, 'words'),
  address: valueIn(form, 'address'),
})

/** Adds the means that was written, or takes one out. */
export const changeMeans = toWrite(async (visit) => {
  const { platform, agent, consultation, request, reply } = visit
  const { form } = await sentBy(request)
  const [act, which] = valueIn(form, '_do').split(':')
  const removes = act === 'retirer'
  const means: Announced['means'] = removes
    ? consultation.means.filter(({ id }) => id !== which)
    : [...consultation.means, meansIn(form)]
  const done = await platform.consultations.edit(agent, consultation.id, { means })
  if (done.ok)
    return reply.redirect(`${at(consultation.id, 'moyens')}?fait=${removes ? 'retiree' : 'ajoutee'}`, 303)
  const its = `means.${means.length - 1}.`
  const faults =
    done.refusal === 'announcement-faulty'
      ? Object.fromEntries(
          Object.entries(faultsOf(done.details)).map(([field, fault]) => [
            field.startsWith(its) ? field.slice(its.length) : 'kind',
            fault,
          ]),
        )
      : {}
  return send(visit, { form, faults }, Object.keys(faults).length > 0 ? null : done.refusal)
})
