import { agentStage, applicantOf, type Dossier, dueOnAtLatest, type Status } from '#dossiers'

/** A dossier as a worklist shows it. */
export type WorkItem = {
  dossier: string
  organisation: string
  service: string
  stage: string | null
  /** The role that handles it; null while a robot or nobody does. */
  role: string | null
  status: Exclude<Status, 'draft'>
  number: string
  /** The applicant’s name, as the registry gave it or as they typed it; null when nobody said. */
  applicant: string | null
  channel: string
  assignee: string | null
  awaited: 'completion' | 'observations' | null
  /** The last day of the person’s own delay; the day after, it is the agents’ turn again. */
  awaitedUntil: string | null
  doubt: string | null
  review: boolean
  /** The last day to answer; while the person is awaited, if they take all of their delay. */
  dueOn: string | null
  filedAt: Date
  updatedAt: Date
}

/** What the worklist knows of a dossier, or null for a draft: nobody but the person sees a draft. */
export const itemOf = (dossier: Dossier, nameOf: (person: string) => string | null): WorkItem | null => {
  if (dossier.status === 'draft' || !dossier.filing) return null
  const person = applicantOf(dossier)
  return {
    dossier: dossier.id,
    organisation: dossier.organisation,
    service: dossier.service,
    stage: dossier.stage,
    role: agentStage(dossier)?.role ?? null,
    status: dossier.status,
    number: dossier.number,
    applicant: person ? nameOf(person) : null,
    channel: dossier.channel,
    assignee: dossier.assignee,
    awaited: dossier.awaited?.for ?? null,
    awaitedUntil: dossier.awaited?.until ?? null,
    doubt: dossier.doubt?.code ?? null,
    review: dossier.review !== null,
    dueOn: dueOnAtLatest(dossier),
    filedAt: new Date(dossier.filing.at),
    updatedAt: new Date(dossier.updatedAt),
  }
}
