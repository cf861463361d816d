import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { storeEvidence } from '#documents'
import {
  announceIntention,
  answer,
  askReview,
  contentOf,
  contest,
  decide,
  type Dossier,
  observe,
  read,
  remainderOf,
  requestCompletion,
  take,
  withdraw,
} from '#dossiers'
import { type Language, newId } from '#kernel'
import { type Actor, holderOf } from '#parties'
import { type House, openHouse } from '../journeys/house.ts'
import { photo } from '../journeys/photo.ts'
import { AMELIES_ANSWERS, CERTIFICATE_ANSWERS, POTHOLE_ANSWERS, valueOf } from '../support/story.ts'

/** What no page was drawn for: long, unbreakable, right to left, and beyond the basic plane. */
export const LONG_WORD = 'Anticonstitutionnellement'.repeat(6)
export const RTL = 'يسكن في الطابق الثالث، شقة ١٢ (مدخل الفناء)'
export const EMOJI = '👩‍👩‍👧‍👦 🏳️‍🌈 🕳️ 𝒜'
export const LONG_NAME = `Marie-Antoinette-Éléonore عبد الرحمن de La Rochefoucauld-Montmorency-${'Bouchard'.repeat(8)}`
/** As much as a text may hold. */
export const LONG_TEXT = `${RTL}\n${EMOJI}\n${LONG_WORD}\n\n`
  .padEnd(4_990, 'Un trou profond, près du passage. ')
  .trim()

const PERSON_OF_LONG_NAME = `
  - id: nom-long
    name: '${LONG_NAME}'
    about: { fr: 'Un nom que nul formulaire ne prévoit', en: 'A name that no form foresees' }
    sin: '000789016'
    language: fr
    facts:
      etat-civil:
        as-of: '2026-07-07'
        holds: { name: '${LONG_NAME}', birthDate: '1970-01-01', birthPlace: '${LONG_WORD}', children: [] }
`

/** A request as its person refers to it. */
export type Ref = { ref: string; dossier: Dossier }

export type Service = 'allocation-famille' | 'certificat-naissance' | 'signalement-chaussee'
type Values = Record<string, unknown>

/** The house with somebody in every situation. Each maker makes a new dossier, so that no state spoils another. */
export type World = {
  house: House
  /** The path of a file that is over what may be sent. */
  heavyFile: string
  /** A file that is kept, as an answer names it. */
  file(name?: string): Promise<Values>
  draft(person: string | null, service: Service, values?: Values, language?: Language): Promise<Ref>
  filed(person: string | null, service: Service, values?: Values, language?: Language): Promise<Ref>
  taken(person: string | null, service: Service, values?: Values, language?: Language): Promise<Ref>
  contested(ref: Ref, need: string, reason: string): Promise<Ref>
  /** Answered, filed, left to an agent by the robot, and taken. */
  escalatedAndTaken(draft: Ref, values: Values): Promise<Ref>
  awaiting(request: { message: string; needs: string[] }, language?: Language): Promise<Ref>
  intended(reason: string, language?: Language): Promise<Ref>
  refused(reason: string, language?: Language): Promise<Ref>
  decided(reason: string, language?: Language): Promise<Ref>
  /** Decided by the robot. */
  granted(person?: string, language?: Language): Promise<Ref>
  reviewed(reason: string, language?: Language): Promise<Ref>
  withdrawn(language?: Language): Promise<Ref>
  close(): Promise<void>
}

/** Who handles the dossiers of each service. */
export const AGENT: Record<Service, string> = {
  'allocation-famille': 'agent:lucie-gagnon',
  'certificat-naissance': 'agent:mathieu-lefebvre',
  'signalement-chaussee': 'agent:jean-marc-fortin',
}

