import { html, type Html } from '#html'
import { formatArticle } from '#kernel'
import {
  actList,
  beside,
  button,
  figure,
  figures,
  notice,
  page,
  section,
  summaryList,
  tag,
  time,
  timeline,
} from '../index.ts'

/** A dossier on one screen: where it stands, what was given and whence, what one may do now, what happened. */
export const dossierOnOneScreen = (): Html =>
  page({
    language: 'fr',
    title: 'Karim Haddad, 7KBM-1037-1',
    section: 'desk',
    path: '/bureau/7KBM-1037-1',
    current: 'desk',
    person: { name: 'Lucie Gagnon' },
    demonstration: true,
    breadcrumbs: [{ label: 'Dossiers à traiter', href: '/bureau' }, { label: '7KBM-1037-1' }],
    body: html`<div>
        <p class="kicker">Certificat de naissance · <span class="number">7KBM-1037-1</span></p>
        <div class="toolbar">
          <h1>Karim Haddad</h1>
          ${tag({ status: 'progress', label: 'À l’étude' })}
        </div>
      </div>
      ${beside({ main: main(), aside: aside(), asideLabel: 'Actes et suivi' })}`,
  })

const main = () =>
  html`${figures(
    figure({
      label: 'Échéance',
      value: '12 déc.',
      note: html`dans 20 jours, ${time({ text: '2026-12-12', machine: '2026-12-12' })}`,
    }),
    figure({ label: 'Droits payables', value: '37,75 $' }),
    figure({ label: 'Assigné à', value: 'Vous' }),
  )}${notice({ language: 'fr', tone: 'warning', title: 'Une pièce est à vérifier', body: 'L’adresse du permis diffère de celle de la demande.' })}
  ${section({
    title: 'La demande',
    body: summaryList({
      language: 'fr',
      dense: true,
      rows: [
        { label: 'Personne visée', value: 'Sami Haddad', source: 'Déclaré par le demandeur' },
        { label: 'Date de naissance', value: '2021-04-09', source: 'Registre civil, 2026-11-20' },
        { label: 'Lien', value: 'Père', source: 'Registre civil, 2026-11-20' },
        { label: 'Copies', value: '1' },
        { label: 'Motif', value: 'Inscription à l’école' },
        { label: 'Courriel', value: null },
      ],
    }),
  })}
  ${section({
    title: 'Les pièces',
    body: summaryList({
      language: 'fr',
      dense: true,
      rows: [
        {
          label: 'Preuve d’identité',
          value: html`<a href="/bureau/7KBM-1037-1/pieces/1">permis-de-conduire.jpeg</a> (2,4 Mo)`,
          source: 'Jointe le 2026-11-22',
        },
        {
          label: 'Preuve d’adresse',
          value: html`<a href="/bureau/7KBM-1037-1/pieces/2">facture.pdf</a> (84 Ko)`,
          source: 'Jointe le 2026-11-22',
        },
      ],
    }),
  })}`

const aside = () =>
  html`${actList({
    language: 'fr',
    acts: [
      { label: 'Décider', href: '/bureau/7KBM-1037-1/decider', main: true },
      {
        label: 'Demander un document',
        hint: 'Le délai est suspendu jusqu’à la réponse.',
        href: '/bureau/7KBM-1037-1/completer',
      },
      {
        label: 'Remettre',
        form: html`<form method="post" action="/bureau/7KBM-1037-1/remettre">
            ${button({ label: 'Remettre dans la file', weight: 'quiet' })}
          </form>`,
      },
      {
        label: 'Refuser',
        because: `La personne doit d’abord recevoir un avis d’intention et pouvoir donner ses observations (${formatArticle('J-3, a. 5', 'fr')}).`,
      },
    ],
  })}
    <h2 class="aside-title">Ce qui s’est passé</h2>
    ${timeline({
      dense: true,
      moments: [
        {
          title: 'Dossier consulté : « étude de la demande »',
          when: { text: '2026-11-22, 15 h 02', machine: '2026-11-22T15:02-05:00' },
          by: 'Lucie Gagnon',
        },
        {
          title: 'Assigné à Lucie Gagnon',
          when: { text: '2026-11-22, 15 h 01', machine: '2026-11-22T15:01-05:00' },
        },
        {
          title: 'Déposé par le portail',
          when: { text: '2026-11-22, 14 h 30', machine: '2026-11-22T14:30-05:00' },
          by: 'Karim Haddad',
        },
        {
          title: 'Ouvert',
          when: { text: '2026-11-21, 20 h 14', machine: '2026-11-21T20:14-05:00' },
          by: 'Karim Haddad',
        },
      ],
    })}`
