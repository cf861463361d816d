import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { checkFolder } from './check.ts'
import { CODES, type FindingCode } from './codes.ts'
import type { Finding } from './findings.ts'
import { FILES, SURROUNDINGS } from './planted.ts'

/** One table: a planted fault for each code that a check may say, so that the list and its proofs are read together. */

const folders: string[] = []
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

type Files = Record<string, string>

const checkFiles = async (files: Files): Promise<Finding[]> => {
  const top = await mkdtemp(join(tmpdir(), 'services-'))
  folders.push(top)
  for (const [name, text] of Object.entries(files)) {
    const path = join(top, 'aide', name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  return (await checkFolder(join(top, 'aide'), SURROUNDINGS)).findings
}

/** One change to a good service, and what must be said of it: in French, and at which line (a text of that line). */
type Planted = { in: string; from: string | RegExp; to: string; says: RegExp; mend?: RegExp; at?: string }

/** A fault for each code of the closed list: the compiler asks for the missing ones. */
const PLANTED: Record<FindingCode, Planted> = {
  'file-missing': { in: 'words.en.yaml', from: /[^]*/, to: '', says: /words\.en\.yaml manque/ },
  'not-yaml': { in: 'service.yaml', from: 'id: aide', to: 'id: "aide', says: /ne se lit pas/ },
  'unknown-key': {
    in: 'service.yaml',
    from: 'optional: true',
    to: 'optionnal: true',
    says: /« optionnal » n’est pas un mot du langage/,
    mend: /« optional »/,
    at: 'optionnal',
  },
  'missing-key': { in: 'service.yaml', from: 'retention: P6Y', to: '', says: /Il manque « retention »/ },
  'wrong-shape': {
    in: 'service.yaml',
    from: 'within: P20D',
    to: 'within: 20 jours',
    says: /« 20 jours » ne convient pas/,
    mend: /P20D/,
    at: '20 jours',
  },
  'unknown-value': {
    in: 'service.yaml',
    from: 'assurance: low',
    to: 'assurance: lo',
    says: /« lo » n’est pas une des valeurs/,
    mend: /« low »/,
    at: 'assurance',
  },
  'kind-unclear': {
    in: 'service.yaml',
    from: 'alone: { is: yes-no }',
    to: 'alone: { sensitive: true }',
    says: /« alone » n’a pas exactement une sorte/,
    at: 'alone',
  },
  'list-without-fields': {
    in: 'service.yaml',
    from: 'alone: { is: yes-no }',
    to: 'alone: { is: list }',
    says: /La liste « alone »/,
  },
  'option-twice': {
    in: 'service.yaml',
    from: '[deposit, cheque]',
    to: '[deposit, cheque, deposit]',
    says: /« payment » offre deux fois « deposit »/,
  },
  'id-not-folder': {
    in: 'service.yaml',
    from: 'id: aide',
    to: 'id: autre',
    says: /« autre » et son dossier « aide »/,
  },
  'unknown-authority': {
    in: 'service.yaml',
    from: 'authority: regie',
    to: 'authority: regis',
    says: /Aucun organisme ne s’appelle « regis »/,
    mend: /« regie »/,
    at: 'authority',
  },
  'unknown-role': {
    in: 'service.yaml',
    from: 'role: analyste',
    to: 'role: sorcier',
    says: /rôle « sorcier »/,
    mend: /analyste/,
    at: 'role',
  },
  'unknown-need': {
    in: 'service.yaml',
    from: '[birthDate, alone]',
    to: '[birthDate, alon]',
    says: /« alon »/,
    mend: /« alone »/,
    at: 'alon]',
  },
  'unknown-stage': {
    in: 'service.yaml',
    from: 'accept: grant',
    to: 'accept: grand',
    says: /« grand »/,
    mend: /« grant »/,
    at: 'grand',
  },
  'not-a-language-choice': {
    in: 'service.yaml',
    from: 'grant: { decision: favourable',
    to: 'grant: { decision: favourable, certificate-language: payment',
    says: /« payment »/,
    mend: /french, english/,
    at: 'certificate-language',
  },
  'unknown-party': {
    in: 'service.yaml',
    from: 'alone: { is: yes-no }',
    to: 'alone: { is: yes-no, party: cosigner }',
    says: /« cosigner »/,
    mend: /applicant/,
  },
  'unknown-registry': {
    in: 'service.yaml',
    from: 'etat-civil.birthDate',
    to: 'etat-civile.birthDate',
    says: /« etat-civile »/,
    mend: /« etat-civil »/,
  },
  'unknown-fact': {
    in: 'service.yaml',
    from: 'etat-civil.birthDate',
    to: 'etat-civil.birthDat',
    says: /« birthDat »/,
    mend: /« birthDate »/,
  },
  'page-twice': {
    in: 'service.yaml',
    from: 'paid: [payment',
    to: 'paid: [alone, payment',
    says: /« alone » est demandé deux fois : you, paid/,
  },
  'derived-on-page': {
    in: 'service.yaml',
    from: 'paid: [payment',
    to: 'paid: [payer, payment',
    says: /« payer » se calcule/,
  },
  'reserved-name': {
    in: 'service.yaml',
    from: 'payer: {',
    to: 'contested: {',
    says: /« contested » est un nom réservé/,
  },
  'feel-unreadable': {
    in: 'service.yaml',
    from: `when: 'payment = "deposit"'`,
    to: `when: 'payment = ("deposit"'`,
    says: /ne se lit pas/,
    at: 'payment = (',
  },
  'feel-unknown-name': {
    in: 'service.yaml',
    from: `when: 'payment = "deposit"'`,
    to: `when: 'paiment = "deposit"'`,
    says: /« paiment »/,
    mend: /« payment »/,
    at: 'paiment',
  },
  'feel-not-allowed': {
    in: 'rules.yaml',
    from: 'total: { is: money, feel: amount }',
    to: 'total: { is: money, feel: "if today() = null then 0 else amount" }',
    says: /« today » n’est pas permis/,
    mend: /« on »/,
  },
  'need-cycle': {
    in: 'service.yaml',
    from: 'payment: {',
    to: `payment: { when: 'account != null',`,
    says: /payment → account → payment/,
  },
  'rule-cycle': {
    in: 'rules.yaml',
    from: 'feel: parameters.base',
    to: 'feel: total',
    says: /amount → total → amount/,
  },
  'name-taken': {
    in: 'rules.yaml',
    from: '  amount:',
    to: '  alone: { is: yes-no, feel: "true" }\n  amount:',
    says: /« alone »/,
  },
  'rule-empty': {
    in: 'rules.yaml',
    from: 'amount: { is: money, feel: parameters.base }',
    to: 'amount: { is: money }',
    says: /« amount » n’a pas exactement un calcul/,
  },
  'row-length': {
    in: 'rules.yaml',
    from: `['> 0', granted]`,
    to: `['> 0', '-', granted]`,
    says: /a 3 cases au lieu de 2/,
    at: `'-', granted`,
  },
  'outcome-not-text': { in: 'rules.yaml', from: 'outcome: outcome', to: 'outcome: total', says: /« total »/ },
  'amount-not-money': {
    in: 'rules.yaml',
    from: '{ total: total }',
    to: '{ total: outcome }',
    says: /« outcome », qui n’est pas en argent/,
  },
  'unknown-rule': {
    in: 'rules.yaml',
    from: 'outcome: outcome',
    to: 'outcome: outcom',
    says: /« outcom »/,
    mend: /« outcome »/,
  },
  'unknown-parameter': {
    in: 'rules.yaml',
    from: 'parameters.base',
    to: 'parameters.bass',
    says: /Aucun paramètre ne s’appelle « bass »/,
    mend: /« base »/,
  },
  'period-unreadable': {
    in: 'parameters.yaml',
    from: '2026:',
    to: 'an-2026:',
    says: /« an-2026 »/,
    at: 'an-2026',
  },
  'parameter-name': { in: 'parameters.yaml', from: 'base:', to: 'base-1: 5, base:', says: /« base-1 »/ },
  'parameter-shape': {
    in: 'parameters.yaml',
    from: 'published:',
    to: 'always: { base: { all: 3 } }\npublished:',
    says: /« base » est tantôt/,
  },
  'parameter-twice': {
    in: 'parameters.yaml',
    from: 'published:',
    to: 'always: { base: 3 }\npublished:',
    says: /« base » a deux valeurs le même jour/,
  },
  'no-figure-today': {
    in: 'parameters.yaml',
    from: '2026:',
    to: '2025:',
    says: /La règle « amount » lit « base », qui n’a pas de valeur le 2026-11-22/,
  },
  'never-holds': {
    in: 'service.yaml',
    from: `when: 'payment = "deposit"'`,
    to: `when: 'payment = "deposit" and payment = "cheque"'`,
    says: /ne peut jamais être vrai/,
    at: 'and payment',
  },
  'unknown-option': {
    in: 'service.yaml',
    from: `when: 'payment = "deposit"'`,
    to: `when: 'payment = "deposite"'`,
    says: /« payment » n’offre pas le choix « deposite »/,
    mend: /« deposit »/,
    at: 'deposite',
  },
  'no-first-stage': { in: 'service.yaml', from: '  filed:', to: '  start:', says: /« filed »/ },
  'unreachable-stage': {
    in: 'service.yaml',
    from: 'retention:',
    to: '  later: { decision: favourable }\nretention:',
    says: /Aucun chemin ne mène à l’étape « later »/,
    at: 'later',
  },
  'no-way-out': {
    in: 'service.yaml',
    from: '{ accept: grant, refuse: refusal }',
    to: '{ again: review }',
    says: /« review » n’en sort jamais/,
  },
  'robot-to-refusal': {
    in: 'service.yaml',
    from: 'refused: review',
    to: 'refused: refusal',
    says: /le robot refuse seul \(issue « refused »\)/,
    mend: /J-3/,
  },
  'refusal-without-observations': {
    in: 'service.yaml',
    from: 'observations: P15D, ',
    to: '',
    says: /« refusal » ne laisse pas/,
  },
  'refusal-without-review': {
    in: 'service.yaml',
    from: ', review: P90D',
    to: '',
    says: /« refusal » ne dit pas/,
  },
  'deadline-from-nothing': {
    in: 'service.yaml',
    from: 'retention: P6Y',
    to: 'deadlines:\n  proof: { from: decidedd, after: P1Y, remind: [P7D] }\nretention: P6Y',
    says: /se compte de « decidedd »/,
    at: 'decidedd',
  },
  'deadline-reserved': {
    in: 'service.yaml',
    from: 'retention: P6Y',
    to: 'deadlines:\n  review: { from: filed, after: P1Y, remind: [P7D] }\nretention: P6Y',
    says: /est le nom d’une échéance que tout dossier/,
    at: 'review:',
  },
  'deadline-not-in-days': {
    in: 'service.yaml',
    from: 'retention: P6Y',
    to: 'deadlines:\n  proof: { from: filed, after: P1M, working-days: true, remind: [P7D] }\nretention: P6Y',
    says: /« P1M » en jours ouvrables/,
    at: 'P1M',
  },
  'deadline-without-end': {
    in: 'service.yaml',
    from: 'retention: P6Y',
    to: 'deadlines:\n  proof: { from: birthDate, after: P0D, remind: [P7D], renew: true }\nretention: P6Y',
    says: /sans fin/,
    at: 'renew',
  },
  'reminder-too-early': {
    in: 'service.yaml',
    from: 'retention: P6Y',
    to: 'deadlines:\n  proof: { from: filed, after: P1M, remind: [P7D, P31D] }\nretention: P6Y',
    says: /P31D avant/,
    at: 'P31D',
  },
  'deadline-for-nobody': {
    in: 'service.yaml',
    from: /for: person([^]*)retention/,
    to: 'for: anyone$1deadlines:\n  proof: { from: filed, after: P1Y, remind: [P7D] }\nretention',
    says: /n’identifie personne/,
    at: 'proof',
  },
  'robot-without-rule': {
    in: 'rules.yaml',
    from: 'outcome: outcome\n',
    to: '',
    says: /« filed » n’a pas de règle d’issue/,
  },
  'outcome-not-covered': {
    in: 'rules.yaml',
    from: `['-', refused]`,
    to: `['-', doubtful]`,
    says: /Les règles peuvent donner « doubtful »/,
  },
  'outcome-impossible': {
    in: 'service.yaml',
    from: 'refused: review',
    to: 'refused: review, maybe: review',
    says: /attend « maybe »/,
    mend: /granted, refused/,
  },
  'known-but-asked': {
    in: 'service.yaml',
    from: ', known-by: etat-civil.birthDate',
    to: '',
    says: /« birthDate » est demandé.*etat-civil\.birthDate/,
  },
  'justification-expired': {
    in: 'service.yaml',
    from: ', known-by: etat-civil.birthDate',
    to: ', asked-though-known: { because: Le registre est en panne, until: 2026-01-31 }',
    says: /a pris fin le 2026-01-31/,
  },
  'known-by-other-kind': {
    in: 'service.yaml',
    from: 'birthDate: { is: date',
    to: 'birthDate: { is: text',
    says: /« birthDate » est « text » et etat-civil\.birthDate est « date »/,
  },
  'known-by-nobody': {
    in: 'service.yaml',
    from: 'for: person',
    to: 'for: anyone',
    says: /n’identifie personne/,
  },
  'privacy-missing': { in: 'service.yaml', from: /privacy:.*\n/, to: '', says: /A-2\.1, a\. 63\.5/ },
  'privacy-expired': {
    in: 'service.yaml',
    from: 'approved: 2026-02-09',
    to: 'approved: 2021-02-09',
    says: /2021-02-09/,
  },
  'involvement-to-come': {
    in: 'service.yaml',
    from: 'retention: P6Y',
    to: "retention: P6Y\ninvolvement:\n  - { on: 2026-11-22, method: survey, participants: 3, finding: 'https://a.example' }",
    says: /du 2026-11-22 n’a pas encore eu lieu/,
    at: '2026-11-22',
  },
  'involvement-without-fruit': {
    in: 'service.yaml',
    from: 'retention: P6Y',
    to: "retention: P6Y\ninvolvement:\n  - { on: 2026-10-01, method: survey, participants: 0, finding: 'https://a.example' }",
    says: /ne comptera pas/,
    at: '2026-10-01',
  },
  'words-missing': {
    in: 'words.en.yaml',
    from: /    options:\n      deposit.*\n/,
    to: '    options:\n',
    says: /« needs\.payment\.options\.deposit »/,
    mend: /words\.en\.yaml/,
  },
  'words-unused': {
    in: 'words.fr.yaml',
    from: '  grant: Accordée',
    to: '  grant: Accordée\n  granted: Accordée',
    says: /« stages\.granted »/,
    at: 'granted:',
  },
  'long-sentence': {
    in: 'words.fr.yaml',
    from: 'summary: Une aide.',
    to: `summary: ${'une aide qui vient '.repeat(8)}.`,
    says: /Une phrase de 32 mots/,
  },
  'hard-to-read': {
    in: 'words.fr.yaml',
    from: 'summary: Une aide.',
    to: `summary: ${'Versement conditionnel subséquemment admissible. '.repeat(6)}`,
    says: /LIX/,
  },
  'example-differs': {
    in: 'examples/simple.yaml',
    from: 'total: 500',
    to: 'total: 501',
    says: /attend total 501 ; le service donne 500/,
    at: '501',
  },
  'example-answers': {
    in: 'examples/simple.yaml',
    from: 'alone: true',
    to: 'alone: peut-être',
    says: /aucun canal n’accepterait « alone »/,
    at: 'alone',
  },
  'no-example': { in: 'examples/simple.yaml', from: /[^]*/, to: '', says: /aucun exemple/ },
}

const plant = ({ in: file, from, to }: Planted): Files => {
  const good = FILES[file]!
  const changed = good.replace(from, to)
  assert.notEqual(changed, good, `nothing was planted in ${file}`)
  const { [file]: _, ...others } = FILES
  return changed === '' ? others : { ...others, [file]: changed }
}

describe('checking a service', () => {
  it('finds nothing in a good one', async () => {
    assert.deepEqual(await checkFiles(FILES), [])
  })

  for (const [code, planted] of Object.entries(PLANTED))
    it(`says ${code}: ${planted.says.source}`, async () => {
      const files = plant(planted)
      const found = (await checkFiles(files)).filter((finding) => finding.code === code)
      assert.ok(found.length > 0, `${code} was not found`)
      const finding = found.find((each) => planted.says.test(each.says.fr))
      assert.ok(finding, found.map((each) => each.says.fr).join('\n'))
      if (planted.mend) assert.match(finding.mend.fr, planted.mend)
      if (planted.at) assert.match(lineAt(files, finding.where), new RegExp(RegExp.escape(planted.at)))
      assert.equal(finding.level, CODES[code as FindingCode].level)
    })

  it('says everything in both languages, with nothing left blank', async () => {
    for (const planted of Object.values(PLANTED))
      for (const finding of await checkFiles(plant(planted)))
        for (const sentence of [finding.says.fr, finding.says.en, finding.mend.fr, finding.mend.en])
          assert.doesNotMatch(sentence, /undefined|\[object|null|NaN/, `${finding.code}: ${sentence}`)
  })

  it('refuses a name that FEEL or the engine already uses, for a need or a field', async () => {
    for (const name of ['date', 'count', 'if', 'ageOn', 'today', 'for', 'on', 'rank']) {
      const text = FILES['service.yaml']!.replace('  alone:', `  ${name}: { is: text }\n  alone:`)
      const codes = (await checkFiles({ ...FILES, 'service.yaml': text })).map((finding) => finding.code)
      assert.ok(codes.includes('reserved-name'), name)
    }
  })

  it('refuses a day that the calendar does not have', async () => {
    const text = FILES['service.yaml']!.replace('2026-02-09', '2026-02-30')
    const findings = await checkFiles({ ...FILES, 'service.yaml': text })
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.mend.fr]),
      [['wrong-shape', 'Attendu : une date du calendrier : 2026-11-22.']],
    )
  })

  it('means the stage that was nearly written, not another kind of stage', async () => {
    const text = FILES['service.yaml']!.replace('agent: [decide]', 'agents: [decide]')
    const findings = await checkFiles({ ...FILES, 'service.yaml': text })
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.says.fr]),
      [
        ['missing-key', 'Il manque « agent ».'],
        ['unknown-key', '« agents » n’est pas un mot du langage à cet endroit.'],
      ],
    )
  })

  it('never blocks a publication for a warning', async () => {
    for (const code of ['long-sentence', 'hard-to-read', 'no-example'] as const) {
      const findings = await checkFiles(plant(PLANTED[code]))
      assert.ok(findings.every((finding) => finding.level === 'warning'))
    }
  })
})

