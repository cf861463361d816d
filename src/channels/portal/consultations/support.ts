import { isPerson } from '#access'
import { sentBy, safeReturn, valueIn } from '#web'
import { to } from '../paths.ts'
import { notFound, redirect, type Visit } from '../visit.ts'
import { refusedPage } from './refused.ts'
import { signInHere, supportPart } from './support-part.ts'

/** What the script of the page asks for: the form alone, as it stands now. */
const PART = 'text/vnd.parvis.part+html'

/**
 * Gives a support or takes it back. The form says which, and not « the other one »: pressed twice it is done once, from
 * two tabs, two devices or two processes.
 */
export const supported = async (visit: Visit) => {
  const { platform, language, params, visitor, request, reply } = visit
  const [consultation, id] = [params['consultation']!, params['contribution']!]
  const here = to('contribution', language, { consultation, contribution: id })
  const { form } = await sentBy(request)
  const back = safeReturn(valueIn(form, '_back'), here)
  if (!isPerson(visitor)) return redirect(visit, signInHere(language, back))
  const gives = valueIn(form, '_do') !== 'withdraw'
  const { support, unsupport } = platform.consultations
  const done = await (gives ? support : unsupport)(visitor, consultation, id)
  if (!done.ok) return done.refusal === 'not-found' ? notFound(visit) : refusedPage(visit, done, here)
  if (request.headers.accept !== PART) return redirect(visit, back === here ? here : `${back}#c-${id}`)
  const contribution = await platform.consultations.contribution(consultation, id)
  if (!contribution) return notFound(visit)
  const part = supportPart({
    contribution: { ...contribution, supports: done.value.supports },
    support: gives ? 'given' : 'free',
    language,
    back,
  })
  return reply.type('text/html; charset=utf-8').send(String(part))
}
