// Characters left in a long text, said politely once typing pauses.
for (const line of document.querySelectorAll('[data-count-for]')) {
  const area = document.getElementById(line.dataset.countFor)
  const spoken = document.createElement('span')
  spoken.className = 'unseen'
  spoken.setAttribute('role', 'status')
  line.after(spoken)
  let pause
  const show = () => {
    const left = line.dataset.most - [...area.value].length
    const shown = Math.abs(left).toLocaleString(document.documentElement.lang)
    line.textContent = line.dataset[left < 0 ? 'over' : 'left'].replace('{n}', shown)
    line.classList.toggle('over', left < 0)
    clearTimeout(pause)
    pause = setTimeout(() => (spoken.textContent = line.textContent), 1_000)
  }
  area.addEventListener('input', show)
  if (area.value) show()
}
