import { read } from '#dossiers'
import { seedLetters } from './incidents.ts'
import { designerRows } from './opinions.ts'
import type { State } from './state.ts'
import {
  AGENT,
  LONG_TEXT,
  LONG_WORD,
  type Ref,
  RTL,
  uglyCertificate,
  uglyPothole,
  type World,
} from './world.ts'

/** Every page of the desk in every state. In French only: the staff's interface is (C-11, s. 18.1). */

type Row = Partial<Pick<State, 'as' | 'status' | 'then'>> & {
  go: (world: World) => Promise<string> | string
  post?: (world: World) => Promise<Form> | Form
}
type Form = Record<string, string | string[]>

const TOWN = AGENT['signalement-chaussee']
const OFFICER = AGENT['certificat-naissance']
const ANALYST = AGENT['allocation-famille']

export const deskStates = (): State[] =>
  Object.entries(rows).map(([name, { go, post, ...rest }]): State => ({
    name: `desk: ${name}`,
    channel: 'desk',
    language: 'fr',
    as: OFFICER,
    status: 200,
    ...rest,
    go: async (world) => ({ path: await go(world), form: post ? await post(world) : undefined }),
  }))

const screen = ({ dossier }: Ref, more = ''): string => `/bureau/dossiers/${dossier.id}${more}`
const taken = async (w: World, values?: Record<string, unknown>) =>
  w.taken('amelie-tremblay', 'certificat-naissance', values)
const filed = (w: World) => w.filed('amelie-tremblay', 'certificat-naissance')

/** Each act: its form, its form from a template, and refused for what it lacks. */
const actRows = (): Record<string, Row> => {
  const acts: Record<string, { template?: string; refused: Form }> = {
    decider: { template: 'issue', refused: { outcome: 'issue', decisionReason: 'Voici [à compléter]' } },
    completer: { refused: { message: '' } },
    intention: { template: 'refuse', refused: { intended: 'refuse', intentionReason: LONG_TEXT.repeat(2) } },
    attribuer: { refused: { to: 'agent:nobody' } },
  }
  return Object.fromEntries(
    Object.entries(acts).flatMap(([act, { template, refused }]): [string, Row][] => [
      [`${act}, its form`, { go: async (w) => screen(await taken(w), `?acte=${act}`) }],
      [
        `${act}, refused`,
        { status: 422, go: async (w) => screen(await taken(w), `/${act}`), post: () => refused },
      ],
      ...(template
        ? [
            [
              `${act}, from a template`,
              { go: async (w: World) => screen(await taken(w), `?acte=${act}&modele=${template}`) },
            ] as [string, Row],
          ]
        : []),
    ]),
  )
}

/** Each act, done: where it leads is a page too. */
const doneRows: Record<string, Row> = {
  taken: {
    go: async (w) => {
      const one = await filed(w)
      await w.house.platform.dossiers.perform(
        read,
        one.dossier.id,
        { purpose: 'processing' },
        {
          actor: w.house.platform.access.agents().find(({ id }) => id === OFFICER)!,
          channel: 'desk',
          language: 'fr',
        },
      )
      return screen(one, '/prendre')
    },
    post: () => ({}),
  },
  decided: {
    go: async (w) => screen(await taken(w), '/decider'),
    post: () => ({ outcome: 'issue', decisionReason: LONG_TEXT }),
  },
  'completion asked': {
    go: async (w) => screen(await taken(w), '/completer'),
    post: () => ({ message: LONG_TEXT, needs: ['identityEvidence'] }),
  },
  'intention announced': {
    go: async (w) => screen(await taken(w), '/intention'),
    post: () => ({ intended: 'refuse', intentionReason: RTL }),
  },
  assigned: {
    go: async (w) => screen(await taken(w), '/attribuer'),
    post: () => ({ to: 'agent:ines-carvalho' }),
  },
  mailed: { go: async (w) => screen(await w.decided('Oui.'), '/poster'), post: () => ({}) },
  'put back': { go: async (w) => screen(await taken(w), '/remettre'), post: () => ({}) },
}

