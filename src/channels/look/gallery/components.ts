import { html, type Html } from '#html'
import type { Language } from '#kernel'
import {
  actList,
  button,
  buttons,
  densitySwitch,
  details,
  emptyState,
  figure,
  figures,
  icon,
  ICONS,
  inset,
  knownFact,
  linkButton,
  nextSteps,
  notice,
  page,
  pagination,
  postForm,
  section,
  steps,
  STATUS_NAMES,
  summaryList,
  table,
  tabs,
  tag,
  timeline,
} from '../index.ts'

/** Every component in every state, on one page in each language. The words of the sample matter less than the shapes. */
export const components = (language: Language): Html =>
  page({
    language,
    title: language === 'fr' ? 'Les composants' : 'The components',
    path: '/galerie',
    otherPath: '/en/gallery',
    person: { name: 'Amélie Tremblay' },
    current: 'inbox',
    unread: 3,
    demonstration: true,
    breadcrumbs: [
      { label: 'Parvis', href: '/' },
      { label: language === 'fr' ? 'Les composants' : 'The components' },
    ],
    footerLinks: [{ href: '/accessibilite', label: 'Accessibilité' }],
    body: html`<h1>${language === 'fr' ? 'Les composants' : 'The components'}</h1>
      <p class="lead">
        ${fr(language, 'Une seule grammaire, des états dessinés.', 'One grammar, designed states.')}
      </p>
      ${actsOnScreen(language)}${said(language)}${shown(language)}${moved(language)}${listed(language)}`,
  })

const fr = (language: Language, french: string, english: string) => (language === 'fr' ? french : english)

const actsOnScreen = (language: Language) =>
  html`${section({
    title: fr(language, 'Boutons', 'Buttons'),
    body: postForm({
      language,
      action: '/galerie',
      autosave: '/galerie/brouillon',
      hidden: { key: 'k1' },
      body: buttons(
        button({ label: fr(language, 'Continuer', 'Continue') }),
        button({
          label: fr(language, 'Enregistrer', 'Save'),
          weight: 'secondary',
          name: 'way',
          value: 'later',
        }),
        button({
          label: fr(language, 'Retirer', 'Remove'),
          about: 'Léo',
          weight: 'quiet',
          icon: 'trash',
          act: 'remove:children:leo',
        }),
        button({ label: fr(language, 'Retirer ma demande', 'Withdraw my request'), weight: 'danger' }),
        linkButton({ label: fr(language, 'Commencer', 'Start'), href: '/services', icon: 'arrow-right' }),
      ),
    }),
  })}${section({
    title: fr(language, 'Actes', 'Acts'),
    body: actList({
      language,
      acts: [
        { label: fr(language, 'Décider', 'Decide'), href: '/bureau/1/decider', main: true },
        {
          label: fr(language, 'Demander un document', 'Ask for a document'),
          hint: fr(
            language,
            'Le délai est suspendu jusqu’à la réponse.',
            'The delay is suspended until the answer.',
          ),
          href: '/bureau/1/completer',
        },
        {
          label: 'M’assigner',
          form: html`<form method="post" action="/bureau/1/assigner">
            ${button({ label: fr(language, 'M’assigner ce dossier', 'Assign this dossier to me'), weight: 'secondary' })}
          </form>`,
        },
        {
          label: fr(language, 'Refuser', 'Refuse'),
          because: fr(
            language,
            'La personne a jusqu’au 4 décembre pour donner ses observations.',
            'The person has until December 4 to give observations.',
          ),
        },
      ],
    }),
  })}`

const said = (language: Language) =>
  section({
    title: 'Messages',
    body: html`${[
      (['information', 'success', 'warning', 'problem'] as const).map((tone) =>
        notice({
          language,
          tone,
          level: 3,
          title: fr(language, 'Votre brouillon est enregistré', 'Your draft is saved'),
          body: fr(
            language,
            'Reprenez-le quand vous voulez, sur un autre appareil si vous préférez.',
            'Resume it when you want, on another device if you prefer.',
          ),
          live: tone === 'success',
        }),
      ),
      notice({ language, tone: 'information', body: fr(language, 'Sans titre.', 'Without a title.') }),
      inset(html`<p>${fr(language, 'Un renvoi en marge.', 'An aside.')}</p>`),
      details({
        summary: fr(language, 'Pourquoi demandons-nous cela ?', 'Why do we ask this?'),
        body: html`<p>${fr(language, 'Parce que la loi le prévoit.', 'Because the law says so.')}</p>`,
      }),
      emptyState({
        title: fr(language, 'Aucune demande en cours', 'No request under way'),
        body: fr(language, 'Vos demandes apparaîtront ici.', 'Your requests will appear here.'),
        action: linkButton({
          label: fr(language, 'Voir les services', 'See the services'),
          href: '/',
          weight: 'secondary',
        }),
      }),
    ]}`,
  })

