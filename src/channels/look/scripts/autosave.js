// A draft is saved a moment after typing pauses, and again when the connection comes back. Files go with the form
// itself. Saving never blocks anything: the form's own buttons save too.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  const { autosave, saving, saved, unsaved } = form.dataset
  const status = form.querySelector('[data-autosave-status]')
  let pause
  let dirty = false

  const save = async () => {
    const typed = new URLSearchParams(
      [...new FormData(form)].filter(([, value]) => typeof value === 'string'),
    )
    status.textContent = saving
    dirty = false
    try {
      const answer = await fetch(autosave, { method: 'POST', body: typed, redirect: 'error' })
      if (!answer.ok) throw answer
      const time = new Date().toLocaleTimeString(document.documentElement.lang, {
        hour: 'numeric',
        minute: '2-digit',
      })
      status.textContent = saved.replace('{time}', time)
    } catch {
      dirty = true
      status.textContent = unsaved
      later(15_000)
    }
  }
  const later = (wait) => {
    clearTimeout(pause)
    pause = setTimeout(save, wait)
  }
  form.addEventListener('input', () => {
    dirty = true
    later(1_500)
  })
  form.addEventListener('submit', () => clearTimeout(pause))
  addEventListener('online', () => dirty && save())
}
