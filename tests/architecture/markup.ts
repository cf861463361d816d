import { type Fault, lineOf, type Source } from './sources.ts'

/** Stands for an interpolation in a template's text: a character that no page holds. */
const HOLE = '\u{F0000}'

/**
 * What no html tag can protect against (see src/foundation/kernel/html.ts), and what our content security policy
 * would block without a word.
 */
const RULES: [RegExp, string][] = [
  [
    new RegExp(`<[a-z][^<>]*\\s[^\\s<>"'=]+\\s*=\\s*${HOLE}`, 'giu'),
    'an attribute without quotes is open to anything',
  ],
  [
    new RegExp(`<[a-z][^<>]*\\s[^\\s<>"'=]*${HOLE}[^\\s<>"'=]*\\s*=`, 'giu'),
    'an attribute’s name comes from data',
  ],
  [new RegExp(`<${HOLE}|</[a-z]*${HOLE}`, 'giu'), 'an element’s name comes from data'],
  [/(href|src|action|formaction)\s*=\s*["']?\s*javascript:/giu, 'a javascript: address'],
  [/<script(?![^>]*\ssrc=)[^>]*>/giu, 'a script inside the page'],
  [/<style[\s>]/giu, 'a style sheet inside the page'],
  [/<[a-z][^<>]*\sstyle\s*=/giu, 'a style attribute'],
  [/<[a-z][^<>]*\son[a-z]+\s*=/giu, 'an event attribute'],
]

export const markupFaults = (sources: Source[]): Fault[] =>
  sources
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap((source) => {
      const faults: Fault[] = []
      source.visit({
        TaggedTemplateExpression: ({ tag, quasi, start }) => {
          if (tag.type !== 'Identifier' || tag.name !== 'html') return
          const text = quasi.quasis.map(({ value }) => value.raw).join(HOLE)
          for (const [pattern, says] of RULES)
            for (const { index } of text.matchAll(pattern)) {
              const line = lineOf(source, start) + text.slice(0, index).split('\n').length - 1
              faults.push({ path: source.path, line, says })
            }
        },
      })
      return faults
    })
