import type { FastifyReply } from 'fastify'
import { isId } from '#kernel'
import { sentBy } from '#web'
import { ACT_PLACE } from './acts-panel.ts'
import type { DeskAct } from './acts.ts'
import { sendScreen } from './dossier-page.ts'
import { sendNotFound } from './frame.ts'
import { namesFor } from './names.ts'
import { refusalSentence } from './refusals.ts'
import { circumstancesOf, type Visit } from './visit.ts'
import { readWanted, screenFrom } from './worklist-query.ts'

/**
 * Does an act that an agent sent. Done: back to the screen, once lists and inboxes show it. Refused: the same screen,
 * with what was typed and why.
 */
export const doAct =
  (act: DeskAct) =>
  async (visit: Visit): Promise<FastifyReply> => {
    const { platform, agent, params, query, request, reply } = visit
    const id = params['id']
    if (!isId(id)) return sendNotFound(visit)
    const { form } = await sentBy(request)
    const unready = act.unready(form)
    if (Object.keys(unready).length > 0) return sendScreen(visit, { act, form, faults: unready })
    const done = await act.perform(platform, id, form, circumstancesOf(visit))
    if (!done.ok) {
      if (done.refusal === 'not-found') return sendNotFound(visit)
      const sentence = refusalSentence(done, namesFor(platform, agent))
      return sendScreen(visit, { act, form, faults: { [act.faultAt[done.refusal] ?? ACT_PLACE]: sentence } })
    }
    await platform.settled()
    return reply.redirect(screenFrom(readWanted(query))(id, { query: { fait: act.id } }), 303)
  }
