/**
 * Every reason for which an act on a dossier is refused. Closed: the desk words each, or it does not compile; the portal
 * words those that a person can meet and says of the others that the request moved on. `docs/refusals.md` is generated
 * from here.
 */
export const REFUSALS = {
  'not-found': 'There is no such dossier, or it is not yours: the two are one answer.',
  'service-unknown': 'No such service is published.',
  'sign-in-needed': 'The service is for a person who is signed in.',
  'answers-faulty': 'Some answers do not hold. Details: `faults`.',
  'not-asked': 'An answer was given to a need that is not asked of this dossier.',
  'changed-elsewhere': 'The same answers were changed in another tab or on another device. Details: `needs`.',
  'changed-too-often':
    'The draft was changed more often than anybody types; it can still be filed. Details: `most`.',
  'changed-since-summary': 'The answers changed after the summary that was shown.',
  'key-malformed': 'The idempotency key is missing or not one of ours.',
  'already-filed': 'It was filed before, with another content.',
  'evidence-not-stored': 'A file is named that is not durably stored. Details: `digests`.',
  'not-a-draft': 'It was filed: what was filed is no longer edited.',
  'not-known': 'No registry answered this need: there is nothing to contest.',
  'reason-missing': 'A reason is needed, in words that the person will read.',
  'reason-too-long': 'The text is too long. Details: `most`.',
  'nothing-awaited': 'Nothing is awaited from the person.',
  'person-awaited': 'The person is awaited: their answer, or the end of their delay, comes first.',
  'not-in-progress': 'It is not in progress: a draft, decided or withdrawn.',
  'already-decided': 'It is decided.',
  'already-withdrawn': 'It was withdrawn.',
  'not-an-agent-stage': 'It is not at a stage that agents handle.',
  'role-needed': 'The stage asks for a role that the agent does not have. Details: `role`.',
  'assigned-to-another': 'Another agent has it. Details: `assignee`.',
  'not-assigned': 'It has to be taken first.',
  'already-yours': 'It is yours already.',
  'agent-unknown': 'No such agent in this organisation, or without the role.',
  'need-unknown': 'No such need in this service.',
  'outcome-unknown': 'No such outcome at this stage. Details: `outcomes`.',
  'intention-needed':
    'An unfavourable decision is announced first, so that the person can answer (J-3, s. 5).',
  'intention-announced': 'The intention to refuse is announced already.',
  'observations-awaited': 'The person’s delay to give observations still runs. Details: `until`.',
  'favourable-needs-none': 'A favourable decision needs no notice of intention.',
  'not-decided': 'There is no decision yet.',
  'letter-printed': 'The decision that holds was printed and mailed already.',
  'review-too-late': 'The delay to ask for a review is over. Details: `until`.',
  'review-asked': 'A review is asked for already.',
  'not-a-robot-stage': 'It is not at a stage that a robot handles.',
  'purpose-missing': 'Reading somebody’s data needs a purpose.',
} as const

export type DossierRefusal = keyof typeof REFUSALS
