import { type CompiledVersion, type Price, tariffOf } from '#catalogue'
import { html, none, type Html } from '#html'
import { formatMoney, type Language } from '#kernel'
import { inset } from '#look'
import { words } from './words.ts'

/** Each price of a service on one day, under the name its words give it; null where the fee is no table of prices. */
export const pricesOf = (version: CompiledVersion, language: Language, today: string): Html | null => {
  const tariff = tariffOf(version, today)
  return tariff && priceList(version, tariff.prices, language)
}

/** Every price, above the questions that choose among them. */
export const pricesBefore = (
  version: CompiledVersion,
  asked: readonly string[],
  language: Language,
  today: string,
): Html => {
  const tariff = version.fee && tariffOf(version, today)
  if (!tariff?.decidedBy.some((need) => asked.includes(need))) return none
  return inset(
    html`<p><strong>${words[language].service.cost}</strong></p>${priceList(version, tariff.prices, language)}`,
  )
}

const priceList = ({ definition }: CompiledVersion, prices: readonly Price[], language: Language): Html => {
  const said = definition.words[language].parameters
  return html`<ul class="prices">
    ${prices.map(
      ({ parameter, price }) =>
        html`<li>${said?.[parameter] ?? parameter} <span class="number">${formatMoney(price, language)}</span></li>`,
    )}
  </ul>`
}
