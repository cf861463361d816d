import { html, type Html } from '#html'
import { emptyState, letter, page, table } from '../index.ts'

/** A decision as a letter: on screen, and on letter paper, the same words. It says so when a robot decided (A-2.1, s. 65.2). */
export const decisionLetter = (): Html =>
  page({
    language: 'fr',
    title: 'Votre allocation est accordée',
    path: '/demandes/7K4M-2QXD-9/decision',
    otherPath: '/en/requests/7K4M-2QXD-9/decision',
    person: { name: 'Amélie Tremblay' },
    current: 'dossiers',
    demonstration: true,
    back: { href: '/demandes/7K4M-2QXD-9', label: 'Ma demande' },
    body: letter({
      from: ['Régie des familles', '200, chemin du Parvis', 'Les Ormes (Québec)  G1R 2B5'],
      reference: [
        ['Numéro', '7K4M-2QXD-9'],
        ['Date', '2026-11-22'],
      ],
      place: 'Les Ormes, le 22 novembre 2026',
      to: ['Madame Amélie Tremblay', '12, rue des Ormes', 'Les Ormes (Québec)  H3G 1A1'],
      subject: 'Votre allocation est accordée',
      body: html`<p>Madame,</p>
        <p>
          Vous recevrez <strong>5 318,00 $</strong> par année, en quatre versements de 1 329,50 $. Le premier
          est prévu en janvier 2027, dans le compte qui se termine par 4567.
        </p>
        <h2>Comment nous l’avons calculé</h2>
        ${table({
          language: 'fr',
          caption: 'Calcul pour l’année 2026 (montants provisoires)',
          columns: [
            { id: 'rule', label: 'Règle', heads: true, cell: (r: readonly [string, string]) => r[0] },
            { id: 'amount', label: 'Montant', numeric: true, cell: (r: readonly [string, string]) => r[1] },
          ],
          rows: [
            ['Montant de base, deux enfants', '4 923,00 $'],
            ['Réduction selon votre revenu familial de 41 250,50 $', '−402,00 $'],
            ['Fournitures scolaires', '797,00 $'],
          ],
          foot: ['Par année', '5 318,00 $'],
          empty: emptyState({ title: 'Aucun montant' }),
        })}
        <h2>Cette décision a été prise par un robot</h2>
        <p>
          Aucune personne n’est intervenue. Vous pouvez connaître les renseignements utilisés, les faire
          corriger et présenter vos observations à une personne qui peut réviser la décision.
        </p>
        <h2>Si vous n’êtes pas d’accord</h2>
        <p>
          Vous avez 90 jours, jusqu’au 22 février 2027, pour demander une révision, en ligne ou au 418
          555-0100.
        </p>`,
      signature: ['Régie des familles', 'Direction des allocations'],
    }),
  })
