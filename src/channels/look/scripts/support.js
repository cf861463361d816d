// A support is given or taken back without leaving one's place in the list: the server sends the form as it now stands.
// Whatever goes wrong, the form is sent as it would be without a script.
addEventListener('submit', async (event) => {
  const form = event.target
  if (!form.matches('[data-support]') || form.dataset.plain) return
  event.preventDefault()
  if (form.getAttribute('aria-busy')) return
  form.setAttribute('aria-busy', 'true')
  try {
    const headers = { accept: 'text/vnd.parvis.part+html' }
    const body = new URLSearchParams(new FormData(form))
    const answer = await fetch(form.action, { method: 'POST', body, headers, redirect: 'error' })
    if (!answer.ok) throw answer
    const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('form')
    form.replaceWith(drawn)
    drawn.querySelector('button').focus()
  } catch {
    form.dataset.plain = 'yes'
    form.submit()
  }
})
