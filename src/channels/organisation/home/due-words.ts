import type { ConsultationDue } from '#consultations'
import { frenchSpacesIn } from '#kernel'
import type { Due as DataDue } from '#opendata'
import type { PlanDue } from '#plans'
import type { Due as ProcessDue } from '#processes'
import type { VolumesDue } from '#volumes'
import type { Due as WorkplaceDue } from '#workplaces'

/** What is awaited, and of which role. */
type Said = { what: (subject: string) => string; who: string }

const PLANNING = 'Planification'
const MANAGEMENT = 'Direction'
const DATA = 'Données ouvertes'
const CONSULTING = 'Consultations'

/** Each thing that may be due, in words: of every domain's closed list. One without words does not compile. */
export const dueWords: {
  plan: Record<PlanDue['is'], Said>
  processes: Record<ProcessDue['is'], Said>
  workplaces: Record<WorkplaceDue['is'], Said>
  data: Record<DataDue['is'], Said>
  volumes: Record<VolumesDue['is'], Said>
  consultations: Record<ConsultationDue['is'], Said>
} = frenchSpacesIn({
  plan: {
    'plan-missing': { what: () => 'Mettre un plan de transformation en vigueur', who: PLANNING },
    'plan-ends': { what: (title: string) => `Le plan prend fin : ${title}`, who: PLANNING },
    'approval-awaited': { what: (title: string) => `Approuver le plan : ${title}`, who: MANAGEMENT },
    'measure-not-begun': { what: (title: string) => `Mesure à commencer : ${title}`, who: PLANNING },
    'measure-ends': { what: (title: string) => `Mesure à terminer : ${title}`, who: PLANNING },
    'evidence-awaited': { what: (title: string) => `Preuve à joindre : ${title}`, who: PLANNING },
    'value-awaited': { what: (title: string) => `Valeur à inscrire : ${title}`, who: PLANNING },
  },
  processes: {
    'to-review': { what: (name: string) => `Du papier est observé dans : ${name}`, who: PLANNING },
    'to-describe': { what: (name: string) => `Processus à décrire : ${name}`, who: PLANNING },
  },
  workplaces: {
    declaration: { what: (unit: string) => `Milieux de travail à déclarer : ${unit}`, who: PLANNING },
  },
  data: {
    update: { what: (title: string) => `Données à mettre à jour : ${title}`, who: DATA },
    obstacle: { what: (title: string) => `Obstacle à lever : ${title}`, who: DATA },
    failing: { what: (title: string) => `Vérification en échec : ${title}`, who: DATA },
  },
  volumes: {
    'volumes-missing': { what: (what: string) => `Volumes à transmettre : ${what}`, who: PLANNING },
  },
  consultations: {
    reply: { what: (title: string) => `Réponse motivée à publier : ${title}`, who: CONSULTING },
    opening: { what: (title: string) => `Consultation à ouvrir : ${title}`, who: CONSULTING },
    closing: { what: (title: string) => `Consultation qui se termine : ${title}`, who: CONSULTING },
  },
})
