import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Command } from 'commander'
import { commands } from '../../src/commands/index.ts'
import { SETTINGS } from '../../src/config.ts'
import { ROOT } from '../architecture/sources.ts'
import {
  codeIn,
  commandFaults,
  linkFaults,
  type Page,
  pathFaults,
  readPages,
  settingFaults,
  typographyFaults,
} from './documents.ts'

const pages = readPages(ROOT)

const program = new Command('parvis')
for (const add of commands) add(program)

/** Read elsewhere than in config.ts, and by what: the start of the processes, and the tests. */
const READ_ELSEWHERE: Record<string, string> = {
  NODE_COMPILE_CACHE: 'bin/node.mjs',
  PARVIS_CHROMIUM: 'tests/support/chromium.ts',
  PATH: 'bin/test-run.ts',
}
const settings = new Set<string>([...SETTINGS, ...Object.keys(READ_ELSEWHERE)])

const planted = (text: string): Page => ({ path: 'docs/planted.md', text })

describe('the documents', () => {
  it('are read: the front page, its twin, the guides and the decisions', () => {
    const paths = pages.map(({ path }) => path)
    for (const path of ['README.md', 'README.fr.md', 'docs/README.md', 'docs/guides/operator.md'])
      assert.ok(paths.includes(path), `${path} is not read`)
  })

  it('link to what exists, and to headings that are there', () =>
    assert.deepEqual(
      pages.flatMap((page) => linkFaults(ROOT, page)),
      [],
    ))

  it('name commands that the program has, with the options it takes', () =>
    assert.deepEqual(
      pages.flatMap((page) => commandFaults(page, program)),
      [],
    ))

  it('name settings that somebody reads', () => {
    assert.deepEqual(
      pages.flatMap((page) => settingFaults(page, settings)),
      [],
    )
    for (const [name, path] of Object.entries(READ_ELSEWHERE))
      assert.ok(readFileSync(join(ROOT, path), 'utf8').includes(name), `${path} does not read ${name}`)
  })

  it('name files and folders that the project has', () =>
    assert.deepEqual(
      pages.flatMap((page) => pathFaults(ROOT, page)),
      [],
    ))

  it('have French twins of the same plan, each linked to the other', () => {
    const [english, french] = ['README.md', 'README.fr.md'].map((name) =>
      readFileSync(join(ROOT, name), 'utf8'),
    )
    const plan = (text: string) => text.match(/^(#+ |\d+\. |!\[|\| )/gm)
    assert.deepEqual(plan(french!), plan(english!))
    assert.ok(english!.includes('](README.fr.md)') && french!.includes('](README.md)'))
  })

  it('are typeset in French as French is: no-break spaces before : ; ? ! and inside « »', () =>
    assert.deepEqual(pages.filter(({ path }) => path.endsWith('.fr.md')).flatMap(typographyFaults), []))

  it('give contributors the steps that a check really has, in their order', () => {
    const steps = (text: string, row: RegExp) => [...text.matchAll(row)].map(([, name]) => name)
    const real = steps(
      readFileSync(join(ROOT, 'bin/checks.ts'), 'utf8'),
      /^ {2}(?:program|tests)\('([^']+)'/gm,
    )
    const told = steps(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8'), /^\| `([^`]+)`/gm)
    assert.ok(real.length > 5)
    assert.deepEqual(told, real)
  })

  it('show every image that is kept, none too heavy for a slow line', () => {
    const text = pages.map((page) => page.text).join('\n')
    const images = readdirSync(join(ROOT, 'docs/images'))
    assert.ok(images.length > 0)
    for (const name of images) {
      assert.ok(text.includes(`images/${name}`), `${name} is shown nowhere`)
      assert.ok(statSync(join(ROOT, 'docs/images', name)).size <= 150_000, `${name} weighs over 150 kB`)
    }
  })
})

describe('a document that is wrong', () => {
  it('is told of a link that leads nowhere, out of the project, or to no heading', () =>
    assert.deepEqual(
      linkFaults(
        ROOT,
        planted(
          '# Here\n[a](nowhere.md) [b](../../outside.md) [c](#there) [d](rules.md#nothing) [e](#here) [f](rules.md#a-table) <img src="images/none.png">',
        ),
      ),
      [
        'docs/planted.md: nowhere.md leads nowhere',
        'docs/planted.md: ../../outside.md leads nowhere',
        'docs/planted.md: #there names no heading',
        'docs/planted.md: rules.md#nothing names no heading',
        'docs/planted.md: images/none.png leads nowhere',
      ],
    ))

  it('is told of a command, a subcommand or an option that does not exist', () =>
    assert.deepEqual(
      commandFaults(
        planted(
          '`bin/parvis chek` and `bin/parvis new town x`\n\n    bin/parvis check --loud\n\n```sh\nbin/parvis ledger verify --database URL | cat\nbin/parvis\n```\n',
        ),
        program,
      ),
      [
        'docs/planted.md: bin/parvis check --loud: --loud is no option of check',
        'docs/planted.md: bin/parvis chek: chek is no command of parvis',
        'docs/planted.md: bin/parvis new town x: town is no command of new',
      ],
    ))

  it('is told of a setting that nothing reads', () =>
    assert.deepEqual(settingFaults(planted('`PARVIS_COLOUR` and `PORT=3001 SPEED=2 npm start`'), settings), [
      'docs/planted.md: nothing reads PARVIS_COLOUR',
      'docs/planted.md: nothing reads SPEED',
    ]))

  it('is told of a French sentence whose signs may begin a line', () =>
    assert.deepEqual(
      typographyFaults(planted("Vraiment ? « Oui » : non\u00a0!\n\n    `a ? b : c`\n\nL'état, un `a : b`.")),
      ['docs/planted.md: Vraiment ? « Oui » : non\u00a0!', "docs/planted.md: L'état, un `a : b`."],
    ))

  it('is told of a file that is not there', () =>
    assert.deepEqual(pathFaults(ROOT, planted('`src/nowhere.ts`, `src/config.ts`, `src/…/x.ts`')), [
      'docs/planted.md: src/nowhere.ts does not exist',
    ]))

  it('is read in blocks, in indented lines and in spans', () =>
    assert.deepEqual(codeIn('a `b`\n\n    c d\n\n```sh\ne\nf\n```\n'), ['e', 'f', 'c d', 'b']))
})
