import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import type { Command } from 'commander'

/** A Markdown file of the repository, its path from the root. */
export type Page = { path: string; text: string }

/** Folders whose Markdown is not ours. */
const NOT_OURS = new Set(['node_modules', '.parvis', '.git'])

export const readPages = (root: string, folder = root): Page[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : readPages(root, path)
    if (!entry.name.endsWith('.md')) return []
    return [{ path: relative(root, path), text: readFileSync(path, 'utf8') }]
  })

const FENCE = /^( *)(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n\1\2/gm

/** What is written as code: blocks, indented lines and spans. Each is read by itself. */
export const codeIn = (text: string): string[] => {
  const blocks = [...text.matchAll(FENCE)].flatMap(([, , , body = '']) => body.split('\n'))
  const rest = text.replace(FENCE, '')
  const indented = [...rest.matchAll(/^ {4}(\S.*)$/gm)].map(([, line = '']) => line)
  const spans = [...rest.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
  return [...blocks, ...indented, ...spans]
}

const LINK = /\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)|<(?:img|a)\b[^>]*?\b(?:src|href)="([^"]+)"/g

/** The names that headings give to their places in a page, as code hosts make them. */
const anchorsOf = (text: string): Set<string> =>
  new Set(
    [...text.replace(FENCE, '').matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )

/** A link of ours leads to a file that exists, and to a heading that it has. */
export const linkFaults = (root: string, { path, text }: Page): string[] =>
  [...text.replace(FENCE, '').matchAll(LINK)].flatMap(([, inline, tagged]) => {
    const link = decodeURI(inline ?? tagged ?? '')
    if (/^[a-z][a-z+.-]*:/i.test(link)) return []
    const [file = '', anchor] = link.split('#')
    const target = file === '' ? path : normalize(join(dirname(path), file))
    if (file !== '' && (target.startsWith('..') || !existsSync(join(root, target))))
      return [`${path}: ${link} leads nowhere`]
    if (!anchor || !target.endsWith('.md')) return []
    const read = target === path ? text : readFileSync(join(root, target), 'utf8')
    return anchorsOf(read).has(anchor) ? [] : [`${path}: ${link} names no heading`]
  })

const COMMAND = /(?:^|[\s(])bin\/parvis((?: +[^\s|;&>#)]+)*)/g

/** Every command that is written down exists, with the options it is given. */
export const commandFaults = ({ path, text }: Page, program: Command): string[] =>
  codeIn(text).flatMap((code) =>
    [...code.matchAll(COMMAND)].flatMap(([, words = '']) => {
      const fault = faultOfCommand(words.trim().split(/ +/).filter(Boolean), program)
      return fault ? [`${path}: bin/parvis${words}: ${fault}`] : []
    }),
  )

const GENERAL = new Set(['--help', '--version', '-h', '-V'])

const faultOfCommand = (words: string[], program: Command): string | null => {
  let command = program
  for (const word of words) {
    if (word.startsWith('-') && word !== '-') {
      const known = command.options.some(({ long, short }) => [long, short].includes(word))
      if (!known && !GENERAL.has(word)) return `${word} is no option of ${command.name()}`
    } else if (command.commands.length > 0) {
      const next = command.commands.find((each) => each.name() === word)
      if (!next) return /^[…<[]/.test(word) ? null : `${word} is no command of ${command.name()}`
      command = next
    }
  }
  return null
}

const SETTING = /\bPARVIS_[A-Z0-9_]+\b|(?:^|\s)([A-Z][A-Z0-9_]*)=/g

/** Every setting that is written down is read by somebody. */
export const settingFaults = ({ path, text }: Page, known: ReadonlySet<string>): string[] =>
  codeIn(text).flatMap((code) =>
    [...code.matchAll(SETTING)].flatMap(([found, assigned]) => {
      const name = assigned ?? found
      return known.has(name) ? [] : [`${path}: nothing reads ${name}`]
    }),
  )

const PATH = /^(?:src|tests|docs|bin|bench|services|organisations|migrations|\.ci)\/[\w./-]+$/

/** A path of the project that is written as code is a file or a folder of it; what it is only an example of has `…`. */
export const pathFaults = (root: string, { path, text }: Page): string[] =>
  codeIn(text)
    .filter((code) => PATH.test(code) && !code.startsWith('bin/parvis'))
    .filter((code) => !existsSync(join(root, code)))
    .map((code) => `${path}: ${code} does not exist`)

/** Lines of a French document where a sign may be parted from its word, or an apostrophe is a typewriter's. */
export const typographyFaults = ({ path, text }: Page): string[] =>
  text
    .replace(FENCE, '')
    .replace(/^ {4}.*$/gm, '')
    .split('\n')
    .filter((line) =>
      / [:;?!»](?=\s|$)|« |\p{L}'\p{L}/u.test(line.replace(/`[^`]*`/g, '').replace(/^\|[ -|]+$/, '')),
    )
    .map((line) => `${path}: ${line}`)
