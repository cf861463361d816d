import { seenOf } from '#dossiers'
import { type Language, newId, sql } from '#kernel'
import { PATHS } from '#portal'
import { photo } from '../journeys/photo.ts'
import { consultationRows } from './consultation-states.ts'
import { openDataRows } from './open-data-states.ts'
import { opinionRows } from './opinions.ts'
import type { At, Row } from './row.ts'
import type { State } from './state.ts'
import { toldRows } from './told-states.ts'
import { cosignLast } from '../support/log.ts'
import { LONG_TEXT, LONG_WORD, type Ref, RTL, uglyCertificate, uglyPothole, type World } from './world.ts'

/** Every page of the portal in every state, in both languages. A row says who comes, where, and with what. */

const AMELIE = 'person:amelie-tremblay'
const MEI = 'person:mei-lin-roy'
const NAME = 'person:nom-long'

export const portalStates = (): State[] =>
  (['fr', 'en'] as const).flatMap((language) => {
    const at: At = (name, { query, ...params } = {}) => {
      const path = PATHS[name][language].replace(/:(\w+)/g, (_, one: string) =>
        encodeURIComponent((params as Record<string, string>)[one]!),
      )
      return query ? `${path}?${query}` : path
    }
    return Object.entries(rows).map(([name, { go, post, ...rest }]): State => ({
      name,
      channel: 'portal',
      language,
      as: null,
      status: 200,
      ...rest,
      async go(world) {
        const given = { world, language, at }
        return { path: await go(given), form: post ? await post(given) : undefined }
      },
    }))
  })

// ---- Where people are

const allowance = (w: World, language: Language, values?: Record<string, unknown>) =>
  w.draft('amelie-tremblay', 'allocation-famille', values, language)
const pothole = (w: World, language: Language, values?: Record<string, unknown>) =>
  w.draft(null, 'signalement-chaussee', values, language)
const certificate = (w: World, language: Language, values?: Record<string, unknown>) =>
  w.draft('amelie-tremblay', 'certificat-naissance', values, language)

const refOf = async (made: Promise<Ref>): Promise<string> => (await made).ref

const whileDown = async <T>({ house }: World, registry: string, make: () => Promise<T>): Promise<T> => {
  await house.putRegistry(registry, false)
  try {
    return await make()
  } finally {
    await house.putRegistry(registry, true)
  }
}

const seenOn = ({ dossier }: Ref, page: string): string =>
  seenOf(dossier.answers, dossier.pinned.definition.pages.find(({ id }) => id === page)!.needs as string[])

/** One state of each page of questions: nothing answered, and everything refused. */
const stepRows = (): Record<string, Row> => {
  const pages = {
    allowance: { make: allowance, as: AMELIE, pages: ['you', 'family', 'paid'] },
    certificate: { make: certificate, as: AMELIE, pages: ['act', 'identity', 'choice', 'delivery'] },
    pothole: { make: pothole, as: null, pages: ['where', 'problem'] },
  } as const
  return Object.fromEntries(
    Object.entries(pages).flatMap(([service, { make, as, pages }]) =>
      pages.flatMap((page): [string, Row][] => {
        const go: Row['go'] = async ({ world, language, at }) =>
          at('step', { ref: await refOf(make(world, language)), page })
        return [
          [`step ${service} ${page}, empty`, { as, go }],
          [`step ${service} ${page}, nothing answered`, { as, go, post: () => ({}), status: 422 }],
        ]
      }),
    ),
  )
}

