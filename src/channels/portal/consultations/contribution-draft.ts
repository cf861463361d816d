import {
  type Attachment,
  type Contributing,
  type Draft,
  MOST_ATTACHMENTS,
  MOST_CONTRIBUTION,
} from '#consultations'
import { MOST_BYTES, storeEvidence } from '#documents'
import { formatNumber, type Language, newId } from '#kernel'
import type { Faults, HeldFile } from '#look'
import { type Form, type Sent, type Upload, valueIn } from '#web'
import type { Visit } from '../visit.ts'
import { words as portalWords } from '../words.ts'
import { takingWords } from './taking-words.ts'
import { typedOf } from './typed.ts'
import type { TakingPart } from './may-take-part.ts'

/** The names that a draft keeps of what a form sends; what it joins is written by the server alone. */
const TYPED = ['theme', 'region', 'title', 'text', 'shownAs', 'pseudonym'] as const
const KEY = 'key'
const FILES = '@files'

/** What somebody began to contribute: the form as typed, the files kept so far, the key that makes it one contribution. */
export type Begun = { form: Form; files: HeldFile[]; attachments: Attachment[]; key: string }

export const begunBy = async (visit: Visit, { person, consultation }: TakingPart): Promise<Begun> => {
  const draft = await visit.platform.consultations.draft(person, consultation.id, 'contribution')
  return begunIn(draft?.body ?? {})
}

const begunIn = (draft: Draft): Begun => {
  const attachments = (draft[FILES] ?? []).map((one) => JSON.parse(one) as Attachment)
  return {
    form: new Map(TYPED.flatMap((name) => (draft[name] ? [[name, draft[name]] as const] : []))),
    attachments,
    files: attachments.map(({ digest, name, size }) => ({ id: digest, name, size })),
    key: draft[KEY]?.[0] ?? newId(),
  }
}

/** Keeps what was typed over what was there; a file that cannot be kept is a fault of its own. */
export const keepTyped = async (
  visit: Visit,
  may: TakingPart,
  { form, uploads }: Sent,
): Promise<{ begun: Begun; faults: Faults }> => {
  const { platform, language } = visit
  const before = await begunBy(visit, may)
  const removed = /^remove-file:files:(.+)$/.exec(valueIn(form, '_do'))?.[1]
  const { stored, faults } = await storeAll(visit, uploads)
  const kept = before.attachments.filter(({ digest }) => digest !== removed)
  const added = stored.filter(({ digest }) => kept.every((one) => one.digest !== digest))
  const attachments = [...kept, ...added]
  const tooMany = attachments.length > MOST_ATTACHMENTS
  const draft: Draft = {
    ...Object.fromEntries(TYPED.map((name) => [name, form.get(name) ?? []])),
    [KEY]: [before.key],
    [FILES]: attachments.slice(0, MOST_ATTACHMENTS).map((one) => JSON.stringify(one)),
  }
  const saved = await platform.consultations.saveDraft(may.person, may.consultation.id, 'contribution', draft)
  const w = takingWords[language].faults
  return {
    begun: { ...begunIn(draft), form },
    faults: {
      ...faults,
      ...(tooMany && { files: w.tooMany }),
      ...(!saved.ok &&
        saved.refusal === 'contribution-faulty' && {
          text: w.tooLong(formatNumber(MOST_CONTRIBUTION, language)),
        }),
    },
  }
}

const storeAll = async ({ platform, language }: Visit, uploads: readonly Upload[]) => {
  const stored: Attachment[] = []
  const faults: Record<string, string> = {}
  for (const { field, name, bytes, tooLarge } of uploads.slice(0, 2 * MOST_ATTACHMENTS)) {
    if (field !== 'files') continue
    const kept = tooLarge
      ? { ok: false as const, refusal: 'file-too-large' as const }
      : await storeEvidence(platform.db, bytes, platform.clock())
    if (kept.ok) stored.push({ name, ...kept.value })
    else faults['files'] = portalWords[language].files[kept.refusal](name, MOST_BYTES / (1024 * 1024))
  }
  return { stored, faults }
}

/** What is sent for good, from what was kept. */
export const contributingOf = (begun: Begun, language: Language): Contributing => ({
  ...typedOf(begun.form, language),
  key: begun.key,
  theme: valueIn(begun.form, 'theme'),
  region: valueIn(begun.form, 'region'),
  title: valueIn(begun.form, 'title'),
  attachments: begun.attachments,
})
