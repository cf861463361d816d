import { showValue } from '#catalogue'
import type { Dossier, NeedInForce, Remainder } from '#dossiers'
import { html, type Html } from '#html'
import { dayOf, formatDay } from '#kernel'
import { section, summaryList, type SummaryRow, tag } from '#look'
import type { Known } from '#registries'
import type { Platform } from '#web'
import type { Screen } from './worklist-query.ts'

/** What the section needs to know besides the dossier. */
export type FiledView = {
  platform: Platform
  dossier: Dossier
  screen: Screen
  remainder: Remainder
  /** The need whose masked value the agent asked to see. */
  revealed: string | null
  /** Whoever has the dossier may need a masked value; nobody else. */
  mayReveal: boolean
}

/** What was filed, page by page of the service: each value and where it comes from. */
export const filedSection = (view: FiledView): Html => {
  const { definition } = view.dossier.pinned
  const pages = definition.pages.flatMap((page) => {
    const inForce = view.remainder.inForce.filter(
      ({ need }) => page.needs.includes(need.id) && need.is !== 'file',
    )
    return inForce.length === 0 ? [] : [{ title: definition.words.fr.pages?.[page.id], inForce }]
  })
  const placed = new Set(pages.flatMap(({ inForce }) => inForce))
  const rest = view.remainder.inForce.filter((one) => !placed.has(one) && one.need.is !== 'file')
  const parts = rest.length > 0 ? [...pages, { title: 'Autres renseignements', inForce: rest }] : pages
  return section({
    title: 'Ce qui a été déposé',
    id: 'demande',
    body: html`<p class="source">Sans autre mention, le renseignement vient de la personne.</p>
      ${parts.map(
        ({ title, inForce }) =>
          html`${title && html`<h3 class="part">${title}</h3>`}${summaryList({
            language: 'fr',
            dense: true,
            rows: inForce.map((one) => rowOf(view, one)),
          })}`,
      )}`,
  })
}

const rowOf = (view: FiledView, one: NeedInForce): SummaryRow => {
  const { need, value } = one
  const label = wordsOf(view, need.id).short ?? wordsOf(view, need.id).label
  const reveal = view.revealed === need.id && view.mayReveal
  const shown = show(view, one, value, reveal)
  const masked = !reveal && view.mayReveal && String(shown) !== String(show(view, one, value, true))
  return {
    label,
    value: html`${shown.length > 0 ? shown.map((line, at) => html`${at > 0 && LINE}${line}`) : absent}${masked && revealLink(view, need.id, label)}${disputed(view, one)}`,
    source: shown.length > 0 || one.how === 'known' ? sourceWords(view, one) : undefined,
    money: need.is === 'money',
  }
}

const LINE = html`<br>`

const revealLink = ({ dossier, screen }: FiledView, need: string, label: string): Html =>
  html` <a class="minor" href="${screen(dossier.id, { query: { montrer: need }, place: 'demande' })}"
    >Montrer<span class="unseen"> : ${label}</span></a
  >`

const absent = html`<span class="absent">Non fourni</span>`

const wordsOf = ({ dossier }: FiledView, id: string) =>
  dossier.pinned.definition.words.fr.needs[id] ?? { label: id }

const show = (view: FiledView, { need }: NeedInForce, value: unknown, reveal: boolean): string[] =>
  [showValue(need, value, wordsOf(view, need.id), 'fr', { reveal })].flat().filter((line) => line !== '')

/** What the registry says and why the person says otherwise: the agent has both before them. */
const disputed = (view: FiledView, one: NeedInForce): Html[] => {
  const { known, because } = one
  if (because !== 'contested' || !known) return []
  const contest = view.dossier.contested[one.need.id]
  const held = 'value' in known ? show(view, one, known.value, false).join(' ; ') : ''
  return [
    html`<span class="second"
      >${tag({ status: 'paused', label: 'Contesté' })} ${registryName(view, known)} indique :
      ${held || 'rien'}${asOfWords(known)}.</span>`,
    ...(contest?.reason
      ? [html`<span class="second">Raison donnée par la personne : « ${contest.reason} »</span>`]
      : []),
  ]
}

const registryName = ({ platform }: FiledView, { registry }: Known): string =>
  platform.organisations.registries.get(registry)?.name.fr ?? registry

const asOfWords = (known: Known): string =>
  'asOf' in known ? `, à jour le ${formatDay(known.asOf, 'fr')}` : ''

/** Where a value comes from: a registry and its date, or the person where that has a reason to be told. */
const sourceWords = (view: FiledView, one: NeedInForce): string | undefined => {
  const { how, because, known, need } = one
  if (how === 'derived') return 'Calculé à partir des autres réponses'
  if (how === 'known' && known?.registry === 'self')
    return `Repris d’une demande précédente de la personne${asOfWords(known)}`
  if (how === 'known' && known) return `${registryName(view, known)}${asOfWords(known)}`
  if (how === 'completed' && known)
    return `${registryName(view, known)}${asOfWords(known)} ; complété par la personne`
  if (because === 'contested') return contestedWords(view, need.id)
  if (because === 'unavailable' && known)
    return `Donné par la personne : ${registryName(view, known)} ne répondait pas`
  if (because === 'justified')
    return `Donné par la personne, même si un registre le détient : ${justification(one)}`
  if (because === 'not-held' && known && known.registry !== 'self')
    return `Donné par la personne : ${registryName(view, known)} ne le détient pas`
  return undefined
}

const contestedWords = ({ dossier }: FiledView, need: string): string => {
  const contest = dossier.contested[need]
  return contest
    ? `Donné par la personne, qui a contesté le registre le ${formatDay(dayOf(new Date(contest.at)), 'fr')}`
    : 'Donné par la personne, qui a contesté le registre dans une autre demande'
}

const justification = ({ need }: NeedInForce): string => need.askedThoughKnown?.because ?? ''
