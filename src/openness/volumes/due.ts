import type { CompiledVersion } from '#catalogue'

/** Something that an organisation owes by a day. `volumes-missing`: a month of a service, by the channels outside. */
export type Due = { is: 'volumes-missing'; subject: string; day: string; id: string }

/** A month is counted by the fifteenth of the next one. */
const DUE_ON = 15
/** Older ones are history: who did not count them then will not find out now. */
const MONTHS_BACK = 3

const ASSISTED: readonly string[] = ['counter', 'phone', 'paper']

/** `2026-03` and so many months. */
export const addToMonth = (month: string, count: number): string => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** The months that are over of services that are offered otherwise than online too, and of which nothing was counted. */
export const missingMonths = (
  services: readonly CompiledVersion[],
  counted: readonly { service: string; channel: string; month: string }[],
  today: string,
): Due[] => {
  const known = new Set(
    counted
      .filter(({ channel }) => channel !== 'portal' && channel !== 'partner')
      .map(({ service, month }) => `${service} ${month}`),
  )
  const months = Array.from({ length: MONTHS_BACK }, (_, back) =>
    addToMonth(today.slice(0, 7), back - MONTHS_BACK),
  )
  return services
    .filter(({ definition }) => definition.channels.some((channel) => ASSISTED.includes(channel)))
    .flatMap(({ service }) =>
      months
        .filter((month) => !known.has(`${service} ${month}`))
        .map((month): Due => ({
          is: 'volumes-missing',
          subject: service,
          day: `${addToMonth(month, 1)}-${DUE_ON}`,
          id: `${service} ${month}`,
        })),
    )
}
