import { html } from '#html'
import { section, table } from '#look'
import { to } from '../paths.ts'
import { show, type Visit } from '../visit.ts'
import { words } from './words.ts'

/** How a program reads the portal: what can be asked, with an example that one can copy. */
export const dataApi = async (visit: Visit) => {
  const { language, platform } = visit
  const w = words[language]
  const p = w.apiPage
  const home = platform.address()
  const code = (text: string) => html`<code class="command">${text}</code>`
  return show(visit, {
    title: `${p.title} - ${w.title}`,
    description: p.lead,
    current: 'data',
    layout: 'wide',
    charts: true,
    breadcrumbs: [{ label: w.title, href: to('data', language) }, { label: p.title }],
    body: html`<h1>${p.title}</h1>
      <p class="lead">${p.lead}</p>
      ${section({
        title: p.ckan,
        body: html`<p>${p.ckanText}</p>
          ${code(`${home}/api/3/action/`)}
          ${table({
            language,
            caption: p.actions,
            columns: [
              { id: 'action', label: p.action, heads: true, cell: ([name]) => html`<code>${name}</code>` },
              { id: 'gives', label: p.gives, cell: ([, gives]) => gives },
            ],
            rows: Object.entries(p.explained),
            empty: html``,
          })}`,
      })}
      ${section({
        title: p.example,
        body: html`${code(`curl "${home}/api/3/action/package_search?q=arbres&rows=5"`)}
          ${code(
            `curl -X POST ${home}/api/3/action/datastore_search -H "content-type: application/json" -d '{"resource_id": "…", "limit": 100, "sort": "_id desc"}'`,
          )}`,
      })}
      ${section({
        title: p.catalogues,
        body: html`<p>${p.cataloguesText}</p>
          <ul class="links">
            ${[
              '/donnees/catalogue.jsonld',
              '/donnees/catalogue.ttl',
              '/services/catalogue.jsonld',
              '/services/catalogue.ttl',
            ].map((path) => html`<li><a href="${path}">${home}${path}</a></li>`)}
          </ul>`,
      })}
      ${section({
        title: p.limits,
        body: html`<div class="prose reading">
          <ul>
            ${p.limitsLines.map((line) => html`<li>${line}</li>`)}
          </ul>
        </div>`,
      })}`,
  })
}
