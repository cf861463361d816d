import type { FastifyReply } from 'fastify'
import { take } from '#dossiers'
import { isId, numberOf } from '#kernel'
import { notice } from '#look'
import { html, type Html } from '#html'
import { type Form, sentBy } from '#web'
import { namesFor } from './names.ts'
import { refusalSentence } from './refusals.ts'
import { circumstancesOf, type Visit } from './visit.ts'
import { words } from './words.ts'
import { sendWorklist } from './worklist-page.ts'
import { listAsSeen, PAGE_SIZE, readWanted } from './worklist-query.ts'

/** Takes the dossiers that were ticked in the list. Those that could not be are named, each with its reason. */
export const takeSeveral = async (visit: Visit): Promise<FastifyReply> => {
  const { form } = await sentBy(visit.request)
  const wanted = readWanted(queryIn(form))
  const chosen = [...new Set(form.get('dossier'))].filter(isId).slice(0, PAGE_SIZE)
  if (chosen.length === 0) return sendWorklist(visit, wanted, noneChosen(), 422)
  const { taken, refused } = await takeAll(visit, chosen)
  await visit.platform.settled()
  if (refused.length > 0) return sendWorklist(visit, wanted, outcome(taken, refused), 422)
  const list = listAsSeen(wanted)
  return visit.reply.redirect(`${list}${list.includes('?') ? '&' : '?'}pris=${taken}`, 303)
}

const takeAll = async (visit: Visit, chosen: string[]) => {
  const names = namesFor(visit.platform, visit.agent)
  const refused: string[] = []
  let taken = 0
  for (const id of chosen) {
    const done = await visit.platform.dossiers.perform(take, id, {}, circumstancesOf(visit))
    // Sent twice, it is the agent's own since the first time.
    if (done.ok || done.refusal === 'already-yours') taken += 1
    else refused.push(`${numberOf(id)} : ${refusalSentence(done, names)}`)
  }
  return { taken, refused }
}

/** The list that the form was on, which its hidden fields carry. */
const queryIn = (form: Form): URLSearchParams =>
  new URLSearchParams([...form].flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value]])))

const noneChosen = (): Html =>
  notice({
    language: 'fr',
    tone: 'warning',
    title: words.list.noneChosen,
    body: words.list.noneChosenText,
    live: true,
  })

const outcome = (taken: number, refused: string[]): Html =>
  html`${taken > 0 && notice({ language: 'fr', tone: 'success', body: words.list.taken(taken), live: true })}${notice(
    {
      language: 'fr',
      tone: 'problem',
      title: words.list.notTaken(refused.length),
      action: html`<ul>
        ${refused.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>`,
      live: true,
    },
  )}`
