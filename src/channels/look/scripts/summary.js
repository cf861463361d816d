// A page in error: the summary is where reading starts.
document.querySelector('[data-focus]')?.focus()
