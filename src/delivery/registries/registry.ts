/**
 * What a registry answers about one fact of one person. Four states, never confused: a registry that is down is not a
 * fact that it does not hold, and a fact that the person contests is not a fact to rely on.
 */
export type Lookup =
  | { status: 'found'; value: unknown; asOf: string }
  | { status: 'contested'; value: unknown; asOf: string; since: string }
  | { status: 'not-held' }
  | { status: 'unavailable'; why: 'down' | 'too-slow' | 'failed' }

/** The interface of every registry: the demonstration's, and the adapters of real ones. */
export type Registry = {
  id: string
  /** Looks one fact up for a stated purpose. May throw or hang: `consult` makes a state of it. */
  look(person: string, fact: string, purpose: string): Promise<Lookup>
}

/** A lookup and where it was made: what a dossier keeps, and what the person is shown. */
export type Known = Lookup & { registry: string; fact: string; at: string }
