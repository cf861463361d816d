import { type Answer, type Connection, openConnection, requestOf } from './connection.ts'

export type Walked = { perSecond: number; requests: number; ms: number[] }

/** What is answered on each page of the pothole report, in the order of its pages. */
const PAGES: [string, Record<string, string>][] = [
  ['where', { place: 'Devant le 12, rue des Ormes' }],
  [
    'problem',
    { what: 'nid-de-poule', dangerous: 'yes', description: 'Un trou profond, près du passage des écoliers.' },
  ],
  ['news', { email: '' }],
]

/** Reports potholes as people do, page after page, by so many people at a time. */
export const report = async (
  origin: string,
  { clients, times }: { clients: number; times: number },
): Promise<Walked> => {
  const ms: number[] = []
  let left = times
  const began = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const connection = await openConnection(origin)
      while (left-- > 0) await reportOne(origin, connection, ms)
      connection.close()
    }),
  )
  return { perSecond: times / ((performance.now() - began) / 1_000), requests: ms.length / times, ms }
}

const reportOne = async (origin: string, connection: Connection, ms: number[]): Promise<void> => {
  const ask = async (path: string, form?: Record<string, string>): Promise<Answer> => {
    const from = performance.now()
    const answer = await connection.send(requestOf(origin, { path, form, encodings: null }))
    ms.push(performance.now() - from)
    return answer
  }
  const open = await ask('/services/signalement-chaussee/commencer', {})
  const dossier = led(open)
  led(await ask(dossier))
  for (const [page, answers] of PAGES) {
    const shown = shownIn(await ask(`${dossier}/etapes/${page}`))
    led(await ask(`${dossier}/etapes/${page}`, { ...hiddenIn(shown), ...answers }))
  }
  const { key, digest } = hiddenIn(shownIn(await ask(`${dossier}/sommaire`)))
  const receipt = led(await ask(`${dossier}/depot`, { key: key!, digest: digest! }))
  shownIn(await ask(receipt))
}

const led = ({ status, location, body }: Answer): string => {
  if (status !== 303) throw new Error(`answered ${status}: ${body.toString()}`)
  return location
}

const shownIn = ({ status, location, body }: Answer): string => {
  if (status !== 200) throw new Error(`answered ${status} ${location}: ${body.toString()}`)
  return body.toString()
}

const HIDDEN = /<input\s+type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"/g

/** What the page carries unseen: what it was made from, and the key of the filing. */
const hiddenIn = (page: string): Record<string, string> =>
  Object.fromEntries([...page.matchAll(HIDDEN)].map(([, name, value]) => [name!, value!]))
