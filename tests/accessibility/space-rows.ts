import type { State } from './state.ts'
import type { World } from './world.ts'

/** One state of one page of an organisation's space, or of the secretariat's place: in French only. */
export type SpaceRow = {
  /** The agent who comes: `agent:thomas-bergeron` plans, opens and consults at the family board. */
  as?: string
  status?: number
  go(world: World): Promise<string> | string
  post?(world: World): Promise<Record<string, string | string[]>> | Record<string, string | string[]>
  then?: State['then']
}

/** States from rows: `name` is the part of the space, « plan », « data »… */
export const spaceStates = (part: string, rows: Record<string, SpaceRow>): State[] =>
  Object.entries(rows).map(([name, { as = 'agent:thomas-bergeron', status = 200, go, post, then }]) => ({
    name: `${part}: ${name}`,
    channel: 'desk',
    language: 'fr',
    as,
    status,
    async go(world) {
      const path = await go(world)
      return { path, form: await post?.(world) }
    },
    ...(then && { then }),
  }))