const rows: Record<string, Row> = {
  'front door': { go: ({ at }) => at('home') },
  'front door, somebody of a long name': { as: NAME, go: ({ at }) => at('home') },
  'front door, searched': { go: ({ at }) => at('home', { query: 'q=naissance' }) },
  'front door, nothing found': {
    go: ({ at }) => at('home', { query: `q=${encodeURIComponent(`${LONG_WORD} ${RTL} <b>&"'`)}` }),
  },

  'service, signed out': { go: ({ at }) => at('service', { service: 'allocation-famille' }) },
  'service, signed in': {
    as: AMELIE,
    go: ({ at }) => at('service', { service: 'certificat-naissance' }),
  },
  'service, for anyone': { go: ({ at }) => at('service', { service: 'signalement-chaussee' }) },
  'service, unknown': { status: 404, go: ({ at }) => at('service', { service: 'chasse-galerie' }) },
  'service, started': {
    as: AMELIE,
    go: ({ at }) => at('start', { service: 'allocation-famille' }),
    post: () => ({}),
  },

  'sign-in': { go: ({ at }) => at('signIn') },
  'sign-in, of nobody': {
    status: 422,
    go: ({ at }) => at('signIn'),
    post: () => ({ persona: 'person:nobody', retour: '' }),
  },
  'signed out': { as: AMELIE, go: ({ at }) => at('signOut'), post: () => ({}) },

  'requests, none': { as: 'person:youssef-benali', go: ({ at }) => at('mine') },
  'requests, many': { as: AMELIE, go: ({ at }) => at('mine', { query: 'page=2' }) },
  'inbox, none': { as: 'person:youssef-benali', go: ({ at }) => at('inbox') },
  'inbox, unread': { as: AMELIE, go: ({ at }) => at('inbox') },
  'inbox, second page': { as: AMELIE, go: ({ at }) => at('inbox', { query: 'page=2' }) },

  known: {
    as: AMELIE,
    go: async ({ world, language, at }) => at('known', { ref: await refOf(allowance(world, language)) }),
  },
  'known, a register is down': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('known', { ref: await refOf(whileDown(world, 'revenu', () => allowance(world, language))) }),
  },
  'known, consulted again': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('known', { ref: await refOf(whileDown(world, 'etat-civil', () => allowance(world, language))) }),
    post: () => ({}),
  },
  'known, a long name': {
    as: NAME,
    go: async ({ world, language, at }) =>
      at('known', { ref: await refOf(world.draft('nom-long', 'certificat-naissance', {}, language)) }),
  },

  contest: {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('contest', { ref: await refOf(allowance(world, language)), need: 'familyIncome' }),
  },
  'contest, of a list': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('contest', { ref: await refOf(allowance(world, language)), need: 'children' }),
  },
  'contest, without a reason': {
    as: AMELIE,
    status: 422,
    go: async ({ world, language, at }) =>
      at('contest', { ref: await refOf(allowance(world, language)), need: 'familyIncome' }),
    post: () => ({ reason: ' ' }),
  },
  'contest, too long': {
    as: AMELIE,
    status: 422,
    go: async ({ world, language, at }) =>
      at('contest', { ref: await refOf(allowance(world, language)), need: 'familyIncome' }),
    post: () => ({ reason: `${LONG_TEXT} ${LONG_TEXT}` }),
  },
  'contest, done already': {
    as: AMELIE,
    go: async ({ world, language, at }) => {
      const { ref } = await world.contested(await allowance(world, language), 'familyIncome', RTL)
      return at('contest', { ref, need: 'familyIncome' })
    },
  },
  'step, beside what is contested': {
    as: AMELIE,
    go: async ({ world, language, at }) => {
      const { ref } = await world.contested(await allowance(world, language), 'familyIncome', LONG_TEXT)
      return at('step', { ref, page: 'income' })
    },
  },
  'step, beside a contested list': {
    as: AMELIE,
    go: async ({ world, language, at }) => {
      const { ref } = await world.contested(await allowance(world, language), 'children', 'Il en manque un.')
      return at('step', { ref, page: 'family' })
    },
    post: () => ({ 'children._items': ['un', 'deux'], 'children.un.name': LONG_WORD, _do: 'add:children' }),
  },
  'step, beside a register that is down': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('step', {
        ref: await refOf(whileDown(world, 'revenu', () => allowance(world, language))),
        page: 'income',
      }),
  },
  'step, items typed and refused': {
    as: AMELIE,
    status: 422,
    go: async ({ world, language, at }) =>
      at('step', {
        ref: await refOf(whileDown(world, 'etat-civil', () => allowance(world, language))),
        page: 'family',
      }),
    post: () => ({
      'children._items': ['un', 'deux'],
      'children.un.name': RTL,
      'children.un.birthDate.year': '2015',
      'children.un.birthDate.month': '13',
      'children.un.handicapped': 'yes',
    }),
  },
  'step, answered': {
    as: AMELIE,
    go: async ({ world, language, at }) => {
      const values = {
        liveInQuebec: true,
        spouse: false,
        payment: 'deposit',
        bankAccount: '00123-815-1234567',
      }
      return at('step', {
        ref: await refOf(allowance(world, language, values)),
        page: 'paid',
        query: 'de=sommaire',
      })
    },
  },
  'step, files held': {
    go: async ({ world, language, at }) =>
      at('step', { ref: await refOf(pothole(world, language, await uglyPothole(world))), page: 'problem' }),
  },
  'step, a file refused and a text too long': {
    status: 422,
    go: async ({ world, language, at }) =>
      at('step', { ref: await refOf(pothole(world, language)), page: 'problem' }),
    then: async (page) => {
      await page.locator('textarea').fill(LONG_TEXT)
      await page.locator('input[type=file]').setInputFiles([
        { name: `${LONG_WORD}.png`, mimeType: 'image/png', buffer: Buffer.from('rien') },
        { name: 'trou.png', mimeType: 'image/png', buffer: photo() },
      ])
      const button = page.locator('main .buttons button[type=submit]:not([name])')
      await Promise.all([page.waitForEvent('domcontentloaded'), button.click()])
    },
  },
  'step, files chosen and a text counted by the scripts': {
    go: async ({ world, language, at }) =>
      at('step', { ref: await refOf(pothole(world, language)), page: 'problem' }),
    then: async (page, { heavyFile }) => {
      await page.locator('textarea').fill(LONG_TEXT.slice(0, 1_200))
      await page.locator('input[type=file]').setInputFiles(heavyFile)
      await page.context().setOffline(true)
      await page.locator('.offline').waitFor()
    },
  },
  'step, changed in another tab': {
    as: AMELIE,
    status: 409,
    go: async ({ world, language, at }) => {
      const ref = await refOf(allowance(world, language, { liveInQuebec: true, spouse: false }))
      return at('step', { ref, page: 'you' })
    },
    post: async ({ world, language }) => ({
      liveInQuebec: 'yes',
      spouse: 'yes',
      _seen: seenOn(await allowance(world, language, { spouse: true }), 'you'),
    }),
  },
  'step, another’s act': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('step', { ref: await refOf(certificate(world, language, { whoseAct: 'other' })), page: 'subject' }),
  },
  'step, another’s act, a date that is none': {
    as: AMELIE,
    status: 422,
    go: async ({ world, language, at }) =>
      at('step', { ref: await refOf(certificate(world, language, { whoseAct: 'other' })), page: 'subject' }),
    post: () => ({
      actName: 'Louis',
      'actBirthDate.year': '1952',
      'actBirthDate.month': '2',
      'actBirthDate.day': '30',
    }),
  },
  'step, the right to another’s act': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('step', { ref: await refOf(certificate(world, language, { whoseAct: 'other' })), page: 'right' }),
  },
  'step, news': {
    go: async ({ world, language, at }) =>
      at('step', { ref: await refOf(pothole(world, language)), page: 'news' }),
  },
  'step, news, an address that is none': {
    status: 422,
    go: async ({ world, language, at }) =>
      at('step', { ref: await refOf(pothole(world, language)), page: 'news' }),
    post: () => ({ email: `amelie@@${LONG_WORD}` }),
  },
  ...stepRows(),

  'summary, complete': {
    as: AMELIE,
    go: async ({ world, language, at }) => {
      const ref = await refOf(certificate(world, language, await uglyCertificate(world)))
      return at('summary', { ref })
    },
  },
  'summary, without an account': {
    go: async ({ world, language, at }) =>
      at('summary', { ref: await refOf(pothole(world, language, await uglyPothole(world))) }),
  },
  'summary, incomplete': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('summary', { ref: await refOf(allowance(world, language, { spouse: true })) }),
  },
  'summary, changed meanwhile': {
    as: AMELIE,
    status: 409,
    go: async ({ world, language, at }) =>
      at('file', { ref: await refOf(certificate(world, language, await uglyCertificate(world))) }),
    post: () => ({ key: newId(), digest: '0'.repeat(64) }),
  },

  'draft, begun': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('dossier', { ref: await refOf(allowance(world, language, { spouse: true })) }),
  },
  'draft, without an account': {
    go: async ({ world, language, at }) =>
      at('dossier', { ref: await refOf(pothole(world, language, { place: LONG_WORD })) }),
  },
  receipt: {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('receipt', {
        ref: await refOf(world.filed('amelie-tremblay', 'certificat-naissance', undefined, language)),
      }),
  },
  'receipt, without an account': {
    go: async ({ world, language, at }) =>
      at('receipt', { ref: await refOf(world.filed(null, 'signalement-chaussee', undefined, language)) }),
  },
  'request, under way': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('dossier', {
        ref: await refOf(
          world.taken('amelie-tremblay', 'certificat-naissance', await uglyCertificate(world), language),
        ),
      }),
    then: unfold,
  },
  'request, without an account': {
    go: async ({ world, language, at }) =>
      at('dossier', {
        ref: await refOf(world.filed(null, 'signalement-chaussee', await uglyPothole(world), language)),
      }),
    then: unfold,
  },
  'request, filed already otherwise': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('file', {
        ref: await refOf(world.filed('amelie-tremblay', 'certificat-naissance', undefined, language)),
      }),
    post: () => ({ key: newId(), digest: '0'.repeat(64) }),
  },
  'request, to complete': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('dossier', { ref: await refOf(world.awaiting({ message: 'Un mot.', needs: [] }, language)) }),
  },
  'request, an intention announced': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('dossier', { ref: await refOf(world.intended('Non.', language)) }),
  },
  'request, granted': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('dossier', { ref: await refOf(world.granted('amelie-tremblay', language)) }),
    then: unfold,
  },
  'request, refused': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('dossier', { ref: await refOf(world.refused('Non.', language)) }),
  },
  'request, under review': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('dossier', { ref: await refOf(world.reviewed('Voyez.', language)) }),
  },
  'request, withdrawn': {
    as: AMELIE,
    go: async ({ world, language, at }) => at('dossier', { ref: await refOf(world.withdrawn(language)) }),
  },

  'decision of a robot': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('decision', { ref: await refOf(world.granted('amelie-tremblay', language)) }),
    then: unfold,
  },
  'decision, favourable': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('decision', { ref: await refOf(world.decided(LONG_TEXT, language)) }),
  },
  'decision, unfavourable': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('decision', { ref: await refOf(world.refused(LONG_TEXT, language)) }),
  },

  complete: {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('complete', {
        ref: await refOf(
          world.awaiting({ message: LONG_TEXT, needs: ['identityEvidence', 'speed'] }, language),
        ),
      }),
  },
  'complete, a word only': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('complete', { ref: await refOf(world.awaiting({ message: 'Pourquoi ?', needs: [] }, language)) }),
  },
  'complete, nothing sent': {
    as: AMELIE,
    status: 422,
    go: async ({ world, language, at }) =>
      at('complete', { ref: await refOf(world.awaiting({ message: 'Pourquoi ?', needs: [] }, language)) }),
    post: () => ({ message: '' }),
  },
  'complete, sent': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('complete', { ref: await refOf(world.awaiting({ message: 'Pourquoi ?', needs: [] }, language)) }),
    post: () => ({ message: LONG_TEXT }),
  },

  observe: {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('observe', { ref: await refOf(world.intended(LONG_TEXT, language)) }),
  },
  'observe, nothing written': {
    as: AMELIE,
    status: 422,
    go: async ({ world, language, at }) =>
      at('observe', { ref: await refOf(world.intended('Non.', language)) }),
    post: () => ({ text: '' }),
  },
  'observe, sent': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('observe', { ref: await refOf(world.intended('Non.', language)) }),
    post: () => ({ text: RTL }),
  },

  ...opinionRows,

  review: {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('review', { ref: await refOf(world.granted('amelie-tremblay', language)) }),
  },
  'review, too long': {
    as: AMELIE,
    status: 422,
    go: async ({ world, language, at }) =>
      at('review', { ref: await refOf(world.granted('amelie-tremblay', language)) }),
    post: () => ({ text: `${LONG_TEXT} ${LONG_TEXT}` }),
  },

  'withdraw a draft': {
    as: AMELIE,
    go: async ({ world, language, at }) => at('withdraw', { ref: await refOf(allowance(world, language)) }),
  },
  'withdraw a request': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('withdraw', {
        ref: await refOf(world.filed('amelie-tremblay', 'certificat-naissance', undefined, language)),
      }),
  },
  'withdraw, done': {
    as: AMELIE,
    go: async ({ world, language, at }) =>
      at('withdraw', {
        ref: await refOf(world.filed('amelie-tremblay', 'certificat-naissance', undefined, language)),
      }),
    post: () => ({}),
  },

  ...toldRows,
  ...consultationRows,
  ...openDataRows,

  verify: { go: ({ at }) => at('verify') },
  'verify, a receipt': {
    go: ({ at }) => at('verify'),
    post: async ({ world }) => ({
      signed: (await world.filed(null, 'signalement-chaussee')).dossier.filing!.receipt,
    }),
  },
  'verify, a decision': {
    go: ({ at }) => at('verify'),
    post: async ({ world }) => ({
      signed: (await world.house.platform.dossiers.signedDecision((await world.granted()).dossier))!,
    }),
  },
  'verify, not recognised': { go: ({ at }) => at('verify'), post: () => ({ signed: LONG_TEXT }) },
  about: { go: ({ at }) => at('about') },
  publicLog: { go: ({ at }) => at('publicLog') },
  'publicLog, with a witness who signed and one who has not': {
    go: async ({ world, at }) => {
      await cosignLast(world.house.db)
      return at('publicLog')
    },
  },
  'publicLog, held': {
    go: async ({ world, at }) => {
      await world.house.db.query(sql`UPDATE log SET held = 'restored'`)
      return at('publicLog')
    },
    then: async (_page, world) => void (await world.house.db.query(sql`UPDATE log SET held = NULL`)),
  },

  'refused: an address that leads nowhere': { status: 404, go: ({ at }) => `${at('about')}/${LONG_WORD}` },
  'refused: another’s request': {
    as: MEI,
    status: 404,
    go: async ({ world, language, at }) => at('dossier', { ref: await refOf(allowance(world, language)) }),
  },
  'refused: a form of another site': {
    status: 403,
    elsewhere: true,
    go: ({ at }) => at('verify'),
    post: () => ({ signed: 'x' }),
  },
  'refused: too much at once': {
    status: 413,
    go: ({ at }) => at('verify'),
    post: () => ({ signed: 'x'.repeat(1_100_000) }),
  },
  'refused: a bug of ours': { status: 500, headers: { 'x-bug': '1' }, go: ({ at }) => at('home') },
  'refused: the database is away': { status: 503, headers: { 'x-outage': '1' }, go: ({ at }) => at('home') },
}

/** What is folded is a part of the page too. */
async function unfold(page: Parameters<NonNullable<State['then']>>[0]): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((d) => { d.open = true })`)
}
