import { verifyProof } from '#ledger'
import { checkPublication, type Verdict } from './check.ts'
import { openSource, Unreadable } from './sources.ts'

/*
 * parvis-verify: verifies published measures, or the proof of one event, with nothing but Node 20 or newer. Built into
 * one file (bin/build-verifier.ts). Ends with 0 when all holds, 1 when something does not, 2 when it cannot be read.
 */

const USAGE = `parvis-verify <folder or address of a publication, or of all of them> [--key <verifier key>]
parvis-verify <file of a proof> --key <verifier key>

Vérifie des mesures publiées, ou la preuve d’un événement. La clé est à /journal/vkey ; sans elle, une publication est
vérifiée avec la clé qu’elle nomme, et cela est dit.
Verifies published measures, or the proof of an event. The key is at /journal/vkey; without it, a publication is
verified with the key that it names, and that is said.

0: tout tient / all holds   1: quelque chose ne tient pas / something does not   2: illisible / cannot be read`

type Asked = { named: string; vkey: string | undefined }

const askedBy = (given: readonly string[]): Asked | null => {
  const [words, at] = [[...given], given.indexOf('--key')]
  const vkey = at < 0 ? undefined : words.splice(at, 2)[1]
  const [named, ...more] = words
  if (!named || named.startsWith('-') || more.length > 0 || (at >= 0 && !vkey)) return null
  return { named, vkey: vkey?.trim() }
}

const run = async (asked: Asked): Promise<number> => {
  const source = await openSource(asked.named)
  if (source.is === 'proof') return proof(source.text, asked.vkey)
  if (source.publications.length === 0) throw new Unreadable('Nothing is published there yet')
  let status = 0
  for (const { name, read } of source.publications) {
    const verdict = await checkPublication(read, { vkey: asked.vkey })
    if (!verdict) throw new Unreadable(`There is no publication at ${name}`)
    say(name, verdict)
    if (verdict.faults.length > 0) status = 1
  }
  return status
}

const MOST_FAULTS = 50
const MOST_CHARACTERS = 500

/** What a file says neither moves the cursor nor hides a line in the terminal of whoever verifies it. */
const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => `\\u{${one.codePointAt(0)!.toString(16)}}`)

const short = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text

const say = (name: string, { measures, figures, head, key, proved, faults }: Verdict): void => {
  if (faults.length > 0) {
    console.log(`${name} : ne tient pas / does not hold`)
    for (const { file, where, says } of faults.slice(0, MOST_FAULTS))
      console.log(`  ${printable(short(`${file}${where && `, ${where}`}: ${says}`))}`)
    if (faults.length > MOST_FAULTS) console.log(`  … ${faults.length - MOST_FAULTS} more`)
    return
  }
  console.log(`${name} : tient / holds`)
  console.log(`  ${figures} figures recomputed from ${measures} measures, the same`)
  console.log(
    `  counted up to event ${head.size} of ${printable(proved!.origin)}, root ${head.root ?? 'of nothing'}`,
  )
  console.log(`  published as event ${proved!.index}, under the signed head of ${proved!.size}`)
  if (key!.isItsOwn)
    console.log(
      `  with the key that it names itself; compare it with /journal/vkey:\n  ${printable(key!.vkey)}`,
    )
}

const proof = (text: string, vkey: string | undefined): number => {
  if (!vkey)
    throw new Unreadable('A proof is verified with a key: give it with --key (it is at /journal/vkey)')
  const proved = verifyProof(text, vkey)
  if (!proved.ok) {
    console.log(`ne tient pas / does not hold: ${proved.refusal}`)
    return proved.refusal === 'not-a-proof' ? 2 : 1
  }
  const { index, checkpoint, envelope, body } = proved.value
  console.log('tient / holds')
  console.log(
    `  event ${index} of ${printable(checkpoint.origin)}, under the signed head of ${checkpoint.size}`,
  )
  console.log(`  ${printable(JSON.stringify(envelope))}`)
  if (body) console.log(`  ${printable(JSON.stringify(body))}`)
  return 0
}

const asked = askedBy(process.argv.slice(2))
if (!asked) {
  console.error(USAGE)
  process.exitCode = 2
} else
  try {
    process.exitCode = await run(asked)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
