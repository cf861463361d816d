import { showValue } from '#catalogue'
import type { Dossier, NeedInForce } from '#dossiers'
import { formatDay, type Language } from '#kernel'
import type { KnownFact } from '#look'
import type { Known } from '#registries'
import type { Platform } from '#web'
import { to } from './paths.ts'
import { needWords, shortLabel } from './said.ts'
import { words } from './words.ts'

/** Where a value comes from, in words: the register, or the person’s own earlier request. */
export const sourceOf = ({ organisations }: Platform, known: Known, language: Language): string =>
  known.registry === 'self'
    ? words[language].known.yourself
    : (organisations.registries.get(known.registry)?.name[language] ?? known.registry)

/** A known fact as a card: its value, its source, its date, and the way to say that it is wrong. */
export const factCard = (
  platform: Platform,
  { dossier, ref }: { dossier: Dossier; ref: string },
  { need, known, how }: NeedInForce,
  language: Language,
): KnownFact => {
  const { definition } = dossier.pinned
  const shown =
    how === 'completed' ? { ...need, fields: need.fields.filter(({ id }) => isHeld(known!, id)) } : need
  const value =
    known!.status === 'found'
      ? showValue(shown, known!.value, needWords(definition, language, need.id), language)
      : ''
  const asOf = known && 'asOf' in known ? known.asOf : null
  return {
    language,
    label: shortLabel(definition, language, need.id),
    value: Array.isArray(value) ? (value.length > 0 ? value.join('\n') : words[language].known.none) : value,
    source: sourceOf(platform, known!, language),
    asOf: asOf ? { text: formatDay(asOf, language), machine: asOf } : undefined,
    contest: { href: to('contest', language, { ref, need: need.id }) },
  }
}

const isHeld = (known: Known, field: string): boolean =>
  known.status === 'found' && Array.isArray(known.value) && known.value.every((item: object) => field in item)
