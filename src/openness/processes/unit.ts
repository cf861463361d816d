import { folded } from './typed.ts'

/** A part of an organisation, named by its agents: processes and workplaces are told apart by it. Its id never changes. */
export type Unit = {
  id: string
  name: string
  openedOn: string
  /** Its last day; null while it is there. */
  closedOn: string | null
}

/** An id from a name, that no other unit has: `affaires-juridiques`, `affaires-juridiques-2`. */
export const unitId = (name: string, taken: ReadonlySet<string>): string => {
  const plain = folded(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const base = /^[a-z]/.test(plain) ? plain : `unite-${plain}`.replace(/-+$/, '')
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`
    if (!taken.has(id)) return id
  }
}

export const isOpenOn = ({ openedOn, closedOn }: Unit, day: string): boolean =>
  openedOn <= day && (closedOn === null || closedOn > day)

export const unitNamed = (units: readonly Unit[], name: string): Unit | undefined =>
  units.find((unit) => folded(unit.name) === folded(name))
