/** Every reason for which reminding organisations or publishing a yearly report is refused. */
export const REFUSALS = {
  'reminding-reserved': 'Only the central secretariat reminds organisations and publishes reports.',
  'reminder-unaddressed': 'No organisation was chosen, or none that is known.',
  'reminder-about-nothing': 'A reminder is about one of the parts that organisations report on.',
  'reminder-empty': 'A reminder says something, in words.',
  'reminder-too-long': 'The text of a reminder is too long. Details: `most`.',
  'reminder-form-incomplete': 'The form is incomplete: it was not ours, or of another time.',
  'year-not-over': 'The report of a year is published once the year is over. Details: `year`.',
  'year-unknown': 'No figures are published of the last day of that year. Details: `year`.',
  'report-already-published': 'The report of that year is published: it does not change. Details: `year`.',
} as const

export type ReportingRefusal = keyof typeof REFUSALS
