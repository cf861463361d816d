import {
  type Announced,
  type Consultation,
  type Consultations,
  type Contributing,
  type Participating,
} from '#consultations'
import { storeEvidence } from '#documents'
import { newId } from '#kernel'
import { photo } from '../journeys/photo.ts'
import {
  aboutThePark,
  AMELIE as AMELIE_HERSELF,
  idea,
  KARIM,
  MEI_LIN,
  openPark,
  SOFIA,
} from '../support/consulting.ts'
import { valueOf } from '../support/story.ts'
import type { Given, Row } from './row.ts'
import { EMOJI, LONG_TEXT, LONG_WORD, RTL, type World } from './world.ts'

/** Consultations as the public meets them: every page in every state that one can find it in. */

const AMELIE = 'person:amelie-tremblay'
const KARIM_SIGNED_IN = 'person:karim-haddad'
const YOUSSEF = 'person:youssef-benali'
const AGENT = 'agent:lucie-gagnon'

const [OPENS, CLOSES] = ['2026-11-23', '2026-12-23'] as const

const of = ({ house }: World): Consultations => house.platform.consultations

const text = (fr: string, en = '') => ({ fr, en })
const UGLY_TITLE = `${RTL} ${EMOJI} ${LONG_WORD}`.slice(0, 140)

/** A consultation that each state may change as it likes. */
const park = (world: World, over: Partial<Announced> = {}): Promise<Consultation> =>
  openPark({ consultations: of(world) }, OPENS, CLOSES, over)

/** One consultation that everybody reads, made once. */
const shared = new WeakMap<World, Promise<{ id: string; shown: string; hidden: string }>>()
const full = (world: World) => {
  let made = shared.get(world)
  if (!made) shared.set(world, (made = makeFull(world)))
  return made
}

const makeFull = async (world: World) => {
  const { id } = await park(world)
  const consultations = of(world)
  const contributed = async (who: typeof KARIM, title: string, over: Record<string, unknown> = {}) =>
    valueOf(await consultations.participate(who, id, idea(title, over))).id
  const stored = {
    name: `plan ${EMOJI}.png`,
    ...valueOf(await storeEvidence(world.house.db, photo(), world.house.now())),
  }
  const shown = await contributed(KARIM, 'Garder le vieil érable', {
    attachments: [stored],
    shownAs: 'pseudonym',
    pseudonym: 'Voisin du parc',
  })
  const hidden = await contributed(MEI_LIN, 'Ce que dit mon voisin')
  await contributed(AMELIE_HERSELF, `${LONG_WORD} ${RTL}`.slice(0, 118), {
    text: LONG_TEXT,
    theme: 'rue',
    region: '',
    language: 'en',
  })
  for (let at = 0; at < 16; at += 1) await contributed(MEI_LIN, `Un banc de plus, le ${at + 1}e`)
  valueOf(await consultations.support(MEI_LIN, id, shown))
  valueOf(await consultations.support(AMELIE_HERSELF, id, shown))
  const said = (words: string) => ({
    key: newId(),
    text: words,
    language: 'fr' as const,
    shownAs: 'anonymous' as const,
    pseudonym: '',
  })
  for (let at = 0; at < 21; at += 1)
    valueOf(await consultations.comment(MEI_LIN, id, shown, said(`D’accord, ${at}. ${LONG_WORD}`)))
  const comments = await consultations.comments(id, shown, { limit: 1, offset: 0 })
  valueOf(await consultations.moderate(SOFIA, id, [hidden, comments[0]!.id], { is: 'hide', rule: '2' }))
  const answers = { usage: ['souvent'], envies: ['bancs', 'arbres'], mot: ['Merci'] }
  for (const who of [KARIM, MEI_LIN])
    valueOf(
      await consultations.participate(who, id, { is: 'answer', answers, region: '04' } as Participating),
    )
  return { id, shown, hidden }
}

/** The words of a whole reply. */
const replied = {
  heard: text('Ce que vous avez dit.', 'What you said.'),
  kept: text('Le vieil érable.', 'The old maple.'),
  notKept: text('Le stationnement : il n’y a pas de place.', 'Parking: there is no room.'),
  next: text('Les travaux commencent en mai.', 'Works begin in May.'),
}