const lineAt = (files: Files, where: string): string => {
  const [, file, line] = /^aide\/(.+):(\d+)$/.exec(where) ?? []
  return files[file ?? '']?.split('\n')[Number(line) - 1] ?? ''
}

describe('checking a service that was badly hurt', () => {
  /** What a slip of the hand leaves: a line lost, doubled, moved in, or a value that is something else. */
  const hurt = (text: string, at: number, how: number): string => {
    const lines = text.split('\n')
    const line = lines[at % lines.length]!
    const ways = [
      [],
      [line, line],
      [`  ${line}`],
      [line.replace(/:.*/, ':')],
      [line.replace(/:.*/, ': [1, null]')],
    ]
    const others = [
      [line.replace(/:.*/, ': { a: { b: c } }')],
      [line.replace(/[{[\]}'"]/g, '')],
      [`${line} \u0000`],
    ]
    lines.splice(at % lines.length, 1, ...[...ways, ...others][how % 8]!)
    return lines.join('\n')
  }

  it('always answers with findings, never with a stack', async () => {
    const names = Object.keys(FILES)
    for (let round = 0; round < 240; round++) {
      const file = names[round % names.length]!
      const text = hurt(hurt(FILES[file]!, round * 7, round), round * 13 + 5, Math.floor(round / 8))
      const findings = await checkFiles({ ...FILES, [file]: text })
      for (const { where, says } of findings) assert.ok(where.startsWith('aide/') && says.fr.length > 5)
    }
  })

  it('says what an empty file or a file of another shape should have been', async () => {
    for (const text of ['', '[]', 'hello', '42', 'null', '- a\n- b'])
      for (const file of Object.keys(FILES)) {
        const findings = await checkFiles({ ...FILES, [file]: text })
        assert.ok(
          findings.some((finding) => finding.where.startsWith(`aide/${file}`)),
          `${file}: ${text}`,
        )
      }
  })
})

describe('the list of what a check may say', () => {
  it('is the same in docs/service-language.md, with the level of each', async () => {
    const text = await readFile('docs/service-language.md', 'utf8')
    const documented = [...text.matchAll(/^\| `([a-z-]+)`\s*\| (error|warning)\s*\|/gm)].map(
      ([, code, level]) => [code, level],
    )
    const said = Object.entries(CODES).map(([code, { level }]) => [code, level])
    assert.deepEqual(documented.toSorted(), said.toSorted())
  })
})
