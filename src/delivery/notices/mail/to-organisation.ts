import { addToDay, dayOf, instantOf, type Queries } from '#kernel'
import { mailIdOf, type MailState } from './mail.ts'
import { mailStates, queueMail } from './store.ts'

/** A message to a public body, at the address that it gives itself; in French, as bodies write to each other (C-11, s. 16). */
export type ToOrganisation = {
  /** Whatever asks for it: asked for again, it is sent once. */
  id: string
  organisation: string
  address: string
  subject: string
  /** Its paragraphs, the first as its heading. */
  lines: readonly string[]
  at: Date
}

/** Tried again for so long, then given up: whoever asked for it sees so. */
const MAIL_FOR = 'P14D'

const personOf = (organisation: string): string => `organisation:${organisation}`

/** Puts messages in the outbox within the act that asks for them: they leave once it is committed. */
export const writeToOrganisations = (tx: Queries, messages: readonly ToOrganisation[]): Promise<void> =>
  queueMail(
    tx,
    messages.map(({ id, organisation, address, subject, lines, at }) => ({
      person: personOf(organisation),
      id,
      kind: 'organisation',
      address,
      language: 'fr',
      content: { is: 'organisation', subject, lines },
      until: instantOf(addToDay(dayOf(at), MAIL_FOR), 12),
      at,
    })),
  )

/** What became of them, by the id that they were asked for under; none for one that was never asked for. */
export const mailToOrganisations = async (
  db: Queries,
  asked: readonly { organisation: string; id: string }[],
): Promise<Map<string, { state: MailState; endedAt: Date | null }>> => {
  const keys = asked.map(({ organisation, id }) => {
    const person = personOf(organisation)
    return { person, id: mailIdOf(person, id), asked: id }
  })
  const states = await mailStates(db, keys)
  return new Map(keys.flatMap(({ id, asked: of }) => (states.has(id) ? [[of, states.get(id)!]] : [])))
}
