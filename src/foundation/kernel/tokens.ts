import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Claims that leave in an address (a link in a message, a feed) and come back: sealed, so that whoever reads the address
 * learns nothing of whom it is about and can make no other. The same claim always has the same token: a message that is
 * sent again is the same message.
 */
export type Tokens = {
  seal(...claim: string[]): string
  /** What was sealed; null when it was not by us. */
  open(token: string): string[] | null
}

const NONCE = 12
const MARK = 16

/**
 * AES-256-GCM. The nonce comes from the claim itself (HMAC-SHA-256), as in a synthetic initialisation vector: two
 * different claims never share one.
 */
export const openTokens = (secret: Buffer): Tokens => {
  const nonceOf = (claim: Buffer) =>
    createHmac('sha256', secret).update('nonce ').update(claim).digest().subarray(0, NONCE)
  return {
    seal(...claim) {
      const text = Buffer.from(JSON.stringify(claim))
      const nonce = nonceOf(text)
      const cipher = createCipheriv('aes-256-gcm', secret, nonce)
      const sealed = Buffer.concat([cipher.update(text), cipher.final()])
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open(token) {
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length <= NONCE + MARK || bytes.toString('base64url') !== token) return null
      const nonce = bytes.subarray(0, NONCE)
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, nonce)
        decipher.setAuthTag(bytes.subarray(-MARK))
        const text = Buffer.concat([decipher.update(bytes.subarray(NONCE, -MARK)), decipher.final()])
        return timingSafeEqual(nonceOf(text), nonce) ? (JSON.parse(text.toString()) as string[]) : null
      } catch {
        // Altered, or sealed with another secret: nobody's claim.
        return null
      }
    },
  }
}
