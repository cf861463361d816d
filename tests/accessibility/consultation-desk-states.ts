import type { Announced, Consultation, Consultations } from '#consultations'
import { storeEvidence } from '#documents'
import { newId } from '#kernel'
import { photo } from '../journeys/photo.ts'
import { aboutThePark, AMELIE, idea, KARIM, MEI_LIN, openPark, SOFIA } from '../support/consulting.ts'
import { valueOf } from '../support/story.ts'
import { type SpaceRow, spaceStates } from './space-rows.ts'
import type { State } from './state.ts'
import { EMOJI, LONG_TEXT, LONG_WORD, RTL, type World } from './world.ts'

/** Consultations as those who hold them meet them: every page of `/organisation/consultations` in every state. */

const LIST = '/organisation/consultations'
/** In charge, in charge and never a moderator here, and in the same town without the role. */
const [SOFIA_HERE, KEVIN, AWA] = [
  'agent:sofia-marchetti',
  'agent:kevin-lapointe',
  'agent:awa-diallo',
] as const

const of = ({ house }: World): Consultations => house.platform.consultations
const at = ({ id }: { id: string }, page = ''): string => `${LIST}/${id}${page && `/${page}`}`
const text = (fr: string, en = '') => ({ fr, en })

const draft = async (world: World, over: Partial<Announced> = {}): Promise<Consultation> =>
  valueOf(await of(world).register(SOFIA, { ...aboutThePark('2027-01-10', '2027-02-10'), ...over }))

const begun = async (world: World): Promise<Consultation> =>
  valueOf(
    await of(world).register(SOFIA, {
      title: text(`${RTL} ${EMOJI} ${LONG_WORD}`.slice(0, 140)),
      opensOn: '2027-01-10',
      closesOn: '2027-02-10',
    }),
  )

const park = (world: World, over: Partial<Announced> = {}): Promise<Consultation> =>
  openPark({ consultations: of(world) }, '2026-11-23', '2026-12-23', over)

type Lively = { id: string; shown: string; hidden: string; appealed: string; comment: string }

/** A consultation in which people wrote, reported, supported, and were withdrawn. */
const lively = async (world: World): Promise<Lively> => {
  const { id } = await park(world)
  const consultations = of(world)
  const wrote = async (who: typeof AMELIE, title: string, over: Record<string, unknown> = {}) =>
    valueOf(await consultations.participate(who, id, idea(title, over))).id
  const bytes = await storeEvidence(world.house.db, photo(), world.house.now())
  const attachments = [{ ...valueOf(bytes), name: `plan ${EMOJI}.png` }]
  const shown = await wrote(KARIM, `<script>alert(1)</script> ${LONG_WORD}`.slice(0, 120), {
    text: LONG_TEXT,
    attachments,
    shownAs: 'name',
  })
  const hidden = await wrote(AMELIE, 'Une publicité')
  const appealed = await wrote(AMELIE, 'Un avis retiré')
  await wrote(MEI_LIN, 'A bench in the shade', { language: 'en', theme: 'rue' })
  const said = {
    key: newId(),
    text: LONG_TEXT.slice(0, 1_400),
    language: 'fr',
    shownAs: 'anonymous',
    pseudonym: '',
  }
  const comment = valueOf(await consultations.comment(MEI_LIN, id, shown, said as never)).id
  for (const who of [AMELIE, MEI_LIN]) valueOf(await consultations.support(who, id, shown))
  valueOf(await consultations.report(AMELIE, id, shown, { rule: '2', words: `${RTL} ${LONG_WORD}` }))
  valueOf(await consultations.moderate(SOFIA, id, [hidden, appealed], { is: 'hide', rule: '4' }))
  valueOf(await consultations.appeal(AMELIE, id, appealed, LONG_TEXT.slice(0, 1_900)))
  const answers = { usage: ['souvent'], envies: ['arbres'], mot: [LONG_TEXT.slice(0, 3_900)] }
  for (const who of [AMELIE, KARIM, MEI_LIN])
    valueOf(await consultations.participate(who, id, { is: 'answer', answers, region: '04' }))
  return { id, shown, hidden, appealed, comment }
}

const shared = new WeakMap<World, Promise<Lively>>()
const busy = (world: World): Promise<Lively> => {
  let made = shared.get(world)
  if (!made) shared.set(world, (made = lively(world)))
  return made
}

/** Ended early, so that a reply is owed to it today. */
const ended = async (world: World): Promise<Consultation> => {
  const { id } = await park(world)
  valueOf(await of(world).participate(KARIM, id, idea('Garder le vieil érable')))
  return valueOf(await of(world).close(SOFIA, id, { reason: text('Tout est dit.') }))
}

