import { defineWords, plural } from '#kernel'

/** The front door's way into what the administration owes everybody. */
export const words = defineWords({
  fr: {
    title: 'Parvis ouvert',
    lead: 'Ce que l’administration fait, prévoit et publie, au vu de tous.',
    barometer: {
      title: 'Le baromètre des dix cibles',
      text: 'Dix cibles, calculées en continu, que chacun peut vérifier.',
      live: (reached: number) =>
        `${reached} ${plural(reached, 'fr', { one: 'cible atteinte', other: 'cibles atteintes' })} sur dix`,
    },
    consultations: {
      title: 'Consultations publiques',
      text: 'Donnez votre avis, appuyez celui des autres, lisez ce qui en est fait.',
      live: (open: number) =>
        open === 0
          ? 'Aucune ouverte en ce moment'
          : `${open} ${plural(open, 'fr', { one: 'ouverte', other: 'ouvertes' })} en ce moment`,
    },
    data: {
      title: 'Données ouvertes',
      text: 'Cherchez, regardez et téléchargez ; chaque fichier est vérifié chaque jour.',
      live: (count: string, n: number) =>
        `${count} ${plural(n, 'fr', { one: 'jeu publié', other: 'jeux publiés' })}`,
    },
    plans: {
      title: 'Plans de transformation',
      text: 'Ce que chaque organisme prévoit, et où il en est.',
      live: (n: number, of: number) =>
        `${n} ${plural(n, 'fr', { one: 'organisme', other: 'organismes' })} sur ${of} ${plural(n, 'fr', { one: 'en déploie', other: 'en déploient' })} les mesures`,
    },
  },
  en: {
    title: 'Open by default',
    lead: 'What the administration does, plans and publishes, for everybody to see.',
    barometer: {
      title: 'The barometer of the ten targets',
      text: 'Ten targets, computed continuously, that anybody can verify.',
      live: (reached: number) =>
        `${reached} ${plural(reached, 'en', { one: 'target', other: 'targets' })} of ten reached`,
    },
    consultations: {
      title: 'Public consultations',
      text: 'Have your say, support what others say, read what becomes of it.',
      live: (open: number) => (open === 0 ? 'None open at the moment' : `${open} open at the moment`),
    },
    data: {
      title: 'Open data',
      text: 'Search, look and download; each file is checked every day.',
      live: (count: string, n: number) =>
        `${count} ${plural(n, 'en', { one: 'dataset', other: 'datasets' })} published`,
    },
    plans: {
      title: 'Transformation plans',
      text: 'What each organisation plans, and how far it has come.',
      live: (n: number, of: number) => `${n} of ${of} organisations carry out measures`,
    },
  },
})
