import canonicalize from 'canonicalize'
import {
  calculateJwkThumbprint,
  CompactSign,
  compactVerify,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose'
import type { Clock, Database, Queries } from '#kernel'
import { everyKey, signingKey } from './store.ts'

/**
 * What the administration hands out is signed: compact JWS (RFC 7515) with Ed25519 (`EdDSA`, RFC 8037) over canonical
 * JSON (RFC 8785), so that anyone can verify a receipt or a decision with the public keys of `/.well-known/jwks.json`.
 * The same statement always gives the same text, whichever process signs it.
 */
export type Signer = {
  keyId: string
  /** `type` goes into the header (`typ`): a receipt never passes for a decision. */
  sign(type: SignedType, statement: Record<string, unknown>): Promise<string>
}

export type SignedType = 'receipt+jws' | 'decision+jws'

/** The database's newest key; the first process to come makes it. */
export const openSigner = async (db: Database, clock: Clock): Promise<Signer> => {
  const fresh = await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey)
  const row = await signingKey(db, { id: await calculateJwkThumbprint(fresh), private_jwk: fresh }, clock())
  const key = await importJWK(row.private_jwk, 'EdDSA')
  return {
    keyId: row.id,
    sign: (type, statement) =>
      new CompactSign(Buffer.from(canonicalize(statement)!))
        .setProtectedHeader({ alg: 'EdDSA', kid: row.id, typ: type })
        .sign(key),
  }
}

/** The public keys, newest first, as a JSON Web Key Set (RFC 7517). */
export const publicKeys = async (db: Queries): Promise<JSONWebKeySet> => ({
  keys: (await everyKey(db)).map(({ id, private_jwk }) => {
    const { d: _secret, ...open } = private_jwk
    return { ...(open as JWK), kid: id, use: 'sig', alg: 'EdDSA' }
  }),
})

/** The statement that was signed, or null when the text is not a signature of one of these keys over this type. */
export const readSigned = async (
  text: string,
  type: SignedType,
  keys: JSONWebKeySet,
): Promise<Record<string, unknown> | null> => {
  try {
    const { payload, protectedHeader } = await compactVerify(text.trim(), createLocalJWKSet(keys), { algorithms: ['EdDSA'] })
    return protectedHeader.typ === type ? (JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>) : null
  } catch {
    return null
  }
}
