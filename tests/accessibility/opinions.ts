import { randomUUID } from 'node:crypto'
import type { Workshop } from '#evaluations'
import type { Language } from '#kernel'
import { valueOf } from '../support/story.ts'
import type { Form, Row } from './row.ts'
import { LONG_TEXT, LONG_WORD, RTL, type World } from './world.ts'

/** What is asked about services and pages, and what designers do of it, in every state. */

type DeskRow = {
  as?: string | null
  status?: number
  go: (world: World) => Promise<string> | string
  post?: (world: World) => Promise<Form> | Form
}

const AMELIE = 'person:amelie-tremblay'
const DESIGNER = 'agent:elise-marchand'
const ALLOWANCE = 'allocation-famille'
const UGLY = `${RTL} ${LONG_WORD}`

const evaluationsOf = ({ house }: World) => house.platform.evaluations

/** A token, by way of a request that ended; `end` says how. */
const token = async (world: World, language: Language, end: 'granted' | 'withdrawn' = 'granted') => {
  const made = end === 'granted' ? world.granted('amelie-tremblay', language) : world.withdrawn(language)
  return valueOf(await evaluationsOf(world).invite((await made).dossier))
}

const received = async (world: World, language: Language = 'fr', comment = 'Merci.'): Promise<string> => {
  const made = await token(world, language)
  const answers = { satisfaction: 4, ease: 2, clarity: 5, online: 'partly' as const }
  valueOf(await evaluationsOf(world).receive(made, answers, comment))
  await world.house.platform.settled()
  return made
}

/** Enough of them for the results to be shown; made once for both languages. */
const many = new WeakMap<World, Promise<void>>()
const enough = (world: World): Promise<void> => {
  const made = many.get(world) ?? receiveMany(world)
  many.set(world, made)
  return made
}
const receiveMany = async (world: World): Promise<void> => {
  for (let at = 0; at < 22; at++) await received(world, 'fr', at % 3 ? '' : `${at} ${UGLY}`)
}

const rating = async (world: World): Promise<string> => {
  const id = randomUUID()
  await evaluationsOf(world).rate({ id, page: 'home', service: '', useful: false })
  return id
}

export const opinionRows: Record<string, Row> = {
  'page rated': { go: ({ at }) => at('useful'), post: () => ({ page: 'home', useful: 'no' }) },
  'page rated, that is none': {
    status: 404,
    go: ({ at }) => at('useful'),
    post: () => ({ page: 'nowhere', useful: 'no' }),
  },
  'page rated, come back to': { go: ({ at }) => at('useful') },
  'page rated, what was missing': {
    go: async ({ world, at }) => at('rated', { rating: await rating(world) }),
    post: () => ({ missing: LONG_TEXT.slice(0, 1_000) }),
  },
  'page rated, too long': {
    status: 422,
    go: async ({ world, at }) => at('rated', { rating: await rating(world) }),
    post: () => ({ missing: LONG_TEXT }),
  },
  'page rated, unknown': { status: 404, go: ({ at }) => at('rated', { rating: 'x' }) },

  opinion: {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('opinion', { ref: (await world.granted('amelie-tremblay', language)).ref }),
  },
  'opinion, taken up again': {
    as: AMELIE,
    go: async ({ world, language, at }) => {
      const { ref, dossier } = await world.granted('amelie-tremblay', language)
      valueOf(await evaluationsOf(world).invite(dossier))
      return at('opinion', { ref })
    },
  },
  'opinion, already given': {
    as: AMELIE,
    go: async ({ world, language, at }) => {
      const { ref, dossier } = await world.granted('amelie-tremblay', language)
      const made = valueOf(await evaluationsOf(world).invite(dossier))
      const answers = { satisfaction: 4, ease: null, clarity: null, online: null }
      valueOf(await evaluationsOf(world).receive(made, answers, ''))
      return at('opinion', { ref })
    },
    post: () => ({}),
  },
  'opinion, the turn is over': {
    as: AMELIE,
    go: async ({ world, language, at }) => {
      const { ref, dossier } = await world.withdrawn(language)
      const now = world.house.now()
      valueOf(await evaluationsOf(world).invite(dossier))
      world.house.setTime(new Date(now.getTime() + 86_400_000).toISOString())
      await evaluationsOf(world).forget()
      return at('opinion', { ref })
    },
  },
  'opinion, nothing ended yet': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('opinion', {
        ref: (await world.draft('amelie-tremblay', ALLOWANCE, { spouse: false }, language)).ref,
      }),
  },
  evaluate: {
    go: async ({ world, language, at }) => at('evaluate', { token: await token(world, language) }),
  },
  'evaluate, abandoned': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('evaluate', { token: await token(world, language, 'withdrawn') }),
  },
  'evaluate, nothing answered': {
    status: 422,
    go: async ({ world, language, at }) => at('evaluate', { token: await token(world, language) }),
    post: () => ({ satisfaction: '', comment: '' }),
  },
  'evaluate, too long': {
    status: 422,
    go: async ({ world, language, at }) => at('evaluate', { token: await token(world, language) }),
    post: () => ({ satisfaction: '3', comment: LONG_TEXT }),
  },
  'evaluate, sent': {
    go: async ({ world, language, at }) => at('evaluate', { token: await token(world, language) }),
    post: () => ({ satisfaction: '5', ease: '4', clarity: '3', online: 'no', comment: UGLY }),
  },
  'evaluate, sent twice': {
    go: async ({ world, language, at }) => at('evaluate', { token: await received(world, language) }),
    post: () => ({ satisfaction: '1' }),
  },
  'evaluate, unknown': { status: 404, go: ({ at }) => at('evaluate', { token: 'A'.repeat(24) }) },

  evaluations: {
    go: async ({ world, at }) => {
      await enough(world)
      return at('evaluations')
    },
  },
  'evaluations of a service': {
    go: async ({ world, at }) => {
      await enough(world)
      return at('serviceEvaluations', { service: ALLOWANCE })
    },
  },
  'evaluations of a service, too few': {
    go: ({ at }) => at('serviceEvaluations', { service: 'signalement-chaussee' }),
  },
  'evaluations of a service, unknown': {
    status: 404,
    go: ({ at }) => at('serviceEvaluations', { service: 'chasse-galerie' }),
  },
}

