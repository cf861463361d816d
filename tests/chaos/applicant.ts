import assert from 'node:assert/strict'
import { sha256 } from '#kernel'
import { type Answered, type Asking, hiddenIn, persist } from './persistence.ts'
import { newPhoto } from './photo.ts'

/** What the platform acknowledged, as the person who has it remembers it. */
export type Acknowledged = {
  service: string
  ref: string
  cookie: string | undefined
  digest: string
  photo: { digest: string; bytes: Buffer } | null
  /** How often the filing was sent before it was answered. */
  tries: number
}

type Journey = {
  service: string
  cookie?: string | undefined
  pages: [string, Record<string, string>][]
  /** The page that takes a photo. */
  photoAt?: string
}

const POTHOLE: Journey = {
  service: 'signalement-chaussee',
  pages: [
    ['where', { place: 'Devant le 12, rue des Ormes' }],
    ['problem', { what: 'nid-de-poule', dangerous: 'yes', description: 'Un trou profond, près de l’école.' }],
    ['news', { email: '' }],
  ],
  photoAt: 'problem',
}

const ALLOWANCE: Journey = {
  service: 'allocation-famille',
  pages: [
    ['you', { liveInQuebec: 'yes', spouse: 'no' }],
    [
      'family',
      {
        'children.lea.custody': 'full',
        'children.lea.handicapped': 'no',
        'children.noah.custody': 'shared',
        'children.noah.handicapped': 'no',
      },
    ],
    ['paid', { payment: 'cheque', email: '' }],
  ],
}

/** Somebody who reports a pothole with a photo, and somebody who asks for the family allowance. */
export const reportPothole = (origin: string): Promise<Acknowledged> => walk(origin, POTHOLE)
export const askForAllowance = (origin: string, cookie: string): Promise<Acknowledged> =>
  walk(origin, { ...ALLOWANCE, cookie })

const walk = async (origin: string, { service, cookie, pages, photoAt }: Journey): Promise<Acknowledged> => {
  const ask = (path: string, asking: Asking = {}) =>
    persist(origin + path, { ...asking, ...(cookie ? { cookie } : {}) })
  const opened = await ask(`/services/${service}/commencer`, { method: 'POST' })
  const dossier = leading(opened)
  if (cookie) await untilKnown(ask, dossier)
  let photo: Acknowledged['photo'] = null
  for (const [page, answers] of pages) {
    const at = `${dossier}/etapes/${page}`
    if (page === photoAt) photo = await sendPhoto(ask, at, answers)
    else leading(await ask(at, { form: formOf(shown(await ask(at)), answers) }))
  }
  const summary = new Map(hiddenIn(shown(await ask(`${dossier}/sommaire`))))
  const form = new URLSearchParams([...summary].filter(([name]) => name === 'key' || name === 'digest'))
  const filed = await ask(`${dossier}/depot`, { form })
  assert.equal(leading(filed), `${dossier}/accuse`)
  const ref = dossier.split('/').at(-1)!
  return { service, ref, cookie, digest: summary.get('digest')!, photo, tries: filed.tries }
}

/** A register that was away when the draft was opened is asked again, as a person would. */
const untilKnown = async (
  ask: (path: string, asking?: Asking) => Promise<Answered>,
  dossier: string,
): Promise<void> => {
  for (let asked = 0; asked < 50; asked += 1) {
    if (!shown(await ask(`${dossier}/connu`)).includes('known unavailable')) return
    leading(await ask(`${dossier}/connu`, { method: 'POST' }))
  }
  throw new Error('the registers never answered')
}

/** The page says which photo it holds: one that arrived though its answer was lost is not sent twice. */
const sendPhoto = async (
  ask: (path: string, asking?: Asking) => Promise<Answered>,
  at: string,
  answers: Record<string, string>,
): Promise<NonNullable<Acknowledged['photo']>> => {
  const bytes = newPhoto()
  const digest = sha256(bytes).toString('hex')
  for (let sent = 0; sent < 50; sent += 1) {
    const page = shown(await ask(at))
    if (page.includes(digest)) return { digest, bytes }
    const form = new FormData()
    for (const [name, value] of formOf(page, answers)) form.append(name, value)
    form.append('photos', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'trou.png')
    await ask(at, { form })
  }
  throw new Error('the photo was never held')
}

const formOf = (page: Buffer, answers: Record<string, string>): URLSearchParams =>
  new URLSearchParams([...hiddenIn(page), ...Object.entries(answers)])

const leading = ({ status, location, body }: Answered): string => {
  assert.equal(status, 303, body.toString())
  return location
}

const shown = ({ status, location, body }: Answered): Buffer => {
  assert.equal(status, 200, `${location} ${body.toString()}`)
  return body
}
