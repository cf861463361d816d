/** Why something said about a service, or done with what was said, is refused. docs/refusals.md comes from here. */
export const REFUSALS = {
  'not-at-an-end': 'the request has not come to an end yet: there is nothing to evaluate',
  'turn-taken': 'this request’s turn was taken on an earlier day, and its token is known to nobody any more',
  'already-received': 'the token was used: an opinion counts once',
  'token-unknown': 'no such token was made, or it is more than a year old',
  'nothing-answered': 'no question was answered',
  'comment-too-long': 'the comment is over 2,000 characters',
  'designer-needed':
    'only a designer of the organisation (role `concepteur`) reads and groups what people wrote',
  'service-of-another': 'the service is not one of the organisation’s',
  'theme-unnamed': 'a theme needs a name, of 80 characters at most',
  'theme-unknown': 'the service has no such theme',
  'none-chosen': 'no evaluation of the service was chosen',
  'title-missing': 'an improvement needs a title, of 120 characters at most',
  'change-missing': 'what changes must be said, in 2,000 characters at most',
  'improvement-published': 'the improvement is published: it does not change any more',
  'improvement-dropped': 'the improvement was dropped: take it up again first',
  'cites-nothing': 'an improvement is published with at least one evaluation that it answers',
  'version-unknown': 'no such version of the service is published',
  'version-too-early':
    'the version was published before the improvement was opened, or before it cited its last evaluation',
} as const

export type EvaluationRefusal = keyof typeof REFUSALS
