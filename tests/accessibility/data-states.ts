import { idFrom, newId } from '#kernel'
import type { OpenData } from '#opendata'
import { enterDataset, PARKS, publishText, TREES } from '../support/open-data.ts'
import { valueOf } from '../support/story.ts'
import { spaceStates } from './space-rows.ts'
import type { State } from './state.ts'
import { EMOJI, LONG_TEXT, LONG_WORD, RTL, type World } from './world.ts'

/** Who keeps the data of the town, where there are many datasets; at the family board there are none. */
const TOWN = 'agent:sofia-marchetti'
const READER = 'agent:jean-marc-fortin'
const LIST = '/organisation/donnees'
const UGLY = `Données ${EMOJI} ${RTL} ${LONG_WORD}`.slice(0, 120)

const page = (id: string, more = ''): string => `${LIST}/jeux/${id}${more}`
const openData = ({ house }: World): OpenData => house.platform.opendata
const keeper = ({ house }: World) => house.platform.access.agents().find(({ id }) => id === TOWN)!

const entered = (w: World, over: Parameters<typeof enterDataset>[2] = {}) =>
  enterDataset(openData(w), keeper(w), over)

/** Fifty-five datasets, once: the list has a second page. */
const populated = new WeakMap<World, Promise<void>>()
const many = (w: World): Promise<void> => {
  let filled = populated.get(w)
  if (!filled) {
    filled = (async () => {
      for (let at = 0; at < 55; at++) await entered(w, { titleFr: `Jeu ${at}` })
    })()
    populated.set(w, filled)
  }
  return filled
}

async function* bytes(text: string) {
  yield Buffer.from(text)
}

/** A file that waits to be looked at. */
const waiting = async (w: World, text: string, name = 'tableau.csv') => {
  const id = await entered(w, { titleFr: UGLY })
  const { distribution } = valueOf(
    await openData(w).send(keeper(w), id, {
      key: newId(),
      titleFr: UGLY,
      titleEn: '',
      distribution: '',
      name,
      format: '',
      chunks: bytes(text),
    }),
  )
  return page(id, `/acces/${distribution}`)
}

/** Published by a file in two versions, and looked at. */
const published = async (w: World) => {
  const id = await entered(w, { titleFr: 'Arbres vérifiés' })
  const access = await publishText(openData(w), keeper(w), id, { text: TREES, name: 'arbres.csv' })
  await publishText(openData(w), keeper(w), id, {
    text: `${TREES}`,
    name: 'arbres.csv',
    distribution: access,
  })
  await publishText(openData(w), keeper(w), id, { text: PARKS, name: 'parcs.geojson' })
  return { id, access }
}

const hindered = async (w: World) => {
  const id = await entered(w, { titleFr: UGLY, preparing: 'yes' })
  for (const [what, until] of [
    [LONG_TEXT.slice(0, 900), '2026-01-01'],
    ['Trois systèmes comptent de trois manières.', '2027-01-01'],
  ] as const)
    valueOf(
      await openData(w).hinder(keeper(w), id, { key: idFrom(`${id} ${what}`), what, owner: RTL, until }),
    )
  return id
}

const withdrawn = async (w: World) => {
  const { id } = await published(w)
  const why = { reason: 'errors', words: LONG_TEXT.slice(0, 900), replacedBy: '' }
  valueOf(await openData(w).withdraw(keeper(w), id, why))
  return id
}

const PERSONAL = `arbre;courriel;${LONG_WORD.slice(0, 60)}\n1;a@exemple.ca;${UGLY}\n`
const WIDE = `${Array.from({ length: 12 }, (_, at) => `colonne ${at}`).join(',')}\n${'1,'.repeat(11)}2\n`

const url = 'http://169.254.169.254/latest/meta-data.csv'

