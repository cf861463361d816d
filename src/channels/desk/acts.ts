import { type Act, type Circumstances, whyNot } from '#acts'
import {
  announceIntention,
  assign,
  decide,
  type Dossier,
  type DossierRefusal,
  printLetter,
  release,
  requestCompletion,
  take,
} from '#dossiers'
import { refused, type Refused, type Result } from '#kernel'
import type { Faults, Form } from '#look'
import type { Platform } from '#web'
import type { Html } from '#html'
import {
  assignFields,
  completionFields,
  decisionFields,
  type FormView,
  intentionFields,
} from './act-forms.ts'
import { outcomesOf } from './outcomes.ts'
import { NO_REASON, NOT_CHOSEN } from './refusals.ts'
import { UNFINISHED, unfinishedIn } from './templates.ts'
import { HEARD } from './words.ts'

/**
 * What an agent can do to a dossier. Everything about one act is its row here: its address, its words, when it is
 * possible, what its form asks, how its form is read. The acts panel, the forms and the routes read this table.
 */
export type DeskAct = {
  /** In the address: `/bureau/dossiers/:id/<id>`. */
  id: string
  label: string
  hint?: string
  /** What an agent most often comes to do: it stands out when it is possible. */
  leads?: true
  /** What the button of its form says. */
  button: string
  /** What is said once it is done, and the event that proves that it was. */
  done: { sentence: string; event: string }
  /** Null when the act is one button. */
  fields: ((view: FormView) => Html) | null
  barred(dossier: Dossier, here: Circumstances): Refused<DossierRefusal> | null
  /** What is wrong with the form before the act is even tried. */
  unready(form: Form): Faults
  perform(platform: Platform, id: string, form: Form, here: Here): Promise<Result<unknown, DossierRefusal>>
  /** The field that a refusal is about; none when it is about the act itself. */
  faultAt: Partial<Record<DossierRefusal, string>>
}

type Here = Omit<Circumstances, 'now'>

type Words = Pick<DeskAct, 'id' | 'label' | 'hint' | 'leads' | 'button' | 'done' | 'fields'> &
  Partial<Pick<DeskAct, 'unready' | 'faultAt'>> & {
    alsoBarred?: (dossier: Dossier) => Refused<DossierRefusal> | null
  }

const deskAct = <Input, Answer, R extends DossierRefusal>(
  verb: Act<Dossier, Input, Answer, R>,
  inputIn: (form: Form, platform: Platform) => Input,
  { alsoBarred, ...rest }: Words,
): DeskAct => ({
  unready: () => ({}),
  faultAt: {},
  ...rest,
  barred: (dossier, here) => whyNot(verb, dossier, here) ?? alsoBarred?.(dossier) ?? null,
  perform: (platform, id, form, here) => platform.dossiers.perform(verb, id, inputIn(form, platform), here),
})

const oneIn = (form: Form, name: string): string =>
  (form.get(name)?.[0] ?? '').toWellFormed().replaceAll('\u0000', '')

/** What the person will read is written, to its end, and a decision chosen where one is: all that is not, at once. */
const ready =
  (written: string, chosen?: string) =>
  (form: Form): Faults => {
    const text = oneIn(form, written)
    return {
      ...(chosen && !oneIn(form, chosen) && { [chosen]: NOT_CHOSEN }),
      ...(!text.trim() && { [written]: NO_REASON }),
      ...(unfinishedIn(text) && { [written]: UNFINISHED }),
    }
  }

export const ACTS: readonly DeskAct[] = [
  deskAct(take, () => ({}), {
    id: 'prendre',
    label: 'Prendre',
    leads: true,
    button: 'Prendre le dossier',
    done: { sentence: 'Le dossier est à vous.', event: 'dossier.assigned' },
    fields: null,
  }),
  deskAct(decide, (form) => ({ outcome: oneIn(form, 'outcome'), reason: oneIn(form, 'decisionReason') }), {
    id: 'decider',
    label: 'Décider',
    leads: true,
    hint: 'La personne lit la décision et sa raison.',
    button: 'Rendre la décision',
    done: { sentence: 'La décision est rendue ; la personne la reçoit.', event: 'dossier.decided' },
    fields: decisionFields,
    unready: ready('decisionReason', 'outcome'),
    faultAt: {
      'outcome-unknown': 'outcome',
      'intention-needed': 'outcome',
      'reason-missing': 'decisionReason',
      'reason-too-long': 'decisionReason',
    },
  }),
  deskAct(
    requestCompletion,
    (form) => ({ message: oneIn(form, 'message'), needs: [...(form.get('needs') ?? [])].filter(Boolean) }),
    {
      id: 'completer',
      label: 'Demander de compléter',
      hint: 'Le délai est suspendu jusqu’à la réponse.',
      button: 'Envoyer la demande',
      done: {
        sentence: 'La demande est envoyée à la personne ; le délai est suspendu.',
        event: 'completion.requested',
      },
      fields: completionFields,
      unready: ready('message'),
      faultAt: { 'reason-missing': 'message', 'reason-too-long': 'message', 'need-unknown': 'needs' },
    },
  ),
  deskAct(
    announceIntention,
    (form) => ({ outcome: oneIn(form, 'intended'), reason: oneIn(form, 'intentionReason') }),
    {
      id: 'intention',
      label: 'Annoncer une intention défavorable',
      hint: `La personne peut donner ses observations avant la décision (${HEARD}).`,
      button: 'Annoncer l’intention',
      done: {
        sentence: 'L’intention est annoncée ; la personne peut donner ses observations.',
        event: 'intention.announced',
      },
      fields: intentionFields,
      unready: ready('intentionReason', 'intended'),
      alsoBarred: (dossier) =>
        outcomesOf(dossier).some(({ unfavourable }) => unfavourable)
          ? null
          : refused('favourable-needs-none'),
      faultAt: {
        'outcome-unknown': 'intended',
        'favourable-needs-none': 'intended',
        'reason-missing': 'intentionReason',
        'reason-too-long': 'intentionReason',
      },
    },
  ),
  deskAct(
    assign,
    (form, { access }) => ({ to: access.agents().find(({ id }) => id === oneIn(form, 'to')) ?? null }),
    {
      id: 'attribuer',
      label: 'Attribuer',
      hint: 'À une personne qui a le rôle de cette étape.',
      button: 'Attribuer le dossier',
      done: { sentence: 'Le dossier est attribué.', event: 'dossier.assigned' },
      fields: assignFields,
      faultAt: { 'agent-unknown': 'to' },
    },
  ),
  deskAct(release, () => ({}), {
    id: 'remettre',
    label: 'Remettre dans la file',
    button: 'Remettre le dossier',
    done: {
      sentence: 'Le dossier est remis : une autre personne peut le prendre.',
      event: 'dossier.assigned',
    },
    fields: null,
  }),
  deskAct(printLetter, () => ({}), {
    id: 'poster',
    label: 'Inscrire l’envoi par la poste',
    button: 'Inscrire l’envoi',
    done: {
      sentence: 'L’envoi est inscrit : du papier est sorti, et le processus le montre.',
      event: 'letter.printed',
    },
    fields: null,
  }),
]

export const actOf = (id: string | null | undefined): DeskAct | undefined => ACTS.find((act) => act.id === id)
