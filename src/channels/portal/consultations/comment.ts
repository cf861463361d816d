import { isPerson } from '#access'
import { sentBy, valueIn } from '#web'
import { to } from '../paths.ts'
import { redirect, show, type Visit, notFound } from '../visit.ts'
import { contributionPage } from './contribution.ts'
import { faultSentences, refusedPage } from './refused.ts'
import { signInHere } from './support-part.ts'
import { typedOf } from './typed.ts'

/** Published at once; sent twice, it is one comment. */
export const commented = async (visit: Visit) => {
  const { platform, language, params, visitor } = visit
  const [consultation, id] = [params['consultation']!, params['contribution']!]
  const here = to('contribution', language, { consultation, contribution: id })
  if (!isPerson(visitor)) return redirect(visit, signInHere(language, here))
  const { form } = await sentBy(visit.request)
  const done = await platform.consultations.comment(visitor, consultation, id, {
    ...typedOf(form, language),
    key: valueIn(form, 'key'),
  })
  if (done.ok) return redirect(visit, `${here}#c-${done.value.id}`)
  if (done.refusal === 'not-found') return notFound(visit)
  if (done.refusal !== 'contribution-faulty') return refusedPage(visit, done, here)
  const shown = await contributionPage(visit, {
    form,
    faults: faultSentences(done.details, 'comment', language),
  })
  return shown ? show(visit, shown) : notFound(visit)
}