// ---- The designers' pages

const workshopOf = ({ house }: World): Workshop => {
  const designer = house.platform.access.agents().find(({ id }) => id === DESIGNER)!
  return evaluationsOf({ house } as World).workshopFor(designer)!
}

const EVERY = { services: [ALLOWANCE], version: null, end: '', mood: '', theme: '', said: true }

/** The evaluations of the first lines of the list. */
const some = async (world: World, limit = 3): Promise<string[]> => {
  await enough(world)
  return (await workshopOf(world).find(EVERY, { limit, offset: 0 })).map(({ id }) => id)
}

const theme = async (world: World): Promise<string> =>
  valueOf(await workshopOf(world).group(ALLOWANCE, await some(world), { name: `Thème ${UGLY}`.slice(0, 80) }))

const SAID = { title: `La garde partagée ${LONG_WORD}`.slice(0, 118), change: `${UGLY}\n\nFait.` }
const improvement = async (world: World): Promise<string> =>
  valueOf(await workshopOf(world).open(ALLOWANCE, { ...SAID, titleEn: '', changeEn: '' }, await some(world)))
    .id

const at = (path: string): string => `/bureau/evaluations${path}`

export const designerRows: Record<string, DeskRow> = {
  'evaluations, for designers only': { as: 'agent:lucie-gagnon', status: 403, go: () => at('') },
  evaluations: {
    as: DESIGNER,
    go: async (w) => {
      await theme(w)
      await improvement(w)
      return at('')
    },
  },
  'evaluations, of a theme': { as: DESIGNER, go: async (w) => at(`?theme=${await theme(w)}`) },
  'evaluations, all of them': { as: DESIGNER, go: () => at('?montrer=tous&satisfaction=high&fin=answered') },
  'evaluations, no match': { as: DESIGNER, go: () => at('?fin=refused&version=1') },
  'evaluations, none chosen': {
    as: DESIGNER,
    status: 422,
    go: () => at('/avis'),
    post: () => ({ _do: 'ranger', nouveau: 'Rien' }),
  },
  'evaluations, grouped': {
    as: DESIGNER,
    go: () => at('/avis'),
    post: async (w) => ({ _do: 'ranger', avis: await some(w), nouveau: UGLY.slice(0, 79) }),
  },
  'evaluations, to be cited': {
    as: DESIGNER,
    go: () => at('/avis'),
    post: async (w) => ({ _do: 'ouvrir', avis: await some(w) }),
  },
  'evaluations, come back to': { as: DESIGNER, go: () => at('/avis') },
  'evaluations, a theme without a name': {
    as: DESIGNER,
    status: 422,
    go: () => at('/theme'),
    post: async (w) => ({ theme: await theme(w), _do: 'renommer', nom: ' ' }),
  },
  'evaluations, a theme come back to': { as: DESIGNER, go: () => at('/theme') },
  'pages rated': {
    as: DESIGNER,
    go: async (w) => {
      valueOf({ ok: true, value: await evaluationsOf(w).tellMissing(await rating(w), UGLY) })
      await w.house.platform.settled()
      return at('/pages?page=home')
    },
  },
  'improvement, new': {
    as: DESIGNER,
    go: async (w) => at(`/ameliorations/nouvelle?service=${ALLOWANCE}&avis=${(await some(w))[0]}`),
  },
  'improvement, without a title': {
    as: DESIGNER,
    status: 422,
    go: () => at('/ameliorations'),
    post: () => ({ service: ALLOWANCE, title: '', change: UGLY }),
  },
  'improvement, in preparation': {
    as: DESIGNER,
    go: async (w) => at(`/ameliorations/${await improvement(w)}?fait=ouverte`),
  },
  'improvement, refused': {
    as: DESIGNER,
    status: 422,
    go: async (w) => at(`/ameliorations/${await improvement(w)}`),
    post: () => ({ _do: 'publier', version: '9' }),
  },
  'improvement, dropped': {
    as: DESIGNER,
    go: async (w) => at(`/ameliorations/${await improvement(w)}`),
    post: () => ({ _do: 'abandonner' }),
  },
  'improvement, unknown': { as: DESIGNER, status: 404, go: () => at('/ameliorations/x') },
  improvements: { as: DESIGNER, go: () => at('/ameliorations') },
}
