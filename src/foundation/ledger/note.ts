import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'

/*
 * C2SP signed-note with Ed25519 keys, tlog-checkpoint and tlog-cosignature. This file is bundled into the verifier that
 * strangers run: it imports nothing but node:crypto.
 */

/** `text` ends with a newline; `signatures` as they stand in the note, the key's id in hexadecimal. */
export type Note = { text: string; signatures: NoteSignature[] }
export type NoteSignature = { name: string; keyId: string; signature: Buffer; line: string }

/** What a verifier key says: whose, of which type (1 Ed25519 over the text, 4 a witness's cosignature), and the key. */
export type Verifier = { name: string; keyId: string; type: 1 | 4; key: Buffer }

const MOST_BYTES = 1_000_000

/** Reads a signed note; null when it is not one. Nothing is verified yet. */
export const parseNote = (note: string): Note | null => {
  // oxlint-disable-next-line no-control-regex -- the specification forbids every control character but the newline
  if (note.length > MOST_BYTES || /[\u0000-\u0009\u000b-\u001f]/.test(note) || !note.isWellFormed())
    return null
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) return null
  const lines = note.slice(end + 2, -1).split('\n')
  const signatures = lines.map(parseSignature)
  if (signatures.some((one) => one === null)) return null
  return { text: note.slice(0, end + 1), signatures: signatures as NoteSignature[] }
}

const parseSignature = (line: string): NoteSignature | null => {
  const [dash, name = '', text = '', ...more] = line.split(' ')
  const bytes = fromBase64(text)
  if (dash !== '—' || more.length > 0 || !isKeyName(name) || !bytes || bytes.length < 5) return null
  return { name, keyId: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4), line }
}

const isKeyName = (name: string): boolean => name !== '' && !/[\s+]/u.test(name)

/** Standard base64 in its one form, or null. */
export const fromBase64 = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

export const formatNote = (text: string, lines: readonly string[]): string => `${text}\n${lines.join('\n')}\n`

export const signatureLine = (name: string, keyId: string, signature: Uint8Array): string =>
  `— ${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), signature]).toString('base64')}`

/** SHA-256(name ‖ 0x0A ‖ type ‖ key), its first four bytes in hexadecimal. */
export const keyIdOf = (name: string, type: number, key: Uint8Array): string =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.from([type]))
    .update(key)
    .digest('hex')
    .slice(0, 8)

/** A verifier key: `<name>+<id>+<base64 of type and key>`. */
export const formatVerifier = (name: string, type: 1 | 4, key: Uint8Array): string =>
  `${name}+${keyIdOf(name, type, key)}+${Buffer.concat([Buffer.from([type]), key]).toString('base64')}`

/** Reads a verifier key; null when it is not one, its id is not its key's, or its type is not one we know. */
export const parseVerifier = (text: string): Verifier | null => {
  const [, name = '', keyId = '', coded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text.trim()) ?? []
  const bytes = fromBase64(coded)
  const type = bytes?.[0]
  if (!bytes || bytes.length !== 33 || (type !== 1 && type !== 4)) return null
  const key = bytes.subarray(1)
  return keyIdOf(name, type, key) === keyId && publicKeyOf(key) ? { name, keyId, type, key } : null
}

/** RFC 8410: a raw Ed25519 key in its SubjectPublicKeyInfo. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

export const publicKeyOf = (key: Uint8Array): KeyObject | null => {
  try {
    return createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}

/** What a signature of this verifier says: that it holds, and for a cosignature when it was made (POSIX seconds). */
export const readSignature = (
  text: string,
  { signature }: NoteSignature,
  verifier: Verifier,
): Signed | null => {
  const key = publicKeyOf(verifier.key)
  if (!key) return null
  if (verifier.type === 1)
    return signature.length === 64 && verify(null, Buffer.from(text), key, signature) ? { at: null } : null
  if (signature.length !== 72) return null
  const at = signature.readBigUInt64BE(0)
  if (at > BigInt(Number.MAX_SAFE_INTEGER)) return null
  return verify(null, cosigned(text, Number(at)), key, signature.subarray(8)) ? { at: Number(at) } : null
}

export type Signed = { at: number | null }

/** The message of a cosignature/v1. */
export const cosigned = (text: string, at: number): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${at}\n${text}`)

/**
 * Whether this verifier signed the note: a signature of its name and id is there, and each such signature holds (one
 * that does not spoils the note).
 */
export const isSignedBy = (note: Note, verifier: Verifier): boolean => {
  const its = note.signatures.filter(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId)
  return its.length > 0 && its.every((one) => readSignature(note.text, one, verifier) !== null)
}

/** A tree's head as it is signed; `extensions` are lines that we do not write. */
export type Checkpoint = { origin: string; size: number; root: Buffer; extensions: string[] }

export const formatCheckpoint = ({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`

/** Reads a note's text as a checkpoint; null when it is not one. */
export const parseCheckpoint = (text: string): Checkpoint | null => {
  const [origin = '', size = '', coded = '', ...rest] = text.split('\n')
  const root = fromBase64(coded)
  const extensions = rest.slice(0, -1)
  if (origin === '' || !root || root.length !== 32 || rest.at(-1) !== '' || extensions.includes(''))
    return null
  if (!/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size))) return null
  return { origin, size: Number(size), root, extensions }
}

/** A checkpoint of this log, or null: what it says, once its signature holds and its origin is the key's name. */
export const openCheckpoint = (text: string, vkey: string): (Checkpoint & { note: Note }) | null => {
  const [note, verifier] = [parseNote(text), parseVerifier(vkey)]
  if (!note || !verifier || !isSignedBy(note, verifier)) return null
  const checkpoint = parseCheckpoint(note.text)
  return checkpoint && checkpoint.origin === verifier.name ? { ...checkpoint, note } : null
}
