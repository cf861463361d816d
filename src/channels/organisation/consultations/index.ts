import type { On } from '#desk'
import { act } from './acts.ts'
import { announce, announcePage } from './announce-page.ts'
import { contributionPage, decide, sendAttachment } from './contribution-page.ts'
import { changeDocuments, documentsPage } from './documents-page.ts'
import { keyIn, keyInPage } from './key-in-page.ts'
import { listPage } from './list-page.ts'
import { changeRules, changeThemes, rulesPage, themesPage } from './lists-page.ts'
import { changeMeans, meansPage } from './means-page.ts'
import { moderateSeveral } from './moderation-acts.ts'
import { moderationPage } from './moderation-page.ts'
import { create, newPage } from './new-page.ts'
import { overviewPage } from './overview-page.ts'
import { previewPage } from './preview-page.ts'
import { changeQuestion, questionPage } from './question-page.ts'
import { moveQuestion, questionsPage } from './questions-page.ts'
import { replyForm, replyPage, sendReply } from './reply-page.ts'
import { resultsPage, textsPage } from './results-page.ts'
import { CONSULTATIONS, NEW } from './words.ts'

/** An organisation’s consultations: announced, moderated, keyed in, counted, answered. */
export const registerConsultations = (on: On): void => {
  const one = `${CONSULTATIONS}/:consultation`
  on('GET', CONSULTATIONS, listPage)
  on('GET', NEW, newPage)
  on('POST', NEW, create)
  on('GET', one, overviewPage)
  on('POST', one, act)
  for (const [page, show, change] of [
    ['annonce', announcePage, announce],
    ['moyens', meansPage, changeMeans],
    ['questions', questionsPage, moveQuestion],
    ['questions/:question', questionPage, changeQuestion],
    ['themes', themesPage, changeThemes],
    ['regles', rulesPage, changeRules],
    ['documents', documentsPage, changeDocuments],
    ['contributions', moderationPage, moderateSeveral],
    ['contributions/:contribution', contributionPage, decide],
    ['saisie', keyInPage, keyIn],
    ['reponse/:theme', replyForm, sendReply],
  ] as const) {
    on('GET', `${one}/${page}`, show)
    on('POST', `${one}/${page}`, change)
  }
  on('GET', `${one}/contributions/:contribution/fichiers/:digest`, sendAttachment)
  on('GET', `${one}/apercu`, previewPage)
  on('GET', `${one}/resultats`, resultsPage)
  on('GET', `${one}/resultats/:question`, textsPage)
  on('GET', `${one}/reponse`, replyPage)
}
