import type { Deadline } from '../definition.ts'
import { error, type Finding, reporter } from '../findings.ts'
import type { Check } from './checked.ts'

export const DEADLINES = {
  'deadline-from-nothing': error<{ deadline: string; from: string; known: string[] }>(
    (d) => [
      `L’échéance « ${d.deadline} » se compte de « ${d.from} », qui n’est pas un jour que ce service connaît.`,
      `Possibles : ${d.known.join(', ')}.`,
    ],
    (d) => [
      `The deadline “${d.deadline}” counts from “${d.from}”, which is no day that this service knows.`,
      `Possible: ${d.known.join(', ')}.`,
    ],
  ),
  'deadline-reserved': error<{ deadline: string }>(
    (d) => [
      `« ${d.deadline} » est le nom d’une échéance que tout dossier peut avoir.`,
      `Donnez un autre nom à celle-ci.`,
    ],
    (d) => [`“${d.deadline}” names a deadline that any dossier may have.`, `Give this one another name.`],
  ),
  'deadline-for-nobody': error<{ deadline: string }>(
    (d) => [
      `L’échéance « ${d.deadline} » ne peut être rappelée à personne : le service n’identifie personne.`,
      `Retirez-la, ou demandez un compte (« for: person »).`,
    ],
    (d) => [
      `Nobody can be reminded of the deadline “${d.deadline}”: the service identifies nobody.`,
      `Remove it, or ask for an account (“for: person”).`,
    ],
  ),
  'deadline-not-in-days': error<{ deadline: string; after: string }>(
    (d) => [
      `L’échéance « ${d.deadline} » compte « ${d.after} » en jours ouvrables.`,
      `Donnez des jours (P10D), ou retirez « working-days ».`,
    ],
    (d) => [
      `The deadline “${d.deadline}” counts “${d.after}” in working days.`,
      `Give days (P10D), or remove “working-days”.`,
    ],
  ),
  'deadline-without-end': error<{ deadline: string }>(
    (d) => [
      `L’échéance « ${d.deadline} » reviendrait le jour même, sans fin.`,
      `Donnez à « after » un délai, ou retirez « renew ».`,
    ],
    (d) => [
      `The deadline “${d.deadline}” would come back on the same day, without end.`,
      `Give “after” a delay, or remove “renew”.`,
    ],
  ),
  'reminder-too-early': error<{ deadline: string; remind: string; after: string }>(
    (d) => [
      `L’échéance « ${d.deadline} » serait rappelée (${d.remind} avant) plus tôt qu’elle ne commence (${d.after}).`,
      `Rapprochez le rappel de l’échéance.`,
    ],
    (d) => [
      `The deadline “${d.deadline}” would be reminded (${d.remind} before) sooner than it begins (${d.after}).`,
      `Bring the reminder nearer to the deadline.`,
    ],
  ),
}

const report = reporter(DEADLINES)

/** The platform's own, of any dossier whose service has none by this name. */
const RESERVED = ['completion', 'observations', 'review']

/** What a person is to be reminded of can be counted, ends, and has somebody to be told. */
export const deadlines: Check = ({ source, definition }) => {
  const days = ['filed', 'decided', ...definition.needs.filter(({ is }) => is === 'date').map(({ id }) => id)]
  return (definition.deadlines ?? []).flatMap((deadline): Finding[] => {
    const { id, from, after } = deadline
    const at = (key?: string) => source.at('service.yaml', ['deadlines', id, ...(key ? [key] : [])])
    const early = tooEarly(deadline)
    return [
      ...(RESERVED.includes(id) ? [report('deadline-reserved', at(), { deadline: id })] : []),
      ...(definition.for === 'anyone' ? [report('deadline-for-nobody', at(), { deadline: id })] : []),
      ...(days.includes(from)
        ? []
        : [report('deadline-from-nothing', at('from'), { deadline: id, from, known: days })]),
      ...(deadline.workingDays && /[YM]/.test(after)
        ? [report('deadline-not-in-days', at('after'), { deadline: id, after })]
        : []),
      ...(deadline.renew && !/[1-9]/.test(after)
        ? [report('deadline-without-end', at('renew'), { deadline: id })]
        : []),
      ...(early ? [report('reminder-too-early', at('remind'), { deadline: id, remind: early, after })] : []),
    ]
  })
}

/** The first reminder that no dossier could ever be given. A date that a person gives may be as far away as it likes. */
const tooEarly = ({ from, after, remind, workingDays }: Deadline): string | undefined => {
  if ((from !== 'filed' && from !== 'decided') || workingDays) return undefined
  const start = Temporal.PlainDate.from('2026-01-01')
  const end = start.add(Temporal.Duration.from(after))
  return remind.find((before) => Temporal.PlainDate.compare(end.subtract(before), start) <= 0)
}
