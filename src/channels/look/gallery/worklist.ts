import { html, type Html } from '#html'
import {
  densitySwitch,
  emptyState,
  filterBar,
  linkButton,
  page,
  pagination,
  rowLink,
  table,
  tabs,
  tag,
  time,
  type Status,
} from '../index.ts'

type Row = {
  number: string
  person: string
  service: string
  stage: string
  status: Status
  due: string
  left: number
  agent: string | null
}

const PEOPLE = [
  'Amélie Tremblay',
  'Karim Haddad',
  'Mei-Lin Roy',
  'Joseph-Étienne de la Bruère-Desrochers',
  'Ana Sousa',
  'Noah Awashish',
  'Fatou Diallo',
]
const STAGES: readonly [string, Status][] = [
  ['À décider', 'new'],
  ['À l’étude', 'progress'],
  ['Document attendu', 'paused'],
  ['Observations attendues', 'waiting'],
  ['En retard', 'late'],
]

const rowAt = (at: number): Row => {
  const [stage, status] = STAGES[(at * 7) % 5]!
  const left = ((at * 11) % 40) - (status === 'late' ? 45 : 0)
  return {
    number: `7K${String.fromCharCode(65 + (at % 8))}M-${1000 + at * 37}-${at % 10}`,
    person: PEOPLE[(at * 3) % PEOPLE.length]!,
    service: at % 3 ? 'Certificat de naissance' : 'Allocation famille',
    stage,
    status,
    due: `2026-12-${String(1 + ((at * 5) % 28)).padStart(2, '0')}`,
    left,
    agent: at % 4 ? 'Lucie Gagnon' : null,
  }
}

/** A worklist: views, search and filters with an address, one row per dossier, the whole row a link. */
export const worklist = (count: number, density: 'comfortable' | 'compact'): Html =>
  page({
    language: 'fr',
    title: 'Dossiers à traiter',
    section: 'desk',
    path: '/bureau',
    current: 'desk',
    person: { name: 'Lucie Gagnon' },
    demonstration: true,
    body: html`<div class="toolbar">
        <h1>Dossiers</h1>
        ${densitySwitch({ language: 'fr', density, href: (d) => `/bureau?densite=${d}` })}
      </div>
      ${tabs({
        label: 'Vues',
        tabs: [
          { label: 'À traiter', href: '/bureau', count, current: true },
          { label: 'Les miens', href: '/bureau?vue=miens', count: 34 },
          { label: 'En attente', href: '/bureau?vue=attente', count: 61 },
          { label: 'En retard', href: '/bureau?vue=retard', count: 7 },
          { label: 'Terminés', href: '/bureau?vue=termines' },
        ],
      })}
      <div>
        ${filterBar({
          language: 'fr',
          action: '/bureau',
          search: { name: 'q', label: 'Numéro ou nom', value: count ? '' : 'zzz' },
          choices: [
            {
              name: 'service',
              label: 'Service',
              value: 'certificat-naissance',
              options: [
                { value: '', label: 'Tous' },
                { value: 'certificat-naissance', label: 'Certificat de naissance' },
              ],
            },
            {
              name: 'etape',
              label: 'Étape',
              value: '',
              options: [
                { value: '', label: 'Toutes' },
                { value: 'decider', label: 'À décider' },
              ],
            },
            {
              name: 'agent',
              label: 'Assigné à',
              value: '',
              options: [
                { value: '', label: 'Tout le monde' },
                { value: 'moi', label: 'Moi' },
              ],
            },
          ],
          active: [{ label: 'Certificat de naissance', href: '/bureau' }],
          clear: '/bureau',
        })}
      </div>
      ${rows(count, density)}
      ${pagination({ language: 'fr', current: 1, pages: count > 12 ? 3 : 1, href: (n) => `/bureau?page=${n}`, range: count ? { from: 1, to: count, total: count > 12 ? 587 : count } : undefined })}`,
  })

const rows = (count: number, density: 'comfortable' | 'compact') =>
  table({
    language: 'fr',
    caption: 'Dossiers à traiter',
    unseenCaption: true,
    density,
    rows: Array.from({ length: count }, (_, at) => rowAt(at)),
    columns: [
      {
        id: 'person',
        label: 'Personne',
        heads: true,
        cell: (r: Row) => rowLink({ href: `/bureau/${r.number}`, label: r.person }),
      },
      { id: 'number', label: 'Numéro', cell: (r: Row) => html`<span class="number">${r.number}</span>` },
      { id: 'service', label: 'Service', cell: (r: Row) => r.service },
      {
        id: 'stage',
        label: 'Étape',
        cell: (r: Row) => tag({ status: r.status, label: r.stage, plain: true }),
      },
      {
        id: 'agent',
        label: 'Assigné à',
        cell: (r: Row) => r.agent ?? html`<span class="absent">Personne</span>`,
      },
      {
        id: 'due',
        label: 'Échéance',
        numeric: true,
        sort: { href: '/bureau?tri=-echeance', now: 'ascending' as const },
        cell: (r: Row) => time({ text: r.due, machine: r.due }),
      },
      { id: 'left', label: 'Jours', numeric: true, cell: (r: Row) => (r.left < 0 ? `−${-r.left}` : r.left) },
    ],
    empty: emptyState({
      icon: 'search',
      title: 'Aucun dossier ne correspond',
      body: 'Vérifiez le numéro ou le nom, ou retirez un filtre.',
      action: linkButton({ label: 'Tout effacer', href: '/bureau', weight: 'secondary' }),
    }),
  })
