import { REMOVED } from './removed.ts'

/** Each letter in each of its accents: nobody types a name as its owner does. */
const ACCENTS: Record<string, string> = {
  a: 'aàâäáãå',
  c: 'cç',
  e: 'eéèêë',
  i: 'iîïíì',
  n: 'nñ',
  o: 'oôöóòõ',
  u: 'uùûüú',
  y: 'yÿý',
}

const looseOf = (part: string): string =>
  [...part.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()]
    .map((letter) => (ACCENTS[letter] ? `[${ACCENTS[letter]}]` : letter.replace(/[^\p{L}\p{N}]/u, '.')))
    .join('')

const partsOf = (name: string): string[] => name.split(/[\s\u00a0]+/).filter((part) => part.length > 1)

export type NamesPattern = { whole: RegExp | null; first: RegExp | null }

/**
 * The names that an installation knows. `whole` finds a first and a family name together, in either order, whatever
 * their accents, case, hyphens and dots; `first` finds a first name alone, if it begins with a capital.
 */
export const namesPattern = (names: readonly string[]): NamesPattern => {
  const all = names.map(partsOf).filter((parts) => parts.length > 0)
  const gap = String.raw`[\s.\-\u00a0]{1,3}`
  const spelled = (parts: string[]) =>
    parts
      .map((part) =>
        part
          .split('-')
          .map(looseOf)
          .join(String.raw`[\s-]?`),
      )
      .join(gap)
  const both = all.flatMap((parts) =>
    parts.length > 1 ? [spelled(parts), spelled([...parts.slice(1), parts[0]!])] : [],
  )
  const first = [...new Set(all.map(([one]) => one!.split('-').map(looseOf).join('[\\s-]?')))]
  return { whole: alternatives(both, 'giu'), first: alternatives(first, 'giu') }
}

const alternatives = (them: readonly string[], flags: string): RegExp | null =>
  them.length === 0
    ? null
    : new RegExp(
        String.raw`(?<![\p{L}\p{N}])(?:${them.toSorted((a, b) => b.length - a.length).join('|')})(?![\p{L}\p{N}])`,
        flags,
      )

const CAPITALISED = String.raw`\p{Lu}[\p{L}'’]*(?:-\p{L}[\p{L}'’]*)*`
/** What may stand before a name and says that it is one. A dot after an initial is part of the name. */
const TITLE = String.raw`(?:M\.|MM\.|Mme\.?|Mmes|Mlle|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Dre|Me(?=\s\p{Lu})|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Aa]gente?|[Mm]aître|[Pp]réposée?)`
const TITLED = new RegExp(
  String.raw`(?<![\p{L}])(${TITLE})\s+(?:${CAPITALISED}|\p{Lu}\.)(?:[\s-]+(?:(?:de|du|la|le|van|von|ben|el|al)\s+)?(?:${CAPITALISED}|\p{Lu}\.)){0,3}`,
  'gu',
)

const PRESENTED = [
  /** What announces a name, in whatever letters it is typed. */
  {
    after:
      /(?<![\p{L}])(?:je\s+m['’\s]?\s?appell?e|on\s+m['’]appelle|mon\s+nom\s+(?:est|c['’]est)|mon\s+nom\s*:|my\s+name(?:\s+is|['’]s|\s*:)|(?:i\s+am|i['’]m|im)\s+called)[\s,:]+/giu,
    inSmallLetters: true,
  },
  /** What announces a name when a capital follows. */
  {
    after:
      /(?<![\p{L}])(?:nommée?|prénom|nom|signée?|signed|cordialement|sincèrement|sincerely|regards|i\s+am|i['’]m|je\s+suis|ici|this\s+is)(?:\s+(?:est|is)\s)?[\s,:]+/giu,
    inSmallLetters: false,
  },
]
/** Words that follow a name, never part of one. */
const AFTER =
  /^(?:et|mais|ou|où|donc|car|je|j|j['’]ai|ai|suis|qui|que|de|à|au|aux|pour|depuis|avec|the|and|but|or|i|who|from|at|in|for|since|with|my|mon|ma|mes|la|le|les|un|une|a|an|est|is|was|have|had|il|elle|it|this|ce|cette)$/iu

export const withoutNames = (text: string, { whole, first }: NamesPattern): string => {
  let left = PRESENTED.reduce(withoutPresented, text).replace(TITLED, `$1 ${REMOVED.name}`)
  if (whole) left = left.replace(whole, REMOVED.name)
  if (first) left = left.replace(first, (found) => (/^\p{Lu}/u.test(found) ? REMOVED.name : found))
  return left.replace(REST, '$1')
}

/** What follows a name that went, with a capital, is the rest of it. */
const REST = new RegExp(String.raw`(\[nom\])(?:\s+${CAPITALISED})+`, 'gu')

/** « Je m’appelle X »: the words that come next, while they may be a name. */
const withoutPresented = (text: string, { after, inSmallLetters }: (typeof PRESENTED)[number]): string => {
  let out = ''
  let from = 0
  for (const found of text.matchAll(after)) {
    const start = found.index + found[0].length
    if (found.index < from) continue
    const length = nameLength(text.slice(start, start + 120), inSmallLetters)
    if (length === 0) continue
    out += `${text.slice(from, start)}${REMOVED.name}`
    from = start + length
  }
  return out + text.slice(from)
}

const WORD = /\p{L}[\p{L}'’-]*\.?/uy
/** The same after a first one: « Zoé van der Berg ». */
const NEXT =
  /(?:(?:van|von|der|den|de|du|des|di|da|ben|bin|el|al|la|le)\s+){0,2}\p{Lu}[\p{L}'’-]*\.?|\p{L}[\p{L}'’-]*\.?/uy

/** How many characters of a text a name takes, from its beginning: four words at most, two in small letters. */
const nameLength = (text: string, inSmallLetters: boolean): number => {
  let length = 0
  for (let at = 0, count = 0, small = false; count < 4; count++) {
    const next = count === 0 ? WORD : NEXT
    next.lastIndex = at
    const [word] = next.exec(text) ?? []
    if (!word || AFTER.test(word.replace(/\.$/, ''))) break
    const isSmall = !/(?:^|\s)\p{Lu}/u.test(word)
    if (isSmall && (!inSmallLetters || (count > 0 && (!small || count >= 2)))) break
    small ||= isSmall
    const ends = word.endsWith('.') && word.length > 2
    length = at + word.length - (ends ? 1 : 0)
    const gap = /^[\s\u00a0]+/u.exec(text.slice(length))
    if (ends || !gap) break
    at = length + gap[0].length
  }
  return length
}
