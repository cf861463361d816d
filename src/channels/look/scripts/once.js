// One press, one submission. The button stays enabled (its name and value must be sent) and says that it is working;
// after ten seconds, or when the page comes back from the history, pressing again is allowed. The server's own key
// is what makes a filing unique: this only spares people a doubt.
const WORKING_MS = 10_000
const sent = new Map()

const release = (form) => {
  for (const button of form.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled')
  sent.delete(form)
}

addEventListener('submit', (event) => {
  const form = event.target
  if (!form.matches('[data-once]')) return
  if (sent.has(form)) return event.preventDefault()
  sent.set(
    form,
    setTimeout(() => release(form), WORKING_MS),
  )
  event.submitter?.setAttribute('aria-disabled', 'true')
})

addEventListener('pageshow', () => [...sent.keys()].forEach(release))
