import { join } from 'node:path'
import { type Catalogue, createCatalogue } from '#catalogue'
import { openSigner, type Signer } from '#documents'
import { answer, contentOf, createDossiers, type Dossiers, pagesOf, remainderOf } from '#dossiers'
import { type Database, newId, systemClock as clock } from '#kernel'
import { type Actor, holderOf, loadOrganisations, type Organisations } from '#parties'
import { registriesOf } from '../../src/operations/demonstration.ts'
import { hereOf, valueOf } from '../../tests/support/story.ts'

const ORGANISATIONS = join(import.meta.dirname, '../../organisations')

/** The domains beside the running platform, on its database: what prepares and what verifies, never what is timed. */
export type Domain = {
  db: Database
  catalogue: Catalogue
  signer: Signer
  dossiers: Dossiers
  organisations: Organisations
  stop(): void
}

export const openDomain = async (db: Database): Promise<Domain> => {
  const organisations = valueOf(await loadOrganisations(ORGANISATIONS))
  const catalogue = await createCatalogue(db)
  const signer = await openSigner(db, clock)
  const registries = registriesOf(db, organisations)
  const dossiers = createDossiers({ db, clock, catalogue, registries, signer, committed: () => {} })
  return { db, catalogue, signer, dossiers, organisations, stop: () => catalogue.stop() }
}

/** A draft that is ready to file: `ref` as its address names it, `key` and `digest` as its summary page carries them. */
export type Draft = { id: string; ref: string; key: string; digest: string }

export type DraftOf = { service: string; values: Record<string, unknown>; actor?: Actor }

/** Opened and answered through the same doors as a person's; somebody without an account when no actor is given. */
export const prepareDraft = async (
  { dossiers }: Domain,
  { service, values, actor }: DraftOf,
): Promise<Draft> => {
  const opener = actor ?? holderOf('')
  const { dossier, key } = valueOf(await dossiers.open({ service, ...hereOf(opener) }))
  const here = hereOf(actor ?? holderOf(dossier.id))
  const answered = valueOf(await dossiers.perform(answer, dossier.id, { values }, here)).dossier
  const { digest } = contentOf(answered, remainderOf(answered.pinned, answered))
  return { id: dossier.id, ref: key ?? dossier.id, key: newId(), digest }
}

/** A draft and the pages of questions that it has, in order. */
export const preparePages = async (
  domain: Domain,
  of: DraftOf,
): Promise<{ ref: string; pages: string[] }> => {
  const { ref, id } = await prepareDraft(domain, of)
  const { pinned, ...dossier } = (await domain.dossiers.find(id, of.actor ?? holderOf(id)))!
  return { ref, pages: pagesOf(pinned, remainderOf(pinned, dossier)).map((page) => page.id) }
}

export const prepareDrafts = async (domain: Domain, of: DraftOf, count: number): Promise<Draft[]> => {
  const drafts: Draft[] = []
  const one = async () => {
    while (drafts.length < count) drafts.push(await prepareDraft(domain, of))
  }
  await Promise.all(Array.from({ length: 12 }, one))
  return drafts.slice(0, count)
}