/** The inventory of data and what is published of it, in every state. */
export const dataStates = (): State[] =>
  spaceStates('data', {
    'list, empty': { go: () => LIST },
    'list, empty, of somebody who reads': { as: 'agent:lucie-gagnon', go: () => LIST },
    'list, of many': { as: TOWN, go: async (w) => (await many(w), LIST) },
    'list, second page': { as: TOWN, go: async (w) => (await many(w), `${LIST}?page=2`) },
    'list, filtered': {
      as: READER,
      go: async (w) => (
        await many(w),
        `${LIST}?q=jeu&etat=inventoried&theme=ENVI&potentiel=high&verification=none`
      ),
    },
    'list, nothing found': {
      as: TOWN,
      go: async (w) => (await many(w), `${LIST}?q=${encodeURIComponent(UGLY)}%25`),
    },
    'new, its form': { as: TOWN, go: () => `${LIST}/nouveau` },
    'new, refused': {
      as: TOWN,
      status: 422,
      go: () => `${LIST}/nouveau`,
      post: () => ({ key: newId(), titleFr: UGLY }),
    },
    'new, of somebody who reads': {
      as: READER,
      status: 422,
      go: () => `${LIST}/nouveau`,
      post: () => ({ key: newId() }),
    },
    'page, nothing published': { as: TOWN, go: async (w) => page(await entered(w)) },
    'page, closed': {
      as: TOWN,
      go: async (w) =>
        page(
          await entered(w, {
            sensitivity: 'confidential',
            personal: 'yes',
            sensitivityReason: LONG_TEXT.slice(0, 900),
          }),
        ),
    },
    'page, published': { as: TOWN, go: async (w) => page((await published(w)).id) },
    'page, of somebody who reads': { as: READER, go: async (w) => page((await published(w)).id) },
    'page, hindered': { as: TOWN, go: async (w) => page(await hindered(w)) },
    'page, withdrawn': { as: TOWN, go: async (w) => page(await withdrawn(w)) },
    'page, taken up again': {
      as: TOWN,
      go: async (w) => page(await withdrawn(w)),
      post: () => ({ _do: 'reprendre' }),
    },
    'page, of another organisation': { status: 404, go: async (w) => page(await entered(w)) },
    'page, an obstacle refused': {
      as: TOWN,
      status: 422,
      go: async (w) => page(await hindered(w)),
      post: () => ({ _do: 'obstacle', key: newId(), what: '', owner: UGLY, 'until.year': '2027' }),
    },
    'page, an act refused': {
      as: READER,
      status: 422,
      go: async (w) => page((await published(w)).id),
      post: () => ({ _do: 'verifier' }),
    },
    'description, its form': { as: TOWN, go: async (w) => page(await entered(w), '/modifier') },
    'description, refused': {
      as: TOWN,
      status: 422,
      go: async (w) => page(await entered(w), '/modifier'),
      post: () => ({ titleFr: '', 'temporalFrom.year': '2026', sensitivity: 'open' }),
    },
    'file, its form': { as: TOWN, go: async (w) => page(await entered(w), '/fichier') },
    'file, another version': {
      as: TOWN,
      go: async (w) => {
        const { id, access } = await published(w)
        return page(id, `/fichier?acces=${access}`)
      },
    },
    'file, refused': {
      as: TOWN,
      status: 422,
      go: async (w) => page(await entered(w), '/fichier'),
      post: () => ({}),
    },
    'file, to look at': { as: TOWN, go: (w) => waiting(w, TREES) },
    'file, wide': { as: TOWN, go: (w) => waiting(w, WIDE) },
    'file, no table': { as: TOWN, go: (w) => waiting(w, '{"a":{"b":1}}', 'a.json') },
    'file, that looks personal': { as: TOWN, go: (w) => waiting(w, PERSONAL) },
    'file, that looks personal, unconfirmed': {
      as: TOWN,
      status: 422,
      go: async (w) => {
        const path = await waiting(w, PERSONAL)
        const [, id = ''] = /jeux\/([^/]+)/.exec(path) ?? []
        digest = (await openData(w).find(id))!.distributions[0]!.pending!.digest
        return path
      },
      post: () => ({ _do: 'publier', digest }),
    },
    'file, replaced meanwhile': {
      as: TOWN,
      status: 422,
      go: (w) => waiting(w, TREES),
      post: () => ({ _do: 'publier', digest: 'f'.repeat(64), confirmed: 'yes' }),
    },
    'access, published': {
      as: TOWN,
      go: async (w) => {
        const { id, access } = await published(w)
        return page(id, `/acces/${access}`)
      },
    },
    'access, withdrawn without a reason': {
      as: TOWN,
      status: 422,
      go: async (w) => {
        const { id, access } = await published(w)
        return page(id, `/acces/${access}`)
      },
      post: () => ({ _do: 'retirer', words: '' }),
    },
    'access, unknown': {
      as: TOWN,
      status: 404,
      go: async (w) => page(await entered(w), `/acces/${newId()}`),
    },
    'link, its form': { as: TOWN, go: async (w) => page(await entered(w), '/lien') },
    'link, refused': {
      as: TOWN,
      status: 422,
      go: async (w) => page(await entered(w), '/lien'),
      post: () => ({ key: newId(), titleFr: UGLY, url }),
    },
    'query, its form': { as: TOWN, go: async (w) => page(await entered(w), '/requete') },
    'query, refused': {
      as: TOWN,
      status: 422,
      go: async (w) => page(await entered(w), '/requete'),
      post: () => ({ key: newId() }),
    },
    'query, done': {
      as: TOWN,
      go: async (w) => page(await entered(w), '/requete'),
      post: () => ({ key: newId(), source: 'services' }),
    },
    'withdrawal, its form': { as: TOWN, go: async (w) => page(await entered(w), '/retirer') },
    'withdrawal, refused': {
      as: TOWN,
      status: 422,
      go: async (w) => page(await entered(w), '/retirer'),
      post: () => ({ reason: 'replaced', words: 'x' }),
    },
  })

let digest = ''
