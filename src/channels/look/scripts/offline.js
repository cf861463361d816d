// Being offline is said, and what was typed stays where it is.
const banner = document.querySelector('[data-offline]')
const show = () => (banner.hidden = navigator.onLine)
addEventListener('online', show)
addEventListener('offline', show)
show()
