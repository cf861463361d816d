import { setTimeout as wait } from 'node:timers/promises'

/** What a page answered. */
export type Answered = { status: number; location: string; body: Buffer }

export type Asking = { method?: 'POST'; form?: URLSearchParams | FormData; cookie?: string }

/** The platform was away for longer than anybody may have to wait. */
class Away extends Error {
  override name = 'Away'
}

const PATIENCE_MS = 60_000

/**
 * A person who presses again: the same request, until the platform answers it. No answer, an outage (5xx) and « try again
 * in a minute » (429) are no answers. `tries` is how often it was sent.
 */
export const persist = async (url: string, asking: Asking = {}): Promise<Answered & { tries: number }> => {
  const until = Date.now() + PATIENCE_MS
  for (let tries = 1; ; tries += 1) {
    const answered = await askOnce(url, asking)
    if (answered && answered.status < 500 && answered.status !== 429) return { ...answered, tries }
    if (Date.now() > until)
      throw new Away(`no answer within ${PATIENCE_MS} ms, the last one ${answered?.status}`)
    await wait(100)
  }
}

const askOnce = async (url: string, { method, form, cookie }: Asking): Promise<Answered | null> => {
  try {
    const answer = await fetch(url, {
      method: method ?? (form ? 'POST' : 'GET'),
      body: form ?? null,
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin', ...(cookie ? { cookie } : {}) },
      signal: AbortSignal.timeout(15_000),
    })
    const body = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, location: answer.headers.get('location') ?? '', body }
  } catch {
    return null
  }
}

const HIDDEN = /<input\s+type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"/g

/** What a page carries unseen, in its order, each value of a repeated name. */
export const hiddenIn = (page: Buffer): [string, string][] =>
  [...page.toString().matchAll(HIDDEN)].map(([, name, value]) => [name!, value!])
