import { html, type Html } from '#html'
import { type Faults, type Form, fieldId } from '#look'
import type { Unit } from '#processes'

/** A name that is typed, with those that are there already proposed: the list of units grows as it is typed. */
export const unitField = (p: {
  id: string
  label: string
  why: string
  units: readonly Unit[]
  form: Form
  faults: Faults
}): Html => {
  const id = fieldId(p.id)
  const fault = p.faults[p.id]
  const described = fault ? `${id}-why ${id}-fault` : `${id}-why`
  return html`<div class="${fault ? 'field faulty' : 'field'}">
    <label class="label" for="${id}">${p.label}</label>
    <p class="hint" id="${id}-why">${p.why}</p>
    ${fault && html`<p class="fault" id="${id}-fault"><span class="unseen">Erreur : </span>${fault}</p>`}
    <input
      type="text"
      id="${id}"
      name="${p.id}"
      value="${p.form.get(p.id)?.[0] ?? ''}"
      class="input w-full"
      list="${id}-known"
      autocomplete="off"
      aria-describedby="${described}"
      aria-invalid="${fault ? 'true' : 'false'}"
    >
    <datalist id="${id}-known">
      ${p.units.filter(({ closedOn }) => closedOn === null).map(({ name }) => html`<option value="${name}"></option>`)}
    </datalist>
  </div>`
}
