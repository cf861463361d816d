import { LANGUAGES, newId } from '#kernel'
import { PATHS } from '#portal'
import { head, step } from '../processes/writing.ts'
import { valueOf } from '../support/story.ts'
import type { State } from './state.ts'
import { LONG_WORD, type World } from './world.ts'

/** An article that holds one process back, and one that is as long as an article may be. */
let done: Promise<void> | undefined
const populated = ({ house }: World): Promise<void> =>
  (done ??= (async () => {
    const { access, processes } = house.platform
    const inventory = processes.inventoryFor(access.agents().find(({ id }) => id === 'agent:rachel-cohen')!)
    const form = head('Serment annuel', { pages: '1200000', hours: '900' })
    const { process } = valueOf(await inventory.add(newId(), form))
    const articles = `A-21.1, a. 7\n${LONG_WORD.slice(0, 74)}, a. 1`
    valueOf(await inventory.putStep(process.id, newId(), step('archive', 'archived', { articles }), ''))
  })())

/** The list of articles that keep paper alive, in every state and both languages. */
export const formalitiesStates = (): State[] =>
  LANGUAGES.flatMap((language) =>
    Object.entries({ all: '', found: '?q=a.%207', 'nothing found': `?q=${encodeURIComponent('<b>🕳️')}` }).map(
      ([name, query]): State => ({
        name: `formalities: ${name}`,
        channel: 'portal',
        language,
        as: null,
        status: 200,
        async go(world) {
          await populated(world)
          return { path: `${PATHS.formalities[language]}${query}`, form: undefined }
        },
      }),
    ),
  )
