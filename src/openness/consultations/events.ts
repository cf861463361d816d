/**
 * What happens in consultations. No event says who took part: its actor is `anonymous`, its time the beginning of a day,
 * its stream a random one. docs/events.md comes from here.
 */
export const EVENTS = {
  'consultation.registered': '{ consultation, opensOn, closesOn, means }: it stands in the public register',
  'consultation.opened':
    '{ consultation, opensOn, closesOn, means }: it can be answered from this day on; its measure says whether online',
  'consultation.changed':
    '{ consultation, what, … }: its announcement, its last day (extended, ended early) or its themes; measured once open',
  'consultation.closed': '{ consultation }: it is over',
  'consultation.cancelled': '{ consultation, reason }: it will not be held, or stops',
  'answer.received': '{ consultation, channel }: a questionnaire was answered, once a voice',
  'answer.changed': '{ consultation }: somebody put other answers in place of theirs',
  'contribution.received':
    '{ consultation, contribution, theme, region, channel, people }: somebody contributed',
  'contribution.commented': '{ consultation, contribution, comment }: somebody commented on a contribution',
  'contribution.reported': '{ consultation, contribution, rule }: somebody thinks that it breaks a rule',
  'contribution.hidden': '{ consultation, contribution, rule }: a moderator withdrew it from view',
  'contribution.restored': '{ consultation, contribution }: it is in view again',
  'contribution.grouped': '{ consultation, contribution, theme }: an agent put it under another theme',
  'support.given': '{ consultation, contribution }: one more voice supports it',
  'support.withdrawn': '{ consultation, contribution }: one voice less supports it',
  'appeal.lodged':
    '{ consultation, contribution }: its author asks for another person to look at the withdrawal',
  'appeal.judged': '{ consultation, contribution, verdict }: that person did',
  'reply.published':
    '{ consultation, theme, whole }: the organisation answered a theme; `whole` once it answered all',
} as const

export type ConsultationEvent = keyof typeof EVENTS