export const openWorld = async (): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-organisations-'))
  cpSync(join(import.meta.dirname, '../../organisations'), folder, { recursive: true })
  const people = join(folder, 'people.yaml')
  writeFileSync(people, readFileSync(people, 'utf8') + PERSON_OF_LONG_NAME)
  const heavyFile = join(folder, `${LONG_WORD}.png`)
  writeFileSync(heavyFile, Buffer.alloc(10_600_000))
  const house = await openHouse({ organisationsDir: folder })
  const { platform, db } = house
  const { dossiers } = platform

  const agentOf = (service: Service) => platform.access.agents().find(({ id }) => id === AGENT[service])!
  const personOf = (id: string) => platform.access.people().find(({ person }) => person === id)!
  const actorOf = (person: string | null, { id }: Dossier): Actor =>
    person ? personOf(person) : holderOf(id)
  const fresh = async ({ ref, dossier }: Ref): Promise<Ref> => {
    const actor = ref === dossier.id ? personOf(dossier.parties[0]!.person!) : holderOf(dossier.id)
    return { ref, dossier: (await dossiers.find(dossier.id, actor))! }
  }
  const here = (actor: Actor, language: Language = 'fr') => ({
    actor,
    channel: actor.kind === 'agent' ? ('desk' as const) : ('portal' as const),
    language,
  })

  const fileIt = async (draft: Ref, by: ReturnType<typeof here>): Promise<Ref> => {
    const { digest } = contentOf(draft.dossier, remainderOf(draft.dossier.pinned, draft.dossier))
    valueOf(await dossiers.file({ id: draft.dossier.id, key: newId(), digest, here: by }))
    await platform.settled()
    return fresh(draft)
  }
  const takeIt = async (filed: Ref): Promise<Ref> => {
    const by = here(agentOf(filed.dossier.service as Service))
    valueOf(await dossiers.perform(read, filed.dossier.id, { purpose: 'processing' }, by))
    valueOf(await dossiers.perform(take, filed.dossier.id, {}, by))
    await platform.settled()
    return fresh(filed)
  }
  /** Robots take their turn in their own time. */
  const once = async (ref: Ref, holds: (dossier: Dossier) => boolean): Promise<Ref> => {
    // A minute is for a fault, not for a busy machine.
    for (let tries = 0; tries < 1_200; tries++) {
      const now = await fresh(ref)
      if (holds(now.dossier)) return now
      await wait(50)
    }
    throw new Error(`${ref.dossier.number} does not come to where it was expected`)
  }

  const world: World = {
    house,
    heavyFile,
    async file(name = 'pièce « d’identité ».png') {
      const stored = valueOf(await storeEvidence(db, photo(), house.now()))
      return { id: newId().slice(-12), name, ...stored }
    },
    async draft(person, service, values = {}, language = 'fr') {
      const actor = person ? personOf(person) : { kind: 'holder' as const, id: 'key' as const, dossier: '' }
      const opened = valueOf(await dossiers.open({ service, ...here(actor, language) }))
      const { dossier, key } = opened
      if (Object.keys(values).length > 0)
        valueOf(
          await dossiers.perform(answer, dossier.id, { values }, here(actorOf(person, dossier), language)),
        )
      return fresh({ ref: key ?? dossier.id, dossier })
    },
    async filed(person, service, values, language = 'fr') {
      const draft = await world.draft(person, service, values ?? (await answersFor(world, service)), language)
      return fileIt(draft, here(actorOf(person, draft.dossier), language))
    },
    async taken(person, service, values, language) {
      return takeIt(await world.filed(person, service, values, language))
    },
    async escalatedAndTaken(draft, values) {
      const by = here(personOf(draft.dossier.parties[0]!.person!))
      valueOf(await dossiers.perform(answer, draft.dossier.id, { values }, by))
      const filed = await fileIt(await fresh(draft), by)
      return takeIt(await once(filed, ({ stage }) => stage === 'review'))
    },
    async contested(draft, need, reason) {
      const by = here(actorOf(draft.dossier.parties[0]?.person ?? null, draft.dossier))
      valueOf(await dossiers.perform(contest, draft.dossier.id, { need, reason }, by))
      return fresh(draft)
    },
    async awaiting(request, language) {
      const taken = await world.taken('amelie-tremblay', 'certificat-naissance', undefined, language)
      const by = here(agentOf('certificat-naissance'))
      valueOf(await dossiers.perform(requestCompletion, taken.dossier.id, request, by))
      await platform.settled()
      return fresh(taken)
    },
    async intended(reason, language) {
      const taken = await world.taken('amelie-tremblay', 'certificat-naissance', undefined, language)
      const by = here(agentOf('certificat-naissance'))
      valueOf(await dossiers.perform(announceIntention, taken.dossier.id, { outcome: 'refuse', reason }, by))
      await platform.settled()
      return fresh(taken)
    },
    async refused(reason, language) {
      const intended = await world.intended(reason, language)
      const { id } = intended.dossier
      valueOf(await dossiers.perform(observe, id, { text: reason }, here(personOf('amelie-tremblay'))))
      const by = here(agentOf('certificat-naissance'))
      valueOf(await dossiers.perform(decide, id, { outcome: 'refuse', reason }, by))
      await platform.settled()
      return fresh(intended)
    },
    async decided(reason, language) {
      const taken = await world.taken('amelie-tremblay', 'certificat-naissance', undefined, language)
      const by = here(agentOf('certificat-naissance'))
      valueOf(await dossiers.perform(decide, taken.dossier.id, { outcome: 'issue', reason }, by))
      await platform.settled()
      return fresh(taken)
    },
    async granted(person = 'amelie-tremblay', language = 'fr') {
      const filed = await world.filed(person, 'allocation-famille', undefined, language)
      const granted = await once(filed, ({ decisions }) => decisions.length > 0)
      await platform.settled()
      return granted
    },
    async reviewed(reason, language) {
      const granted = await world.granted('amelie-tremblay', language)
      const by = here(personOf('amelie-tremblay'))
      valueOf(await dossiers.perform(askReview, granted.dossier.id, { reason }, by))
      await platform.settled()
      return fresh(granted)
    },
    async withdrawn(language) {
      const filed = await world.filed('amelie-tremblay', 'certificat-naissance', undefined, language)
      const by = here(personOf('amelie-tremblay'))
      valueOf(await dossiers.perform(withdraw, filed.dossier.id, {}, by))
      await platform.settled()
      return fresh(filed)
    },
    async close() {
      await house.close()
      rmSync(folder, { recursive: true })
    },
  }
  return world
}

export const answersFor = async (world: World, service: Service): Promise<Values> => {
  if (service === 'allocation-famille') return AMELIES_ANSWERS
  if (service === 'signalement-chaussee') return POTHOLE_ANSWERS
  return { ...CERTIFICATE_ANSWERS, identityEvidence: [await world.file()] }
}

/** The same with everything as long, as odd and as unbreakable as a person may give it. */
export const uglyPothole = async (world: World): Promise<Values> => ({
  ...POTHOLE_ANSWERS,
  place: `${EMOJI} ${RTL} ${LONG_WORD.slice(0, 120)}`,
  description: LONG_TEXT.slice(0, 990).trim(),
  photos: [await world.file(`${LONG_WORD.slice(0, 80)}.png`), await world.file(`🕳 ${RTL}.png`)],
})

export const uglyCertificate = async (world: World): Promise<Values> => ({
  ...(await answersFor(world, 'certificat-naissance')),
  deliveryName: LONG_NAME.slice(0, 200),
  deliveryStreet: LONG_WORD,
  deliveryCity: RTL,
})