const rows: Record<string, Row> = {
  'list, of many': { as: TOWN, go: () => '/bureau' },
  'list, second page': { as: TOWN, go: () => '/bureau?page=2&tri=depot' },
  'list, compact': { as: TOWN, go: () => '/bureau?densite=serree&vue=tous&tri=nom' },
  'list, searched': { as: TOWN, go: () => `/bureau?q=${encodeURIComponent(`${LONG_WORD.slice(0, 90)}`)}` },
  'list, filtered': { as: OFFICER, go: () => '/bureau?service=certificat-naissance&q=tremblay&vue=tous' },
  'list, mine': { as: OFFICER, go: () => '/bureau?vue=a-moi' },
  'list, mine, none': { as: 'agent:olivier-caron', go: () => '/bureau?vue=a-moi' },
  'list, unassigned': { as: OFFICER, go: () => '/bureau?vue=non-attribues' },
  'list, late, none': { as: ANALYST, go: () => '/bureau?vue=en-retard' },
  'list, awaiting': { as: OFFICER, go: () => '/bureau?vue=en-attente' },
  'list, closed': { as: OFFICER, go: () => '/bureau?vue=fermes' },
  'list, of somebody who has no role there': { as: 'agent:nadia-belkacem', go: () => '/bureau' },
  'list, none chosen': { as: TOWN, status: 422, go: () => '/bureau/prendre', post: () => ({}) },
  'list, several taken': {
    as: TOWN,
    go: () => '/bureau/prendre',
    post: async (w) => ({
      dossier: [
        (await w.filed(null, 'signalement-chaussee')).dossier.id,
        (await w.filed(null, 'signalement-chaussee')).dossier.id,
      ],
    }),
  },
  'list, one not taken': {
    as: TOWN,
    status: 422,
    go: () => '/bureau/prendre',
    post: async (w) => ({
      dossier: [
        (await w.decided('Oui.')).dossier.id,
        (await w.filed(null, 'signalement-chaussee')).dossier.id,
      ],
    }),
  },
  'list, come back to': { as: TOWN, go: () => '/bureau/prendre' },

  purpose: { go: async (w) => screen(await filed(w)) },
  'purpose, not said': {
    status: 422,
    go: async (w) => screen(await filed(w), '/consulter'),
    post: () => ({}),
  },
  'purpose, another, not said': {
    status: 422,
    go: async (w) => screen(await filed(w), '/consulter'),
    post: () => ({ purpose: 'other', otherPurpose: LONG_TEXT }),
  },
  'dossier, read': {
    go: async (w) => screen(await filed(w), '/consulter'),
    post: () => ({ purpose: 'other', otherPurpose: RTL }),
  },
  'dossier, mine': { go: async (w) => screen(await taken(w, await uglyCertificate(w))) },
  'dossier, without an account': {
    as: TOWN,
    go: async (w) => screen(await w.taken(null, 'signalement-chaussee', await uglyPothole(w))),
  },
  'dossier, of a long name': {
    go: async (w) => screen(await w.taken('nom-long', 'certificat-naissance', await uglyCertificate(w))),
  },
  'dossier, in English': {
    go: async (w) =>
      screen(await w.taken('mei-lin-roy', 'certificat-naissance', undefined, 'en'), '?acte=decider'),
  },
  'dossier, awaiting': {
    go: async (w) => screen(await w.awaiting({ message: LONG_TEXT, needs: ['identityEvidence'] })),
  },
  'dossier, intention announced': { go: async (w) => screen(await w.intended(LONG_TEXT)) },
  'dossier, decided': { go: async (w) => screen(await w.decided(LONG_TEXT)) },
  'dossier, refused': { go: async (w) => screen(await w.refused(LONG_TEXT)) },
  'dossier, granted by the robot': {
    as: ANALYST,
    go: async (w) => screen(await w.granted(), '/consulter'),
    post: () => ({ purpose: 'supervision' }),
  },
  'dossier, under review': {
    as: ANALYST,
    go: async (w) => screen(await w.reviewed(LONG_TEXT), '/consulter'),
    post: () => ({ purpose: 'processing' }),
  },
  'dossier, withdrawn': {
    go: async (w) => screen(await w.withdrawn(), '/consulter'),
    post: () => ({ purpose: 'processing' }),
  },
  'dossier, a masked value seen': {
    as: ANALYST,
    go: async (w) => {
      const account = { payment: 'deposit', bankAccount: '00123-815-1234567' }
      const review = await contestedAndTaken(w, account)
      return screen(review, '?montrer=bankAccount')
    },
  },
  'dossier, of another organisation': {
    as: TOWN,
    status: 404,
    go: async (w) => screen(await filed(w)),
  },
  'dossier, an act no longer possible': {
    status: 422,
    go: async (w) => screen(await w.decided('Oui.'), '/decider'),
    post: () => ({ outcome: 'issue', decisionReason: 'Encore.' }),
  },
  'for agents only': { as: 'person:amelie-tremblay', status: 403, go: () => '/bureau' },
  'not signed in': { as: null, go: () => '/bureau' },
  ...actRows(),
  ...doneRows,

  ...designerRows,

  'incidents, none': { as: 'agent:olivier-caron', go: () => '/bureau/incidents' },
  'incidents, many': {
    as: OFFICER,
    go: async (w) => {
      await seedLetters(w, await filed(w))
      return '/bureau/incidents'
    },
  },
  'incidents, tried again': {
    as: OFFICER,
    go: () => '/bureau/incidents/relancer',
    post: async (w) => {
      const { subscription, index } = await seedLetters(w, await filed(w))
      return { suite: subscription, evenement: String(index) }
    },
  },
  'incidents, settled already': {
    as: OFFICER,
    status: 422,
    go: () => '/bureau/incidents/relancer',
    post: () => ({ suite: 'nothing', evenement: '1' }),
  },
  // An agent at the address of an act, come back to without its form.
  ...Object.fromEntries(
    ['consulter', 'prendre', 'decider', 'completer', 'intention', 'attribuer', 'remettre', 'poster'].map(
      (act): [string, Row] => [
        `${act}, come back to`,
        { go: async (w) => screen(await taken(w), `/${act}`) },
      ],
    ),
  ),
}

/** A contested income brings the dossier to an agent, once the robot gave it up; then he has it. */
const contestedAndTaken = async (w: World, more: Record<string, unknown>): Promise<Ref> => {
  const draft = await w.draft('karim-haddad', 'allocation-famille')
  const contested = await w.contested(draft, 'familyIncome', 'Perte d’emploi')
  return w.escalatedAndTaken(contested, {
    liveInQuebec: true,
    spouse: false,
    children: [{ id: 'yasmine', custody: 'shared', handicapped: false }],
    familyIncome: 3_150_000,
    ...more,
  })
}
