import { agentStage, type Decision, type Dossier, isOpen, type Remainder } from '#dossiers'
import { html, none, type Html } from '#html'
import { dayOf, formatDay, formatMoney } from '#kernel'
import { details, figure, figures, notice, section, summaryList, tag, time } from '#look'
import { explanation } from '#web'
import { instant } from './happenings.ts'
import type { DeskNames } from './names.ts'

/** What has to be seen before anything else: a doubt, a review, a delay of the person that is over. */
export const alerts = (dossier: Dossier, remainder: Remainder, today: string): Html => {
  const { awaited, doubt, review } = dossier
  return html`${doubt && isOpen(dossier) && doubtNotice(doubt)}${isHandedOver(dossier) && handedOver(dossier, remainder)}${
    review &&
    notice({
      language: 'fr',
      tone: 'warning',
      title: 'La personne demande une révision',
      action: quoted(review.reason),
    })
  }${
    awaited &&
    awaited.until < today &&
    notice({
      language: 'fr',
      tone: 'warning',
      title: 'Le délai de la personne est passé',
      body: `Elle avait jusqu’au ${formatDay(awaited.until, 'fr')} : vous pouvez décider.`,
    })
  }`
}

/** The rules concluded, and their conclusion is that a person has to look. */
const isHandedOver = (dossier: Dossier): boolean =>
  isOpen(dossier) &&
  dossier.doubt === null &&
  dossier.review === null &&
  dossier.assessment !== null &&
  agentStage(dossier) !== null

const handedOver = ({ pinned, assessment }: Dossier, { inForce }: Remainder): Html => {
  const said = pinned.definition.words.fr
  const outcome = assessment?.outcome ?? ''
  const because = (reason: string) =>
    inForce
      .filter((one) => one.because === reason)
      .map(({ need }) => said.needs[need.id]?.short ?? said.needs[need.id]?.label ?? need.id)
      .join(', ')
  const [contested, unavailable] = [because('contested'), because('unavailable')]
  return notice({
    language: 'fr',
    tone: 'warning',
    title: 'Le robot vous remet ce dossier',
    action: html`<p>
      Sa conclusion : ${said.outcomes?.[outcome] ?? outcome}. ${contested && `Contesté par la personne : ${contested}. `}${unavailable && `Source qui ne répondait pas : ${unavailable}.`}
    </p>`,
  })
}

const DOUBTS: Record<NonNullable<Dossier['doubt']>['code'], { title: string; body: string }> = {
  'rules-inconclusive': {
    title: 'Le robot n’a pas pu conclure',
    body: 'Les règles ne donnent pas de réponse pour ce cas : à vous de l’étudier.',
  },
  'robot-failed': {
    title: 'Le robot a échoué',
    body: 'Il a essayé plusieurs fois, puis vous a remis le dossier.',
  },
}

const doubtNotice = ({ code, details: cause }: NonNullable<Dossier['doubt']>): Html =>
  notice({
    language: 'fr',
    tone: 'problem',
    ...DOUBTS[code],
    action: cause
      ? details({ summary: 'Le détail technique', body: html`<p class="technical">${cause}</p>` })
      : undefined,
  })

const ABOUT = { completion: 'Complément demandé', intention: 'Intention annoncée' } as const

/** The words of the person and of the administration, in the order they were written. */
export const exchangeSection = (dossier: Dossier, names: DeskNames): Html => {
  const all = [
    ...dossier.messages.map(({ about, text, by, at }) => ({
      at,
      text,
      label: `${ABOUT[about]} · ${names.assignee(by)}`,
    })),
    ...dossier.observations.map(({ text, at }) => ({ at, text, label: 'La personne' })),
  ].toSorted((one, other) => one.at.localeCompare(other.at))
  if (all.length === 0) return none
  return section({
    title: 'Les échanges',
    id: 'echanges',
    body: html`<ul class="messages">
      ${all.map(
        ({ at, label, text }) =>
          html`<li>
            <p class="source">${label}, ${time(instant(new Date(at)))}</p>
            ${quoted(text)}
          </li>`,
      )}
    </ul>`,
  })
}

