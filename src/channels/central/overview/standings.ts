import type { Platform } from '#web'
import { type DueLine, everythingDue } from '#organisation'
import { type ReminderSubject, SUBJECTS } from '#reporting'

/** Where an organisation stands for one part of its space. */
export type Standing = {
  state: 'late' | 'silent' | 'fine'
  /** How many things are late, and since what day the oldest is. */
  late: number
  lateSince: string | null
  /** The last day on which it reported something; null when it never did. */
  reportedOn: string | null
  remindedAt: Date | null
}

export type Row = { id: string; name: string; parts: Record<ReminderSubject, Standing> }

/** Organisations asked at once: each asks every domain, and pages of others wait for the same connections. */
const ABREAST = 4

/** Every organisation subject to the targets, the secretariat itself among them, in alphabetical order. */
export const standingsOf = async (platform: Platform, today: string): Promise<Row[]> => {
  const { organisations } = platform.organisations
  const [reported, reminders] = await Promise.all([
    reportedOf(platform, today),
    platform.reporting.lastReminders(),
  ])
  const left = [...organisations.values()].toSorted((a, b) => a.name.fr.localeCompare(b.name.fr, 'fr'))
  const dues = new Map<string, DueLine[]>()
  const queue = [...left]
  const one = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift())
      dues.set(next.id, await everythingDue(platform, next.id, today))
  }
  await Promise.all(Array.from({ length: ABREAST }, one))
  const remindedAt = (id: string, part: string) =>
    reminders.find(({ organisation, subject }) => organisation === id && subject === part)?.at ?? null
  return left.map(({ id, name }) => ({
    id,
    name: name.fr,
    parts: Object.fromEntries(
      SUBJECTS.map((part) => {
        const late = dues.get(id)!.filter((line) => line.part === part && line.inDays < 0)
        const reportedOn = reported[part].get(id) ?? null
        return [part, standing(late, reportedOn, remindedAt(id, part))] as const
      }),
    ) as Row['parts'],
  }))
}

const standing = (
  late: readonly DueLine[],
  reportedOn: string | null,
  remindedAt: Date | null,
): Standing => ({
  state: late.length > 0 ? 'late' : reportedOn === null ? 'silent' : 'fine',
  late: late.length,
  lateSince: late[0]?.day ?? null,
  reportedOn,
  remindedAt,
})

type Reported = ReadonlyMap<string, string>

const reportedOf = async (
  { plans, processes, workplaces, opendata, volumes, consultations }: Platform,
  today: string,
): Promise<Record<ReminderSubject, Reported>> => {
  const [plan, process, workplace, data, volume, consultation] = await Promise.all([
    plans.reported(today),
    processes.reported(today),
    workplaces.reported(today),
    opendata.reported(today),
    volumes.reported(today),
    consultations.reported(today),
  ])
  return {
    plan,
    processes: process,
    workplaces: workplace,
    data,
    volumes: volume,
    consultations: consultation,
  }
}

export type Wanted = { search: string; part: ReminderSubject | ''; state: Standing['state'] | '' }

/** Those that match: of one part, or of any. Accents and capitals do not count in a name. */
export const matching = (rows: readonly Row[], { search, part, state }: Wanted): Row[] => {
  const parts = part ? [part] : SUBJECTS
  return rows.filter(
    ({ name, parts: its }) =>
      folded(name).includes(folded(search)) &&
      (state === '' || parts.some((one) => its[one].state === state)),
  )
}

const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('fr').trim()
