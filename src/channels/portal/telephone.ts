import { html, type Html } from '#html'

/** A number of North America that a phone dials at one touch, and that no line cuts in two. */
export const telephone = (number: string): Html =>
  html`<a class="nobreak" href="tel:+1${number.replace(/\D/g, '')}">${number}</a>`
