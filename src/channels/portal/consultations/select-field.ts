import { html, type Html } from '#html'
import { fieldId } from '#look'

/** A closed list too long for buttons: the seventeen regions. Optional: the first line answers nothing. */
export const selectField = (p: {
  name: string
  label: string
  why: string
  optional: string
  none: string
  value: string
  options: readonly { value: string; label: string }[]
  fault: string | undefined
}): Html => {
  const id = fieldId(p.name)
  return html`<div class="${p.fault ? 'field faulty' : 'field'}"><label class="label" for="${id}">${p.label} <span class="optional">${p.optional}</span></label>
<p class="hint" id="${id}-why">${p.why}</p>${p.fault && html`<p class="fault" id="${id}-fault">${p.fault}</p>`}
<select class="input w-full" id="${id}" name="${p.name}" aria-describedby="${p.fault ? `${id}-why ${id}-fault` : `${id}-why`}"><option value="">${p.none}</option>${p.options.map(
    ({ value, label }) =>
      value === p.value
        ? html`<option value="${value}" selected>${label}</option>`
        : html`<option value="${value}">${label}</option>`,
  )}</select></div>`
}
