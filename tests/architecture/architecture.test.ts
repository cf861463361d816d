import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { cycleFaults } from './cycles.ts'
import { dependencyFaults } from './dependencies.ts'
import { doorFaults, layerFaults } from './layers.ts'
import { lengthFaults, nameFaults, readGlossary, synonymFaults } from './names.ts'
import { environmentFaults, sqlFaults } from './reach.ts'
import { type Fault, filesUnder, listed, plant, readSources, ROOT } from './sources.ts'

const doors = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).imports as Record<string, string>
const sources = readSources(ROOT, ['src', 'tests', 'bench'])
const glossary = readGlossary(readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8'))

/** Each rule holds for the project, and finds what is planted: a rule that finds nothing proves nothing. */
const holds = (faults: Fault[]) => assert.deepEqual(listed(faults), [])
const finds = (faults: Fault[], ...expected: RegExp[]) => {
  assert.equal(faults.length, expected.length, listed(faults).join('\n') || 'found nothing')
  for (const [at, pattern] of expected.entries()) assert.match(listed(faults)[at]!, pattern)
}

describe('the floors and rows', () => {
  it('are imported upward only, by front doors only', () => holds(layerFaults(sources, doors)))

  it('refuse a floor that asks a lower one, and a row that asks a later one', () =>
    finds(
      layerFaults(
        plant({
          'src/foundation/kernel/a.ts': `import { file } from '#dossiers'`,
          'src/delivery/catalogue/b.ts': `import type { Dossier } from '#dossiers'`,
          'src/channels/desk/c.ts': `import { file } from '#dossiers'`,
        }),
        doors,
      ),
      /^src\/foundation\/kernel\/a.ts:1 foundation\/kernel may not know delivery\/dossiers/,
      /^src\/delivery\/catalogue\/b.ts:1 delivery\/catalogue may not know delivery\/dossiers/,
    ))

  it('refuse whoever goes around a door, by an import, an export, a type or a call', () =>
    finds(
      layerFaults(
        plant({
          'src/delivery/work/a.ts': `import { x } from '../dossiers/store.ts'`,
          'src/delivery/work/b.ts': `export * from '../dossiers/index.ts'`,
          'src/delivery/work/c.ts': `type D = import('../dossiers/dossier.ts').Dossier`,
          'src/delivery/work/d.ts': `const d = await import('../dossiers/index.ts')`,
          'src/delivery/work/e.ts': `import { take } from '#work'`,
          'src/main.ts': `import { x } from './delivery/dossiers/store.ts'`,
          'tests/journeys/a.test.ts': `import { x } from '../../src/delivery/dossiers/store.ts'`,
        }),
        doors,
      ),
      ...Array.from({ length: 4 }, () => /goes around the door of delivery\/dossiers/),
      /is its own domain/,
      /^src\/main.ts:1 .*goes around the door/,
      /^tests\/journeys\/a.test.ts:1 .*goes around the door/,
    ))

  it('refuse a domain without a row, a door that nobody declared, and a product that needs its tests', () =>
    finds(
      layerFaults(
        plant({
          'src/delivery/payments/a.ts': `import { ok } from '#kernel'`,
          'src/delivery/work/b.ts': `import { pay } from '#payments'`,
          'src/delivery/work/c.ts': `import { freshDatabase } from '../../../tests/support/database.ts'`,
          'src/delivery/work/d.test.ts': `import { freshDatabase } from '../../../tests/support/database.ts'`,
        }),
        doors,
      ),
      /src\/delivery\/payments\/a.ts belongs to no declared domain/,
      /#payments is no door/,
      /only tests may ask for it/,
    ))

  it('have one door each, the index.ts that bears their name', () => {
    holds(doorFaults(doors))
    finds(
      doorFaults({ '#dossiers': './src/delivery/dossiers/store.ts' }),
      /should be #dossiers, and its index.ts/,
    )
    finds(doorFaults({ '#files': './src/delivery/dossiers/index.ts' }), /should be #dossiers/)
  })
})

describe('import cycles', () => {
  it('are nowhere, not even of types', () => holds(cycleFaults(sources, doors)))

  it('are found when two files, or three through a type and a door, need each other', () =>
    finds(
      cycleFaults(
        plant({
          'src/people/acts/a.ts': `import { b } from './b.ts'`,
          'src/people/acts/b.ts': `import { a } from './a.ts'`,
          'src/delivery/work/index.ts': `export * from './take.ts'`,
          'src/delivery/work/take.ts': `import type { D } from '../dossiers/x.ts'`,
          'src/delivery/dossiers/x.ts': `import { work } from '#work'`,
          'src/foundation/kernel/alone.ts': `import { a } from '#acts'`,
        }),
        doors,
      ),
      /a.ts → .*b.ts|b.ts → .*a.ts/,
      /work\/index.ts → src\/delivery\/work\/take.ts → src\/delivery\/dossiers\/x.ts →/,
    ))
})

describe('SQL', () => {
  it('is in store.ts only', () => holds(sqlFaults(sources)))

  it('is found elsewhere, tagged or as text', () =>
    finds(
      sqlFaults(
        plant({
          'src/delivery/work/take.ts': 'const s = sql`SELECT 1`',
          'src/delivery/work/give.ts': "const s = 'INSERT INTO task (id) VALUES (1)'",
          'src/delivery/work/drop.ts': 'const s = `\n  UPDATE task SET done = ${1}`',
          'src/delivery/work/store.ts': 'const s = sql`SELECT 1`',
          'src/delivery/work/take.test.ts': 'const s = sql`SELECT 1`',
          'src/delivery/work/words.ts': "const s = 'Select a task, then update it from here'",
        }),
      ),
      /take.ts:1 speaks SQL/,
      /give.ts:1 speaks SQL/,
      /drop.ts:1 speaks SQL/,
    ))
})

describe('the environment', () => {
  it('is read in config.ts only', () => holds(environmentFaults(sources)))

  it('is found wherever else it is read', () =>
    finds(
      environmentFaults(
        plant({
          'src/channels/portal/a.ts': 'const port = process.env.PORT',
          'src/channels/portal/b.ts': `const port = process['env'].PORT`,
          'src/channels/portal/c.ts': 'const { env } = process',
          'src/channels/portal/d.ts': `import { env } from 'node:process'`,
          'src/config.ts': 'const port = process.env.PORT',
        }),
      ),
      ...Array.from({ length: 4 }, () => /reads the environment/),
    ))
})

describe('names', () => {
  it('say what a thing is', () => holds(nameFaults(sources)))

  it('are refused when they say nothing', () =>
    finds(
      nameFaults(
        plant({
          'src/delivery/work/utils.ts': 'const taken = 1',
          'src/delivery/work/a.ts': 'class TaskManager {}\nconst dateHelper = 1\nclass MailService {}',
          'src/delivery/work/b.ts': 'type Service = { id: string }\nconst utilityBill = 1',
        }),
      ),
      /"utils" in a path/,
      /a.ts:1 TaskManager/,
      /a.ts:2 dateHelper/,
      /a.ts:3 MailService/,
      /b.ts:2 utilityBill/,
    ))

  it('are the glossary’s, never a synonym that it forbids', () => {
    assert.ok(glossary.length >= 30)
    holds(
      synonymFaults(
        sources.filter(({ path }) => path.startsWith('src/')),
        glossary,
      ),
    )
  })

  it('are refused when the glossary has another word', () =>
    finds(
      synonymFaults(
        plant({
          'src/delivery/work/ticket.ts': 'const openTask = 1',
          'src/delivery/work/a.ts': 'type CitizenRow = 1\nconst personRow = 1\nfunction readRuling() {}',
        }),
        glossary,
      ),
      /say "dossier", not "ticket"/,
      /CitizenRow: say "person", not "citizen"/,
      /readRuling: say "decision", not "ruling"/,
    ))
})

describe('a dependency', () => {
  const asked = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >

  it('is pinned, and has its row in docs/dependencies.md: why, under which licence, kept by whom', () =>
    holds(
      dependencyFaults(readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8'), {
        ...asked.dependencies,
        ...asked.devDependencies,
      }),
    ))

  it('is found when it has no row, when it is gone, when nothing is said of it, when npm may choose', () =>
    finds(
      dependencyFaults(
        '| `kept` | why | MIT | them |\n| `gone` | why | MIT | them |\n| `mute` | | MIT | them |',
        {
          kept: '1.0.0',
          mute: '2.0.0-beta.1',
          loose: '^1.0.0',
        },
      ),
      /^docs\/dependencies.md:0 loose is not there/,
      /^docs\/dependencies.md:2 gone is not in package.json/,
      /^docs\/dependencies.md:3 mute lacks its reason/,
      /^package.json:0 loose \^1.0.0: pin it exactly/,
    ))
})

describe('a long file', () => {
  const styles = filesUnder(ROOT, 'src').filter((path) => /\.(css|js)$/.test(path))
  const files = styles.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

  it('says at its head why it is one thing', () => holds(lengthFaults([...sources, ...files])))

  it('is found when it does not', () =>
    finds(
      lengthFaults([
        { path: 'src/a.ts', text: 'const a = 1\n'.repeat(301) },
        { path: 'src/b.ts', text: '/** One table. */\n' + 'const a = 1\n'.repeat(301) },
        { path: 'src/c.ts', text: 'const a = 1\n'.repeat(300) },
        {
          path: 'src/d.ts',
          text: "import { b } from './b.ts'\n/** One table. */\n" + 'const a = b\n'.repeat(301),
        },
        {
          path: 'src/e.ts',
          text: "import { b } from './b.ts'\n" + 'const a = b\n'.repeat(301) + '// late\n',
        },
      ]),
      /src\/a.ts:1 has 301 lines/,
      /src\/e.ts:1 has 303 lines/,
    ))
})
