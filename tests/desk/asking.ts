import assert from 'node:assert/strict'
import type { Agent } from '#parties'
import type { Answered, DeskPlatform } from './platform.ts'

export const screen = (id: string): string => `/bureau/dossiers/${id}`

/** The events of one kind on a dossier, in order. */
export const happened = async (desk: DeskPlatform, id: string, kind: string) =>
  (await desk.platform.dossiers.history(id)).filter((event) => event.kind === kind)

export const open = (desk: DeskPlatform, who: Agent, id: string): Promise<Answered> =>
  desk.post(who, `${screen(id)}/consulter`, { purpose: 'processing' })

export const taken = async (desk: DeskPlatform, who: Agent, id: string): Promise<void> => {
  const done = await desk.post(who, `${screen(id)}/prendre`)
  assert.equal(done.status, 303)
}

/** The page says each of these sentences, whatever its markup. */
export const saysText = ({ text }: Answered, ...sentences: (string | RegExp)[]): void => {
  const plain = text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')
  for (const sentence of sentences)
    assert.ok(
      typeof sentence === 'string' ? plain.includes(sentence) : sentence.test(plain),
      `${String(sentence)} is not in: ${plain.slice(0, 6000)}`,
    )
}
