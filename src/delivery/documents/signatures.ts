import { createPrivateKey, hkdfSync, type JsonWebKeyInput, type KeyObject, sign } from 'node:crypto'
import canonicalize from 'canonicalize'
import {
  calculateJwkThumbprint,
  compactVerify,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importPKCS8,
  type JSONWebKeySet,
  type JWK,
} from 'jose'
import type { Clock, Database, Queries } from '#kernel'
import { everyKey, keepKey, type KeyRow, ownKey } from './store.ts'

/**
 * What the administration hands out is signed: compact JWS (RFC 7515) with Ed25519 (`EdDSA`, RFC 8037) over canonical
 * JSON (RFC 8785), so that anyone can verify a receipt or a decision with the public keys of `/.well-known/jwks.json`.
 * The same statement always gives the same text, whichever process signs it.
 */
export type Signer = {
  keyId: string
  /** `type` goes into the header (`typ`): a receipt never passes for a decision. */
  sign(type: SignedType, statement: Record<string, unknown>): Promise<string>
  /** 32 secret bytes that every process with the same key derives alike (HKDF, RFC 5869). */
  secretFor(purpose: string): Buffer
}

export type SignedType = 'receipt+jws' | 'decision+jws'

/**
 * Signs with the operator's key (`pem`, PKCS #8) when there is one: only its public part is then kept here. Otherwise
 * with the platform's own, which the first process to come makes.
 */
export const openSigner = async (db: Database, clock: Clock, pem: string | null = null): Promise<Signer> => {
  const { id, jwk } = pem ? await givenKey(db, clock, pem) : await ownKey(db, await freshKey(), clock())
  const key = createPrivateKey({ key: jwk, format: 'jwk' } as JsonWebKeyInput)
  return {
    keyId: id,
    sign: async (type, statement) => compactOf({ alg: 'EdDSA', kid: id, typ: type }, statement, key),
    secretFor: (purpose) =>
      Buffer.from(hkdfSync('sha256', Buffer.from(jwk.d!, 'base64url'), '', `parvis ${purpose}`, 32)),
  }
}

/**
 * RFC 7515, section 7.1. Written here because a receipt is signed at each filing: Web Cryptography, under the library,
 * hands every signature to another thread, which costs as much again as the signature.
 */
const compactOf = (header: object, statement: object, key: KeyObject): string => {
  const signed = [JSON.stringify(header), canonicalize(statement)!]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}

const freshKey = async (): Promise<KeyRow> => {
  const jwk = await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey)
  return { id: await calculateJwkThumbprint(jwk), jwk }
}

const givenKey = async (db: Database, clock: Clock, pem: string): Promise<KeyRow> => {
  const jwk = await exportJWK(await importPKCS8(pem, 'EdDSA', { extractable: true }))
  const id = await calculateJwkThumbprint(jwk)
  await keepKey(db, { id, jwk: publicPart(jwk) }, clock())
  return { id, jwk }
}

const publicPart = ({ d: _secret, ...open }: JWK): JWK => open

/** The public keys, newest first, as a JSON Web Key Set (RFC 7517). */
export const publicKeys = async (db: Queries): Promise<JSONWebKeySet> => ({
  keys: (await everyKey(db)).map(({ id, jwk }) => ({
    ...publicPart(jwk),
    kid: id,
    use: 'sig',
    alg: 'EdDSA',
  })),
})

/** The statement that was signed, or null when the text is not a signature of one of these keys over this type. */
export const readSigned = async (
  text: string,
  type: SignedType,
  keys: JSONWebKeySet,
): Promise<Record<string, unknown> | null> => {
  try {
    const { payload, protectedHeader } = await compactVerify(text.trim(), createLocalJWKSet(keys), {
      algorithms: ['EdDSA'],
    })
    return protectedHeader.typ === type
      ? (JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
