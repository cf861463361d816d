import type { Dossier } from '#dossiers'
import { html, type Html } from '#html'
import { details, timeline } from '#look'
import { momentsOf, readingsOf } from './happenings.ts'
import type { DeskNames } from './names.ts'
import type { History } from './opening.ts'
import type { Visit } from './visit.ts'

type Shown = { dossier: Dossier; history: History; names: DeskNames; applicant: string }

/** What happened to the dossier and who read it: beside it, in words. */
export const followUp = ({ platform }: Visit, { dossier, history, names, applicant }: Shown): Html => {
  const said = dossier.pinned.definition.words.fr
  const registries = platform.organisations.registries
  const teller = {
    names,
    applicant,
    stage: (id: unknown) => said.stages[String(id)] ?? String(id),
    decision: (id: unknown) => said.decisions[String(id)]?.title ?? String(id),
    registries: (ids: readonly unknown[]) =>
      [...new Set(ids)].map((id) => registries.get(String(id))?.name.fr ?? String(id)).join(', '),
  }
  const readings = readingsOf(history, teller)
  return html`<h2 class="aside-title">Ce qui s’est passé</h2>
    ${timeline({ moments: momentsOf(history, teller), dense: true })}
    ${details({
      summary: `Consultations (${readings.length})`,
      body: timeline({ moments: readings, dense: true }),
    })}`
}