const shown = (language: Language) =>
  html`${section({
    title: fr(language, 'États', 'States'),
    body: html`<p class="buttons">${STATUS_NAMES.map((status) => tag({ status, label: status }))}</p>
      <p class="buttons">${STATUS_NAMES.map((status) => tag({ status, label: status, plain: true }))}</p>
      <p class="buttons">${ICONS.map((name) => icon(name))}</p>`,
  })}${section({
    title: fr(language, 'Faits connus', 'Known facts'),
    body: html`${[
      knownFact({
        language,
        label: fr(language, 'Date de naissance', 'Date of birth'),
        value: fr(language, '14 juillet 1988', 'July 14, 1988'),
        source: fr(language, 'Registre civil', 'Civil registry'),
        asOf: { text: '2026-11-20', machine: '2026-11-20' },
        contest: { href: '/contester' },
      }),
      knownFact({
        language,
        label: fr(language, 'Revenu familial net de 2025', 'Net family income for 2025'),
        value: fr(language, '41 250,50 $', '$41,250.50'),
        source: fr(language, 'Agence du revenu', 'Revenue agency'),
        state: 'contested',
      }),
      knownFact({
        language,
        label: fr(language, 'Enfants', 'Children'),
        value: '',
        source: fr(language, 'Registre civil', 'Civil registry'),
        state: 'unavailable',
        wayOut: fr(
          language,
          'Vous pouvez répondre vous-même : nous vérifierons plus tard.',
          'You can answer yourself: we will check later.',
        ),
      }),
      postForm({
        language,
        action: '/galerie',
        body: knownFact({
          language,
          label: fr(language, 'Conjoint', 'Spouse'),
          value: 'Karim Haddad',
          source: fr(language, 'Registre civil', 'Civil registry'),
          contest: { act: 'contest:spouse' },
        }),
      }),
    ]}`,
  })}${section({
    title: fr(language, 'Montants', 'Amounts'),
    body: figures(
      figure({
        label: fr(language, 'Par année', 'Per year'),
        value: fr(language, '5 318,00 $', '$5,318.00'),
      }),
      figure({
        label: fr(language, 'Par trimestre', 'Per quarter'),
        value: fr(language, '1 329,50 $', '$1,329.50'),
        note: fr(language, 'Premier versement en janvier', 'First payment in January'),
      }),
    ),
  })}`

const moved = (language: Language) =>
  section({
    title: fr(language, 'Se repérer', 'Finding one’s way'),
    body: html`${[
      steps({ language, current: 2, total: 4, label: fr(language, 'Votre famille', 'Your family') }),
      tabs({
        label: fr(language, 'Vues', 'Views'),
        tabs: [
          { label: fr(language, 'À traiter', 'To do'), href: '?vue=a', count: 200, current: true },
          { label: fr(language, 'En attente', 'Waiting'), href: '?vue=b', count: 0 },
          { label: fr(language, 'Tous', 'All'), href: '?vue=c' },
        ],
      }),
      pagination({
        language,
        current: 7,
        pages: 20,
        href: (n) => `?page=${n}`,
        range: { from: 61, to: 70, total: 200 },
      }),
      densitySwitch({ language, density: 'compact', href: (d) => `?densite=${d}` }),
    ]}`,
  })

const listed = (language: Language) =>
  section({
    title: fr(language, 'Listes et tableaux', 'Lists and tables'),
    body: html`${summaryList({
      language,
      rows: [
        {
          label: fr(language, 'Conjoint', 'Spouse'),
          value: 'Karim Haddad',
          source: fr(language, 'Source : Registre civil', 'Source: Civil registry'),
        },
        {
          label: fr(language, 'Enfants', 'Children'),
          value: ['Léo Tremblay', 'Zoé Tremblay'],
          action: { href: '/modifier' },
        },
        { label: fr(language, 'Courriel', 'E-mail'), value: null, action: { href: '/modifier' } },
      ],
    })}${timeline({
      moments: [
        {
          title: fr(language, 'Demande déposée', 'Request filed'),
          when: { text: '2026-11-22, 14 h 30', machine: '2026-11-22T14:30-05:00' },
          by: 'Amélie Tremblay',
        },
        {
          title: fr(language, 'À l’étude', 'Under review'),
          state: 'now',
          body: fr(language, 'Réponse au plus tard le 12 décembre.', 'Answer by December 12.'),
        },
        { title: fr(language, 'Décision', 'Decision'), state: 'ahead' },
      ],
    })}${nextSteps([fr(language, 'Vous recevez un numéro.', 'You receive a number.'), fr(language, 'Une personne étudie votre demande.', 'A person studies your request.')])}${amounts(language, ROWS)}${amounts(language, [])}`,
  })

const ROWS: readonly [string, string][] = [
  ['Allocation', '4 521,00'],
  ['Fournitures', '797,00'],
]

const amounts = (language: Language, rows: readonly [string, string][]) =>
  table({
    language,
    caption: fr(language, 'Calcul de l’allocation', 'Computation of the allowance'),
    columns: [
      {
        id: 'rule',
        label: fr(language, 'Règle', 'Rule'),
        heads: true,
        cell: (r: readonly [string, string]) => r[0],
        sort: { href: '?tri=rule', now: 'ascending' as const },
      },
      {
        id: 'amount',
        label: fr(language, 'Montant ($)', 'Amount ($)'),
        numeric: true,
        cell: (r: readonly [string, string]) => r[1],
      },
    ],
    rows,
    foot: ['Total', '5 318,00'],
    empty: emptyState({ title: fr(language, 'Aucun montant', 'No amount'), icon: 'file' }),
  })
