import { ok, refused, type Result } from '#kernel'
import { cancelMail } from './mail/store.ts'
import { isMailKind, type MailKind } from './preferences.ts'
import type { NoticeRefusal } from './refusals.ts'
import { findPreferences, keepPreferences } from './store.ts'
import { happened, type NoticeTools } from './tools.ts'

/** What a link to stop would stop, without doing it. */
export const lookAtUnsubscribing = (
  { tokens }: NoticeTools,
  token: string,
): Result<{ person: string; kind: MailKind }, NoticeRefusal> => {
  const [what, person, kind] = tokens.open(token) ?? []
  return what === 'unsubscribe' && person && isMailKind(kind) ? ok({ person, kind }) : refused('link-unknown')
}

/**
 * No more e-mail of one kind: one click, without a session (RFC 8058). Done again it changes nothing. What still waits
 * to leave does not; the inbox goes on.
 */
export const unsubscribe = async (
  tools: NoticeTools,
  token: string,
): Promise<Result<{ kind: MailKind }, NoticeRefusal>> => {
  const looked = lookAtUnsubscribing(tools, token)
  if (!looked.ok) return looked
  const { person, kind } = looked.value
  return tools.db.transaction(async (tx) => {
    const now = tools.clock()
    const before = await findPreferences(tx, person)
    if (before && !before.without.includes(kind)) {
      const without = [...before.without, kind]
      await keepPreferences(tx, { ...before, without })
      const { means, language } = before
      await happened(tx, person, now, 'preferences.changed', { means, language, without })
    }
    await cancelMail(tx, person, kind, now)
    return ok({ kind })
  })
}