/** The one whose contribution the next form withdraws. */
let withdrawn: Lively | undefined

const rows = (): Record<string, SpaceRow> => ({
  list: { go: async (world) => (await busy(world), LIST) },
  'list, nothing yet': { as: 'agent:rachel-cohen', go: () => LIST },
  'list, to read only': { as: AWA, go: () => LIST },
  new: { go: () => `${LIST}/nouvelle` },
  'new, without the role': { as: AWA, status: 403, go: () => `${LIST}/nouvelle` },
  'new, faulty': {
    status: 422,
    go: () => `${LIST}/nouvelle`,
    post: () => ({ title: '', 'opensOn.year': '2027', 'opensOn.month': '13', 'opensOn.day': '41' }),
  },
  'new, done': {
    go: () => `${LIST}/nouvelle`,
    post: () => ({
      title: 'Nos trottoirs en hiver',
      'opensOn.year': '2027',
      'opensOn.month': '1',
      'opensOn.day': '10',
      'closesOn.year': '2027',
      'closesOn.month': '2',
      'closesOn.day': '10',
    }),
  },
  'of another organisation': {
    as: 'agent:thomas-bergeron',
    status: 404,
    go: async (world) => at(await park(world)),
  },
  'a draft, begun': { go: async (world) => at(await begun(world)) },
  'a draft, ready': { go: async (world) => at(await draft(world)) },
  'a draft, refused': {
    status: 422,
    go: async (world) => at(await begun(world)),
    post: () => ({ _do: 'publier' }),
  },
  'a draft, published': { go: async (world) => at(await draft(world)), post: () => ({ _do: 'publier' }) },
  'a draft, dropped': { go: async (world) => at(await draft(world)), post: () => ({ _do: 'supprimer' }) },
  'an open one': { go: async (world) => at(await busy(world)) },
  'an open one, to read only': { as: AWA, go: async (world) => at(await busy(world)) },
  'made longer, without a day or a reason': {
    status: 422,
    go: async (world) => at(await park(world)),
    post: () => ({ _do: 'prolonger', 'prolonger-reason': '' }),
  },
  'made longer, then ended early': {
    go: async (world) => at(await ended(world)),
  },
  cancelled: {
    go: async (world) => at(await park(world)),
    post: () => ({ _do: 'annuler', 'annuler-reason': LONG_TEXT.slice(0, 1_900) }),
  },
  announcement: { go: async (world) => at(await draft(world), 'annonce') },
  'announcement, without the role': {
    as: AWA,
    status: 403,
    go: async (world) => at(await draft(world), 'annonce'),
  },
  'announcement, faulty': {
    status: 422,
    go: async (world) => at(await draft(world), 'annonce'),
    post: () => ({ title: '', purpose: LONG_TEXT.repeat(2), topic: 'x', regions: ['99'], english: 'yes' }),
  },
  means: { go: async (world) => at(await draft(world), 'moyens') },
  'means, none': { go: async (world) => at(await begun(world), 'moyens') },
  'means, faulty': {
    status: 422,
    go: async (world) => at(await draft(world), 'moyens'),
    post: () => ({ _do: 'ajouter', kind: '', address: 'javascript:alert(1)' }),
  },
  'means, removed': {
    go: async (world) => at(await draft(world), 'moyens'),
    post: () => ({ _do: 'retirer:papier' }),
  },
  questions: { go: async (world) => at(await draft(world), 'questions') },
  'questions, none': { go: async (world) => at(await begun(world), 'questions') },
  'questions, moved': {
    go: async (world) => at(await draft(world), 'questions'),
    post: () => ({ _do: 'monter:envies' }),
  },
  'a question': { go: async (world) => at(await draft(world), 'questions/envies') },
  'a new question': { go: async (world) => at(await draft(world), 'questions/nouvelle') },
  'a question that is not there': {
    status: 404,
    go: async (world) => at(await draft(world), 'questions/rien'),
  },
  'a question, faulty': {
    status: 422,
    go: async (world) => at(await draft(world), 'questions/nouvelle'),
    post: () => ({ label: '', kind: 'one-of', options: 'Un seul choix', theme: 'ensemble-des-themes' }),
  },
  themes: { go: async (world) => at(await draft(world), 'themes') },
  'themes, once open': { go: async (world) => at(await park(world), 'themes') },
  'themes, faulty': {
    status: 422,
    go: async (world) => at(await draft(world), 'themes'),
    post: () => ({ themes: ' ', _do: 'enregistrer' }),
  },
  rules: { go: async (world) => at(await draft(world), 'regles') },
  'rules, faulty': {
    status: 422,
    go: async (world) => at(await draft(world), 'regles'),
    post: () => ({ rules: '' }),
  },
  documents: {
    go: async (world) => {
      const stored = valueOf(await storeEvidence(world.house.db, photo(), world.house.now()))
      return at(
        await draft(world, { documents: [{ ...stored, name: `plan ${LONG_WORD}.png` }] }),
        'documents',
      )
    },
  },
  'documents, nothing sent': {
    status: 422,
    go: async (world) => at(await draft(world), 'documents'),
    post: () => ({ _do: 'ajouter' }),
  },
  preview: { go: async (world) => at(await draft(world), 'apercu') },
  'preview, in English': { go: async (world) => `${at(await draft(world), 'apercu')}?langue=en` },
  contributions: { go: async (world) => `${at(await busy(world), 'contributions')}?montrer=all` },
  'contributions, to read only': {
    as: AWA,
    go: async (world) => `${at(await busy(world), 'contributions')}?montrer=all`,
  },
  'contributions, none': { go: async (world) => at(await park(world), 'contributions') },
  'contributions, none chosen': {
    status: 422,
    go: async (world) => at(await busy(world), 'contributions'),
    post: () => ({ _do: 'garder' }),
  },
  'contributions, withdrawn and to be undone': {
    go: async (world) => at((withdrawn = await lively(world)), 'contributions'),
    post: () => ({ _do: 'retirer', regle: '2', texte: [withdrawn!.shown], montrer: 'all' }),
  },
  'a contribution': {
    go: async (world) => {
      const its = await busy(world)
      return at(its, `contributions/${its.shown}`)
    },
  },
  'a comment': {
    go: async (world) => {
      const its = await busy(world)
      return at(its, `contributions/${its.comment}`)
    },
  },
  'a withdrawn contribution': {
    go: async (world) => {
      const its = await busy(world)
      return at(its, `contributions/${its.hidden}`)
    },
  },
  'an appeal': {
    as: KEVIN,
    go: async (world) => {
      const its = await busy(world)
      return at(its, `contributions/${its.appealed}`)
    },
  },
  'an appeal, for the moderator': {
    go: async (world) => {
      const its = await busy(world)
      return at(its, `contributions/${its.appealed}`)
    },
  },
  'an appeal, faulty': {
    as: KEVIN,
    status: 422,
    go: async (world) => {
      const its = await busy(world)
      return at(its, `contributions/${its.appealed}`)
    },
    post: () => ({ _do: 'juger', verdict: 'upheld', reason: '' }),
  },
  'a contribution that is not there': {
    status: 404,
    go: async (world) => at(await busy(world), `contributions/${newId()}`),
  },
  'keying in answers': { go: async (world) => at(await busy(world), 'saisie') },
  'keying in contributions': { go: async (world) => `${at(await busy(world), 'saisie')}?quoi=contribution` },
  'keying in, too early': { go: async (world) => at(await draft(world), 'saisie') },
  'keying in, faulty': {
    status: 422,
    go: async (world) => at(await busy(world), 'saisie'),
    post: () => ({ what: 'contribution', key: newId(), channel: '', people: '0', title: '', text: '' }),
  },
  'keying in, done': {
    go: async (world) => at(await park(world), 'saisie'),
    post: () => ({ what: 'answer', key: newId(), channel: 'paper', region: '04', 'q-usage': 'souvent' }),
  },
  results: { go: async (world) => at(await busy(world), 'resultats') },
  'results, none': { go: async (world) => at(await park(world), 'resultats') },
  'texts of a question': { go: async (world) => at(await busy(world), 'resultats/mot') },
  'texts of a question, none': { go: async (world) => at(await park(world), 'resultats/mot') },
  reply: { go: async (world) => at(await ended(world), 'reponse') },
  'reply, too early': { go: async (world) => at(await busy(world), 'reponse') },
  'reply to a theme': { go: async (world) => at(await ended(world), 'reponse/parc') },
  'reply to a theme, faulty': {
    status: 422,
    go: async (world) => at(await ended(world), 'reponse/parc'),
    post: () => ({ heard: 'Des bancs.' }),
  },
  'reply to a theme, published': {
    go: async (world) => at(await ended(world), 'reponse/parc'),
    post: () =>
      Object.fromEntries(
        ['heard', 'kept', 'notKept', 'next'].flatMap((part) => [
          [part, LONG_TEXT],
          [`${part}En`, 'Text'],
        ]),
      ),
  },
})

export const consultationDeskStates = (): State[] =>
  spaceStates(
    'consultations',
    Object.fromEntries(Object.entries(rows()).map(([name, row]) => [name, { as: SOFIA_HERE, ...row }])),
  )