/** One that was held last year, without any page of ours. */
const held = async (world: World, over: Partial<Announced> = {}): Promise<string> => {
  const said = aboutThePark('2026-05-01', '2026-06-01')
  const draft = valueOf(
    await of(world).register(SOFIA, {
      ...said,
      title: text('Le marché public', 'The public market'),
      means: [
        {
          id: 'salle',
          kind: 'meeting',
          from: '2026-05-12',
          to: '2026-05-12',
          place: text(`Hôtel de ville, ${LONG_WORD}`),
          words: text('À 19 h.', 'At 7 p.m.'),
          address: '',
        },
      ],
      questionnaire: [],
      contributions: { open: false, comments: false, supports: false, attachments: false },
      replyDueOn: '2026-08-01',
      ...over,
    }),
  )
  valueOf(await of(world).open(SOFIA, draft.id))
  return draft.id
}

const answered = async (world: World, themes: readonly string[] = ['parc', 'rue']): Promise<string> => {
  const id = await held(world)
  for (const theme of themes) valueOf(await of(world).reply(SOFIA, id, { theme, ...replied }))
  return id
}

const upcoming = async (world: World): Promise<string> => {
  const draft = valueOf(
    await of(world).register(SOFIA, {
      ...aboutThePark('2027-01-10', '2027-02-10'),
      title: text('Le budget de 2028', 'The budget for 2028'),
    }),
  )
  valueOf(await of(world).open(SOFIA, draft.id))
  return draft.id
}

const cancelled = async (world: World): Promise<string> => {
  const { id } = await park(world)
  valueOf(
    await of(world).cancel(SOFIA, id, {
      reason: text(`Le projet est abandonné.\n\n${LONG_TEXT}`.slice(0, 1_900)),
    }),
  )
  return id
}

const extended = async (world: World): Promise<string> => {
  const { id } = await park(world, {
    languages: ['fr'],
    title: text(UGLY_TITLE),
    purpose: text(LONG_TEXT),
    context: text(LONG_TEXT),
  })
  valueOf(
    await of(world).extend(SOFIA, id, {
      closesOn: '2027-01-15',
      reason: text('La tempête a fermé la salle.'),
    }),
  )
  return id
}

/** Amélie’s own, withdrawn. */
const withdrawn = async (world: World): Promise<{ consultation: string; contribution: string }> => {
  const { id } = await park(world)
  const given = { ...idea('Ce que dit mon voisin', { text: LONG_TEXT }) } as {
    is: 'contribution'
  } & Contributing
  const contribution = valueOf(await of(world).participate(AMELIE_HERSELF, id, given)).id
  valueOf(await of(world).moderate(SOFIA, id, [contribution], { is: 'hide', rule: '3' }))
  return { consultation: id, contribution }
}

const begun = async (
  world: World,
  typed: Record<string, string[]>,
  kind: 'answer' | 'contribution' = 'contribution',
): Promise<string> => {
  const { id } = await park(world)
  valueOf(await of(world).saveDraft(AMELIE_HERSELF, id, kind, typed))
  return id
}

const WHOLE = {
  theme: ['parc'],
  region: ['04'],
  title: ['Un banc à l’ombre'],
  text: [`Près de l’eau.\n\n${LONG_WORD}`],
  shownAs: ['name'],
}

const inFull =
  (
    name:
      'consultation' | 'consultationReply' | 'consultationRules' | 'consultationResults' | 'contributions',
    query?: string,
  ): Row['go'] =>
  async ({ world, at }) =>
    at(name, { consultation: (await full(world)).id, ...(query && { query }) })

const shown = async ({ world, at }: Given) => {
  const { id, shown } = await full(world)
  return at('contribution', { consultation: id, contribution: shown })
}

const withId =
  (
    name:
      | 'consultation'
      | 'consultationReply'
      | 'consultationResults'
      | 'contributions'
      | 'contribute'
      | 'contributeSummary'
      | 'questionnaireSummary',
    make: (world: World) => Promise<string>,
  ): Row['go'] =>
  async ({ world, at }) =>
    at(name, { consultation: await make(world) })

const fresh = async (world: World): Promise<string> => (await park(world)).id

