import { type Database, type Queries, sha256 } from '#kernel'
import type {
  Barometer,
  Figures,
  NeedStates,
  Publication,
  PublishedFile,
  Standing,
  TargetView,
} from './barometer.ts'
import type { Figure, Series, Unit } from './figure.ts'
import { CONSISTENCY, MANIFEST, type Manifest, nameOf, PROOF, publicationNamed } from './manifest.ts'
import { EVENTS_OF_PERSONS } from './measures.ts'
import { STEP } from './release.ts'
import { isIdText } from './said.ts'
import {
  atOneMoment,
  countedByKind,
  type Edition,
  editionOf,
  newestPublications,
  figuresOf,
  organisationsKnown,
  type Part,
  partsOf,
  publicationsOf,
  type PublicationRow,
  publishedFile,
} from './store.ts'

/** What is in an address is any text: some that PostgreSQL does not take, none that is no id is looked for. */
const isNoOrganisation = (organisation: string | undefined): boolean =>
  organisation !== undefined && !isIdText(organisation)

/** What pages and machines ask, of a database where another process may be the one that computes. */
export const readBarometer = (db: Database): Barometer => {
  const views = newViews()
  const standing = (tx: Queries, edition: Edition): Promise<Standing> =>
    views.kept(edition, 'standing', async () => ({
      day: edition.day,
      computedAt: edition.computedAt.toISOString(),
      head: { size: edition.head, root: edition.root },
      eventsByKind: Object.fromEntries((await countedByKind(tx)).map(shown)),
    }))
  const whole = (tx: Queries, edition: Edition, target: number, whose: string): Promise<Parts | null> =>
    views.kept(edition, `parts ${target} ${whose}`, async () => viewOf(await partsOf(tx, target, whose)))
  const kept = async <T>(key: string, read: Reading<T>): Promise<T | null> => {
    const edition = await editionOf(db)
    return edition && views.kept(edition, key, () => atOneEdition(db, read))
  }
  return {
    async figures(organisation) {
      if (isNoOrganisation(organisation)) return null
      return kept(`figures ${organisation ?? ''}`, async (tx, edition) => {
        const bodies = await figuresOf(tx, organisation ?? '')
        if (bodies.length === 0) return null
        const figures = bodies.map(({ body }) => JSON.parse(body) as Figure)
        return {
          ...(await standing(tx, edition)),
          organisation: organisation ?? null,
          figures,
        } satisfies Figures
      })
    },
    async view(target, organisation) {
      if (!Number.isSafeInteger(target) || isNoOrganisation(organisation)) return null
      return kept(`view ${target} ${organisation ?? ''}`, async (tx, edition) => {
        const all = await whole(tx, edition, target, '')
        const its = organisation === undefined ? all : await whole(tx, edition, target, organisation)
        if (!its || !all) return null
        const isIts = (one: { organisation: string }) => one.organisation === organisation
        return {
          ...(await standing(tx, edition)),
          ...its,
          ...(organisation !== undefined && {
            organisations: [],
            units: all.units.filter(isIts),
            perNeed: all.perNeed.filter(isIts),
          }),
        } satisfies TargetView
      })
    },
    organisations: async () => (await kept('organisations', (tx) => organisationsKnown(tx))) ?? [],
    publications: async (most) => (await newestPublications(db, most ?? null)).map(publicationOf),
    async publication(name) {
      const row = await found(db, name)
      return row && publicationOf(row)
    },
    async publicationFile(publication, name) {
      const row = await found(db, publication)
      return row && (beside(row, name) ?? publishedFile(db, row, name))
    },
  }
}

type Reading<T> = (tx: Queries, edition: Edition) => Promise<T>

/**
 * All that a view needs, of one moment and of the edition of that moment: read in several statements that each saw what
 * was there, a view could hold the parts of two editions. Once for a view and an edition, so that its four short
 * statements more weigh nothing on a page.
 */
const atOneEdition = <T>(db: Database, read: Reading<T>): Promise<T | null> =>
  db.transaction(async (tx) => {
    await atOneMoment(tx)
    const edition = await editionOf(tx)
    return edition && read(tx, edition)
  })

/** Said exactly, what is held back of a publication could be worked out of it, and so could each new person. */
const shown = ({ kind, events, unreadable }: Awaited<ReturnType<typeof countedByKind>>[number]) => {
  const step = EVENTS_OF_PERSONS.includes(kind) ? STEP : 1
  const below = (count: number) => count - (count % step)
  return [kind, { events: below(events), unreadable: below(unreadable) }] as const
}

const found = async (db: Database, name: string): Promise<PublicationRow | null> => {
  const asked = publicationNamed(name)
  const rows = asked ? await publicationsOf(db, asked.day) : []
  return rows.find(({ revision }) => revision === asked!.revision) ?? null
}

/** The manifest and the proofs, which are not among the files that the manifest lists. */
const beside = (
  { manifest, digest, proof, consistency }: PublicationRow,
  name: string,
): PublishedFile | null => {
  if (name === MANIFEST) return { name, type: 'application/json', body: manifest, sha256: digest }
  const [body, type] =
    name === PROOF ? [proof, 'text/plain'] : name === CONSISTENCY ? [consistency, 'application/json'] : []
  return body && type ? { name, type, body, sha256: sha256(body).toString('hex') } : null
}

const publicationOf = (row: PublicationRow): Publication => {
  const { files } = JSON.parse(row.manifest.toString()) as Manifest
  return {
    name: nameOf(row),
    day: row.day,
    revision: row.revision,
    publishedAt: row.publishedAt.toISOString(),
    digest: row.digest,
    files,
    head: { size: row.head, root: row.root },
    proven: row.proof !== null,
  }
}

type Parts = Pick<TargetView, 'figure' | 'series' | 'organisations' | 'units' | 'perNeed'>

/** Null for a target or an organisation that has no figure. */
const viewOf = (parts: readonly Part[]): Parts | null => {
  const read = <T>(isIt: (part: Part) => boolean): T[] =>
    parts.filter(isIt).map(({ body }) => JSON.parse(body) as T)
  const whose = parts[0]?.organisation ?? ''
  const own = (name: string) => (part: Part) => part.part === name && part.organisation === whose
  const [figure] = read<Figure>(own('figure'))
  if (!figure) return null
  return {
    figure,
    series: read<Series[]>(own('series'))[0] ?? [],
    organisations: read<Figure>(({ part, organisation }) => part === 'figure' && organisation !== whose),
    units: read<Unit>(({ part }) => part.startsWith('unit ')),
    perNeed: read<NeedStates[]>(own('needs'))[0] ?? [],
  }
}

const MOST_KEPT = 5_000

/** What was read of an edition, until there is another one or its head is signed. */
const newViews = () => {
  let edition = ''
  let known = new Map<string, Promise<unknown>>()
  return {
    kept<T>(of: Edition, key: string, read: () => Promise<T>): Promise<T> {
      const name = `${of.epoch} ${of.edition} ${of.root}`
      if (name !== edition) [edition, known] = [name, new Map()]
      const found = known.get(key) as Promise<T> | undefined
      if (found) return found
      const its = read()
      // Anyone may ask for organisations that are none: what is kept of an edition has an end.
      if (known.size >= MOST_KEPT) known.delete(known.keys().next().value!)
      known.set(key, its)
      its.catch(() => known.delete(key))
      return its
    },
  }
}
