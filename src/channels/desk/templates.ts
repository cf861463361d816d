import type { Dossier } from '#dossiers'
import { formatArticles, type Language } from '#kernel'
import type { Outcome } from './outcomes.ts'

/** What an agent has to replace; a text that still holds one is not sent. */
const GAP: Record<Language, string> = { fr: '[à compléter]', en: '[to be completed]' }

export const UNFINISHED =
  'Remplacez les passages entre crochets, « [à compléter] » : la personne lira ce texte.'

export const unfinishedIn = (text: string): boolean => Object.values(GAP).some((gap) => text.includes(gap))

/**
 * A text to begin from, in the language that the person chose: what a reason has to say (J-3, s. 4), its facts left for
 * the agent to write.
 */
export const decisionTemplate = (dossier: Dossier, { way, unfavourable, decides }: Outcome): string => {
  const { language, number, pinned } = dossier
  if (unfavourable) return afterIntention(dossier)
  const said = decides ? pinned.definition.words[language].decisions[way] : undefined
  const text = said ? `${said.title}. ${said.text}` : ''
  return {
    fr: `Nous avons étudié votre demande ${number}. ${text}\n\nNotre décision repose sur ce qui suit : ${GAP.fr}`,
    en: `We have studied your request ${number}. ${text}\n\nOur decision rests on the following: ${GAP.en}`,
  }[language]
}

export const intentionTemplate = ({ language, number, pinned }: Dossier): string => {
  const basis = formatArticles(pinned.definition.basis, language)
  return {
    fr: `Après étude de votre demande ${number}, nous avons l’intention de la refuser.\n\nLa règle qui s’applique (${basis}) : ${GAP.fr}\nCe que nous avons constaté : ${GAP.fr}\n\nVous pouvez nous donner vos observations avant que nous décidions.`,
    en: `After studying your request ${number}, we intend to refuse it.\n\nThe rule that applies (${basis}): ${GAP.en}\nWhat we have noted: ${GAP.en}\n\nYou may give us your observations before we decide.`,
  }[language]
}

const afterIntention = ({ language, intention, observations }: Dossier): string => {
  const heard = intention ? observations.filter(({ at }) => at >= intention.at).length > 0 : false
  const text = {
    fr: heard
      ? `Nous avons lu vos observations. Elles ne changent pas notre conclusion : ${GAP.fr}`
      : 'Nous n’avons pas reçu d’observations dans le délai donné.',
    en: heard
      ? `We have read your observations. They do not change our conclusion: ${GAP.en}`
      : 'We received no observations within the time given.',
  }[language]
  return `${intention?.reason ?? ''}\n\n${text}`.trim()
}