export const consultationRows: Record<string, Row> = {
  consultations: {
    go: async ({ world, at }) => (await full(world), await upcoming(world), at('consultations')),
  },
  'consultations, filtered': {
    as: AMELIE,
    go: async ({ world, at }) => (
      await held(world),
      at('consultations', { query: 'standing=reply-late&topic=planning' })
    ),
  },
  'consultations, nothing found': {
    go: ({ at }) =>
      at('consultations', { query: `search=${encodeURIComponent(`${LONG_WORD} ${RTL} <b>&"'`)}&region=07` }),
  },
  'consultations, a page too far': { go: ({ at }) => at('consultations', { query: 'page=9999' }) },

  consultation: { go: inFull('consultation') },
  'consultation, signed in': { as: AMELIE, go: inFull('consultation') },
  'consultation, answered by the visitor': { as: KARIM_SIGNED_IN, go: inFull('consultation') },
  'consultation, in French only, extended, long': { go: withId('consultation', extended) },
  'consultation, upcoming': { as: AMELIE, go: withId('consultation', upcoming) },
  'consultation, offline, its reply late': { go: withId('consultation', (world) => held(world)) },
  'consultation, replied to': { go: withId('consultation', (world) => answered(world)) },
  'consultation, cancelled': { go: withId('consultation', cancelled) },
  'consultation, unknown': {
    status: 404,
    go: ({ at }) => at('consultation', { consultation: 'chasse-galerie' }),
  },
  'consultation, a draft': {
    status: 404,
    go: withId(
      'consultation',
      async (world) => valueOf(await of(world).register(SOFIA, aboutThePark(OPENS, CLOSES))).id,
    ),
  },
  'consultation reply, promised': { go: inFull('consultationReply') },
  'consultation reply, late': { go: withId('consultationReply', (world) => held(world)) },
  'consultation reply, to one theme': {
    go: withId('consultationReply', (world) => answered(world, ['parc'])),
  },
  'consultation reply, whole': { go: withId('consultationReply', (world) => answered(world)) },
  'consultation rules': { go: inFull('consultationRules') },
  'consultation results': { go: inFull('consultationResults') },
  'consultation results, at the end': {
    go: withId(
      'consultationResults',
      async (world) => (await park(world, { resultsPublished: 'at-end' })).id,
    ),
  },
  'consultation results, none yet': { go: withId('consultationResults', fresh) },

  contributions: { go: inFull('contributions') },
  'contributions, signed in, the most supported first': {
    as: AMELIE,
    go: inFull('contributions', 'sort=supported'),
  },
  'contributions, second page, by theme': { go: inFull('contributions', 'theme=parc&page=2') },
  'contributions, nothing there': { go: inFull('contributions', 'region=17') },
  'contributions, none': { go: withId('contributions', fresh) },
  contribution: { go: shown },
  'contribution, signed in': { as: AMELIE, go: shown },
  'contribution, an agent reads': { as: AGENT, go: shown },
  'contribution, second page of comments': { go: async (given) => `${await shown(given)}?page=2` },
  'contribution, withdrawn': {
    go: async ({ world, at }) => {
      const { id, hidden } = await full(world)
      return at('contribution', { consultation: id, contribution: hidden })
    },
  },
  'contribution, unknown': {
    status: 404,
    go: async ({ world, at }) =>
      at('contribution', { consultation: (await full(world)).id, contribution: newId() }),
  },
  'comment, nothing written': {
    as: AMELIE,
    status: 422,
    go: shown,
    post: () => ({ key: newId(), text: '', shownAs: 'pseudonym' }),
  },
  'comment, too long': {
    as: AMELIE,
    status: 422,
    go: shown,
    post: () => ({ key: newId(), text: LONG_TEXT, shownAs: 'anonymous' }),
  },
  'comment, to what was withdrawn meanwhile': {
    as: AMELIE,
    status: 409,
    go: async ({ world, at }) => {
      const { id, hidden } = await full(world)
      return at('contribution', { consultation: id, contribution: hidden })
    },
    post: () => ({ key: newId(), text: 'D’accord', shownAs: 'anonymous' }),
  },
  'support, once it is over': {
    as: AMELIE,
    status: 409,
    go: async ({ world, at }) => {
      const { id } = await park(world)
      const contribution = valueOf(await of(world).participate(KARIM, id, idea('Un banc'))).id
      valueOf(await of(world).close(SOFIA, id, { reason: text('Assez de réponses.') }))
      return at('contributionSupport', { consultation: id, contribution })
    },
    post: () => ({ _do: 'give' }),
  },
  report: {
    as: AMELIE,
    go: async ({ world, at }) => {
      const { id, shown } = await full(world)
      return at('contributionReport', { consultation: id, contribution: shown })
    },
  },
  'report, no rule': {
    as: AMELIE,
    status: 422,
    go: async ({ world, at }) => {
      const { id, shown } = await full(world)
      return at('contributionReport', { consultation: id, contribution: shown })
    },
    post: () => ({ words: LONG_TEXT }),
  },
  'report, of a comment, sent': {
    as: AMELIE,
    go: async ({ world, at }) => {
      const { id, shown } = await full(world)
      const [comment] = await of(world).comments(id, shown, { limit: 1, offset: 3 })
      return at('contributionReport', { consultation: id, contribution: comment!.id })
    },
    post: () => ({ rule: '1', words: '' }),
  },

  contribute: { as: AMELIE, go: withId('contribute', fresh) },
  'contribute, resumed': { as: AMELIE, go: withId('contribute', (world) => begun(world, WHOLE)) },
  'contribute, nothing written': {
    as: AMELIE,
    status: 422,
    go: withId('contribute', fresh),
    post: () => ({ shownAs: 'pseudonym', region: '99' }),
  },
  'contribute, much too long': {
    as: AMELIE,
    status: 422,
    go: withId('contribute', fresh),
    post: () => ({ theme: 'parc', title: LONG_TEXT, text: LONG_TEXT + LONG_TEXT, shownAs: 'anonymous' }),
  },
  'contribution, changed elsewhere meanwhile': {
    as: AMELIE,
    go: withId('contributeSummary', (world) => begun(world, WHOLE)),
    post: () => ({ seen: 'autre chose' }),
  },
  'contribution, read again': { as: AMELIE, go: withId('contributeSummary', (world) => begun(world, WHOLE)) },

  questionnaire: {
    as: AMELIE,
    go: async ({ world, at }) => at('questionnaire', { consultation: await fresh(world), page: '1' }),
  },
  'questionnaire, again': {
    as: KARIM_SIGNED_IN,
    go: async ({ world, at }) => at('questionnaire', { consultation: (await full(world)).id, page: '1' }),
  },
  'questionnaire, nothing answered': {
    as: AMELIE,
    status: 422,
    go: async ({ world, at }) => at('questionnaire', { consultation: await fresh(world), page: '1' }),
    post: () => ({ 'q-envies': 'piscine' }),
  },
  'answers, read again': {
    as: AMELIE,
    go: withId('questionnaireSummary', (world) =>
      begun(world, { 'q-usage': ['jamais'], 'q-mot': [LONG_WORD] }, 'answer'),
    ),
  },
  'answers, one missing': {
    as: AMELIE,
    go: withId('questionnaireSummary', (world) =>
      begun(world, { 'q-mot': [LONG_TEXT.slice(0, 3_000)] }, 'answer'),
    ),
  },
  'answers, received': {
    as: AMELIE,
    go: withId('questionnaireSummary', (world) => begun(world, { 'q-usage': ['jamais'] }, 'answer')),
    post: () => ({}),
  },

  'participation, none': { as: YOUSSEF, go: ({ at }) => at('participation') },
  participation: {
    as: AMELIE,
    go: async ({ world, at }) => {
      await full(world)
      await withdrawn(world)
      await begun(world, WHOLE)
      return at('participation')
    },
  },
  'draft discarded': {
    as: AMELIE,
    go: async ({ world, at }) => (await begun(world, WHOLE), at('participation')),
    post: async ({ world }) => ({ consultation: (await full(world)).id, kind: 'contribution' }),
  },
  'contribution, received': {
    as: AMELIE,
    go: async ({ world, at }) => {
      const { id } = await park(world)
      const given = { ...idea('Un banc') } as { is: 'contribution' } & Contributing
      const { id: participation } = valueOf(await of(world).participate(AMELIE_HERSELF, id, given))
      return at('participationReceipt', { consultation: id, participation })
    },
  },
  appeal: { as: AMELIE, go: async ({ world, at }) => at('contributionAppeal', await withdrawn(world)) },
  'appeal, without a reason': {
    as: AMELIE,
    status: 422,
    go: async ({ world, at }) => at('contributionAppeal', await withdrawn(world)),
    post: () => ({ text: '' }),
  },
  'appeal, sent': {
    as: AMELIE,
    go: async ({ world, at }) => at('contributionAppeal', await withdrawn(world)),
    post: () => ({ text: 'Je ne nomme personne.' }),
  },
  'appeal, of somebody else’s': {
    as: KARIM_SIGNED_IN,
    status: 404,
    go: async ({ world, at }) => at('contributionAppeal', await withdrawn(world)),
  },
}
