import { frenchSpacesIn } from '#kernel'
import type { ReminderSubject } from './reminder.ts'

/** What a reminder's e-mail says beside what the secretariat typed. French only: a body writes to another (C-11, s. 16). */
export const mailWords = frenchSpacesIn({
  subjects: {
    plan: 'Rappel : votre plan de transformation',
    processes: 'Rappel : votre inventaire des processus',
    workplaces: 'Rappel : vos milieux de travail',
    data: 'Rappel : votre inventaire de données',
    volumes: 'Rappel : les volumes de vos autres canaux',
    consultations: 'Rappel : vos consultations publiques',
  } satisfies Record<ReminderSubject, string>,
  from: (name: string, email: string) => `Ce rappel vient de : ${name}. Pour lui écrire : ${email}.`,
})
