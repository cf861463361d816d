import { type Database, inRounds } from '#kernel'
import { everyName, namesCounted, type NameKind } from './inventory/store.ts'

/** Under which names the services and organisations of inventories were published; known at once, for pages. */
export type InventoryNames = {
  nameOf(kind: NameKind, id: string, language: 'fr' | 'en'): string | null
  refresh(): Promise<void>
  stop(): Promise<void>
}

/** How soon a process shows the names that another took over. */
const LOOK_MS = 5_000

export const openNames = (db: Database, failed: (error: Error) => void): InventoryNames => {
  let known: string | null = null
  let names = new Map<string, { fr: string; en: string }>()
  const refresh = async () => {
    const said = await namesCounted(db)
    if (said === known) return
    names = new Map((await everyName(db)).map(({ kind, id, fr, en }) => [`${kind} ${id}`, { fr, en }]))
    known = said
  }
  const rounds = inRounds(refresh, { pollMs: LOOK_MS, failed })
  rounds.poke()
  return {
    nameOf: (kind, id, language) => names.get(`${kind} ${id}`)?.[language] ?? null,
    refresh,
    stop: rounds.stop,
  }
}
