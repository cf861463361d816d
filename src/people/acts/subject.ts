import type { Actor } from '#parties'

/** What an act is about, as far as the door needs to know it: whose it is, and which organisation answers for it. */
export type Subject = {
  id: string
  /** Events so far: the place of the next one in the subject's stream. */
  revision: number
  organisation: string
  /** Who has a part in it. No party at all: whoever holds the link is the applicant. */
  parties: readonly Party[]
}

/** `applicant` today; a mandatary, a co-signer, a respondent or a mediator take their place here. */
export type Party = { role: string; person: string }

/** What somebody is to a subject. `none` learns nothing, not even that the subject exists. */
export type Standing = 'applicant' | 'agent' | 'robot' | 'none'

export const standingOf = (actor: Actor, subject: Subject): Standing => {
  switch (actor.kind) {
    case 'robot':
      return 'robot'
    case 'agent':
      return actor.organisation === subject.organisation ? 'agent' : 'none'
    case 'person':
      return subject.parties.some(({ role, person }) => role === 'applicant' && person === actor.person)
        ? 'applicant'
        : 'none'
    case 'holder':
      return actor.dossier === subject.id && subject.parties.length === 0 ? 'applicant' : 'none'
  }
}
