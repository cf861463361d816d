import { checkValue, needOf } from '#catalogue'
import { newId, ok, type Queries, refused, type Result } from '#kernel'
import { queueMail } from './mail/store.ts'
import { happened, type NoticeTools } from './tools.ts'
import type { Preferences } from './preferences.ts'
import type { NoticeRefusal } from './refusals.ts'
import {
  countAsked,
  endConfirmations,
  findPreferences,
  holdPreferences,
  keepConfirmation,
  keepPreferences,
} from './store.ts'

export type Choice = Pick<Preferences, 'means' | 'language' | 'without'> & { address: string | undefined }

/** How often a person may have a message sent to an address that they did not confirm yet, in a day. */
const MOST_ASKED = 5
const DAY_MS = 24 * 60 * 60 * 1_000
/** How long a link to confirm an address holds. */
export const CONFIRMING_MS = 2 * DAY_MS

export const ADDRESS = needOf('email', 'email')

/**
 * Keeps how a person wants to be told. A new address is written to before it is used: until it is confirmed, the one
 * before stands. `asked` is the address that was written to, null when none was.
 */
export const choose = (
  tools: NoticeTools,
  person: string,
  choice: Choice,
): Promise<Result<{ asked: string | null }, NoticeRefusal>> =>
  tools.db.transaction(async (tx) => {
    const now = tools.clock()
    await holdPreferences(tx, person)
    const before = await findPreferences(tx, person)
    const { means, language, without, address } = choice
    if (means === 'email' && !tools.sends) return refused('mail-not-offered')
    const faults = means === 'email' ? faultsOf(address) : []
    if (faults.length > 0) return refused('address-faulty', { faults })
    const held = before?.address ?? null
    const asked = means === 'email' && (address !== held || before?.failedAt) ? address! : null
    if (asked && (await countAsked(tx, person, new Date(now.getTime() - DAY_MS))) >= MOST_ASKED)
      return refused('asked-too-often', { most: MOST_ASKED })
    const failedAt = before?.failedAt ?? null
    await keepPreferences(tx, { person, means, language, without, address: held, failedAt, since: now })
    await happened(tx, person, now, 'preferences.changed', { means, language, without })
    // An address mistyped is somebody's: they cannot take the person's messages once another choice was made.
    await endConfirmations(tx, person, asked, now)
    if (asked) await askConfirmation(tx, person, { address: asked, language, now })
    return ok({ asked })
  })

const faultsOf = (address: string | undefined) =>
  address === undefined
    ? [{ path: ADDRESS.id, code: 'missing' as const, details: { is: 'email' } }]
    : checkValue(ADDRESS, address)

type Asked = { address: string; language: Preferences['language']; now: Date }

const askConfirmation = async (
  tx: Queries,
  person: string,
  { address, language, now }: Asked,
): Promise<void> => {
  const id = newId()
  const expiresAt = new Date(now.getTime() + CONFIRMING_MS)
  await keepConfirmation(tx, { person, id, address, askedAt: now, expiresAt })
  await happened(tx, person, now, 'address.asked')
  const content = { is: 'confirmation' as const, confirmation: id }
  await queueMail(tx, [
    { person, id, kind: 'address', address, language, content, at: now, until: expiresAt },
  ])
}
