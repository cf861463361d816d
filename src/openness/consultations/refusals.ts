/** Why something done about a consultation, or said in one, is refused. docs/refusals.md comes from here. */
export const REFUSALS = {
  'consulter-needed':
    'only an agent of the organisation who is in charge of consultations (role `consultations`) does this',
  'announcement-faulty':
    'something said of the consultation is missing or not as it should be: `faults`, by field',
  'not-ready': 'what people need to know is not said yet: `lacks`, by name',
  'consultation-opened': 'the consultation has opened: what was announced does not change any more',
  'consultation-not-open': 'the consultation is not open',
  'consultation-closed': 'the consultation is over',
  'consultation-cancelled': 'the consultation was cancelled',
  'consultation-not-over': 'a reply answers what was said: it is given once the consultation is over',
  'window-over': 'nobody could take part on a page of the platform any more: the last day has passed',
  'too-long-ago': 'a consultation is registered within a year of its last day',
  'not-later': 'a consultation is made longer, to a day after its last one, and within a year',
  'reason-missing': 'a reason that everybody will read is needed, of 2,000 characters at most',
  'theme-unknown': 'the consultation has no such theme',
  'reply-incomplete':
    'a reply says what was heard, what is kept, what is not and why, and what follows: `faults`, by field',
  'not-taking-part': 'people cannot take part in this way today',
  'no-comments': 'the consultation takes no comments',
  'no-supports': 'the consultation takes no supports',
  'contribution-faulty': 'something in the contribution is missing or too long: `faults`, by field',
  'answers-faulty': 'some answers are missing or are none of those offered: `faults`, by question',
  'nothing-answered': 'no question was answered',
  'too-many-today': 'one voice writes so much in a day and no more: `most`',
  'too-many-here': 'one voice writes so many contributions in one consultation and no more: `most`',
  'contribution-withdrawn': 'the contribution was withdrawn for a rule: nothing is added to it',
  'attachment-not-stored': 'a file is not stored any more: it has to be attached again',
  'rule-unknown': 'a withdrawal cites one of the consultation’s rules',
  'none-chosen': 'no contribution of the consultation was chosen',
  'not-withdrawn': 'only what was withdrawn can be appealed',
  'appeal-waiting': 'an appeal waits for its answer',
  'appeal-taken': 'this withdrawal was appealed once and judged',
  'appeal-over': 'an appeal is lodged within sixty days of the end of the consultation',
  'no-appeal': 'no appeal waits for an answer',
  'judge-is-moderator': 'an appeal is judged by another person than the one who withdrew the contribution',
  'people-malformed': 'for how many persons it speaks is a whole number from 1 to 10,000',
  'key-malformed': 'the form carries no key of its own: it has to be opened again',
  'channel-unknown': 'what is keyed in came on paper, from a workshop, a meeting, by phone or by e-mail',
} as const

export type ConsultationRefusal = keyof typeof REFUSALS
