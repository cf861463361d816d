import { type CompiledVersion, type Price, tariffDecidedBy, tariffOf } from '#catalogue'
import type { NeedInForce } from '#dossiers'
import { html, none, type Html } from '#html'
import { type Clock, dayOf, formatMoney, type Language } from '#kernel'
import { inset } from '#look'
import { words } from './words.ts'

/** Each price of a service on one day, under the name its words give it; null where the fee is no table of prices. */
export const pricesOf = (version: CompiledVersion, language: Language, today: string): Html | null => {
  const prices = tariffOf(version, today)
  return prices && priceList(version, prices, language)
}

/** Every price, above the questions that choose among them. */
export const pricesBefore = (
  version: CompiledVersion,
  asked: readonly NeedInForce[],
  language: Language,
  clock: Clock,
): Html => {
  if (!version.fee) return none
  const decidedBy = tariffDecidedBy(version)
  if (!asked.some(({ need }) => decidedBy.includes(need.id))) return none
  const today = dayOf(clock())
  const kept = drawn[language].get(version)
  if (kept?.today === today) return kept.prices
  const list = pricesOf(version, language, today)
  const prices = list ? inset(html`<p><strong>${words[language].service.cost}</strong></p>${list}`) : none
  drawn[language].set(version, { today, prices })
  return prices
}

/** The same for everybody all day. */
type Drawn = WeakMap<CompiledVersion, { today: string; prices: Html }>
const drawn: Record<Language, Drawn> = { fr: new WeakMap(), en: new WeakMap() }

const priceList = ({ definition }: CompiledVersion, prices: readonly Price[], language: Language): Html => {
  const said = definition.words[language].parameters
  return html`<ul class="prices">
    ${prices.map(
      ({ parameter, price }) =>
        html`<li>${said?.[parameter] ?? parameter} <span class="number">${formatMoney(price, language)}</span></li>`,
    )}
  </ul>`
}
