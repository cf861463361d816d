/**
 * Who does something. The id is what the ledger keeps (`person:amelie-tremblay`, `agent:lucie-gagnon`, `robot:assess`,
 * `key` for whoever holds a dossier's link): stable, and never a name.
 */
export type Person = { kind: 'person'; id: string; person: string; name: string }
export type Agent = {
  kind: 'agent'
  id: string
  agent: string
  name: string
  organisation: string
  roles: readonly string[]
}
export type Robot = { kind: 'robot'; id: string }
/** Somebody without an account, who holds the link of one dossier. */
export type Holder = { kind: 'holder'; id: 'key'; dossier: string }

export type Actor = Person | Agent | Robot | Holder

export const robot = (name: string): Robot => ({ kind: 'robot', id: `robot:${name}` })

export const holderOf = (dossier: string): Holder => ({ kind: 'holder', id: 'key', dossier })