const quoted = (text: string): Html => html`<blockquote>${text}</blockquote>`

/** The robot's computation: its conclusion, its amounts, and each step with the figures it read. */
export const computationSection = (dossier: Dossier): Html => {
  const { assessment, pinned } = dossier
  if (!assessment) return none
  const said = pinned.definition.words.fr
  const outcome = assessment.outcome
  return section({
    title: 'Le calcul du robot',
    id: 'calcul',
    action: assessment.provisional ? tag({ status: 'notice', label: 'Paramètres provisoires' }) : undefined,
    body: html`${outcome && html`<p>Conclusion : <strong>${said.outcomes?.[outcome] ?? outcome}</strong></p>`}
    ${amounts(dossier, assessment.amounts)}
    ${details({
      summary: 'Voir le calcul, étape par étape',
      body: explanation({ definition: pinned.definition, assessment, language: 'fr' }),
    })}`,
  })
}

const amounts = (dossier: Dossier, them: Record<string, number>): Html => {
  const drawn = inOrder(dossier, them).map(([id, cents]) =>
    figure({ label: amountName(dossier, id), value: formatMoney(cents, 'fr') }),
  )
  return drawn.length > 0 ? figures(...drawn) : none
}

/** In the order of the computation, its total last, whatever the order in which they were stored. */
const inOrder = ({ pinned }: Dossier, them: Record<string, number>): [string, number][] => {
  const { rules } = pinned.definition
  const order = pinned.book?.rules.map(({ id }) => id) ?? []
  const placeOf = (id: string) => order.indexOf(rules?.amounts?.[id] ?? id)
  return Object.entries(them).toSorted(([one], [other]) => placeOf(one) - placeOf(other))
}

/** Every decision in order, the last one first: a review adds one, it erases none. */
export const decisionSection = (dossier: Dossier, names: DeskNames): Html =>
  dossier.decisions.length === 0
    ? none
    : section({
        title: dossier.decisions.length === 1 ? 'La décision' : 'Les décisions',
        id: 'decision',
        body: html`${dossier.decisions.toReversed().map((decision) => decisionOf(dossier, decision, names))}`,
      })

const decisionOf = (dossier: Dossier, decision: Decision, names: DeskNames): Html => {
  const said = dossier.pinned.definition.words.fr.decisions[decision.decision]
  const by = decision.automated ? 'Robot, par un traitement automatisé' : names.assignee(decision.by)
  return html`<h3 class="part">${said?.title ?? decision.decision}</h3>
    ${summaryList({
      language: 'fr',
      dense: true,
      rows: [
        {
          label: 'Sens',
          value: tag(
            decision.favourable
              ? { status: 'done', label: 'Favorable' }
              : { status: 'stopped', label: 'Défavorable' },
          ),
        },
        { label: 'Rendue', value: html`${time(instant(new Date(decision.at)))}, ${by}` },
        ...(decision.reason ? [{ label: 'Raison', value: quoted(decision.reason) }] : []),
        ...inOrder(dossier, decision.amounts).map(([id, cents]) => ({
          label: amountName(dossier, id),
          value: formatMoney(cents, 'fr'),
          money: true,
          source: decision.provisional ? 'Repose sur un paramètre provisoire' : undefined,
        })),
        ...(decision.reviewUntil
          ? [{ label: 'Révision possible', value: `jusqu’au ${formatDay(decision.reviewUntil, 'fr')}` }]
          : []),
      ],
    })}`
}

const amountName = ({ pinned }: Dossier, id: string): string => {
  const { rules, words } = pinned.definition
  return words.fr.rules?.[rules?.amounts?.[id] ?? id] ?? id
}

export const filedDay = (dossier: Dossier): string => dayOf(new Date(dossier.filing!.at))
