// What was chosen, with its size, and what is too large, before anything is sent. The input itself takes the drop.
const sizeOf = (bytes, units) =>
  bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1e3))}\u00a0${units[1]}`
    : `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })}\u00a0${units[0]}`

for (const zone of document.querySelectorAll('[data-files]')) {
  const input = zone.querySelector('input')
  const said = zone.querySelector('.chosen')
  const { mostBytes, tooLarge, chosen } = zone.dataset
  const units = zone.dataset.units.split(' ')
  const lineOf = (file) => {
    const line = document.createElement('p')
    const over = file.size > mostBytes
    line.className = over ? 'bad' : ''
    line.textContent = over
      ? tooLarge.replace('{name}', file.name)
      : `${chosen} ${file.name} (${sizeOf(file.size, units)})`
    return line
  }
  input.addEventListener('change', () => said.replaceChildren(...[...input.files].map(lineOf)))
  for (const event of ['dragenter', 'dragover'])
    zone.addEventListener(event, () => zone.classList.add('over'))
  for (const event of ['dragleave', 'drop']) zone.addEventListener(event, () => zone.classList.remove('over'))
  zone.addEventListener('dragover', (event) => event.preventDefault())
  zone.addEventListener('drop', (event) => {
    event.preventDefault()
    input.files = event.dataTransfer.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
}
