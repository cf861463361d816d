import type { On } from '#desk'
import { discardPage, discardSent } from './discard-page.ts'
import { draftActed, draftPage } from './draft-page.ts'
import { frameForm, frameSent } from './frame-form.ts'
import { measureForm, measureSent } from './measure-form.ts'
import { planPage } from './overview.ts'
import { progressPage, progressSent } from './progress-page.ts'
import { targetForm, targetSent } from './target-form.ts'
import { valueSent, valuesPage } from './values-page.ts'
import { versionsPage } from './versions-page.ts'
import {
  DISCARD,
  DRAFT,
  draftMeasure,
  draftTarget,
  FRAME,
  measurePage,
  PLAN,
  targetPage,
  VERSIONS,
} from './words.ts'

/** The organisation's transformation plan: written, approved by two of direction, and told as it goes. */
export const registerPlan = (on: On): void => {
  on('GET', PLAN, planPage)
  on('GET', DRAFT, draftPage)
  on('POST', DRAFT, draftActed)
  on('GET', DISCARD, discardPage)
  on('POST', DISCARD, discardSent)
  on('GET', FRAME, frameForm)
  on('POST', FRAME, frameSent)
  on('GET', draftMeasure(':measure'), measureForm)
  on('POST', draftMeasure(':measure'), measureSent)
  on('GET', draftTarget(':target'), targetForm)
  on('POST', draftTarget(':target'), targetSent)
  on('GET', measurePage(':measure'), progressPage)
  on('POST', measurePage(':measure'), progressSent)
  on('GET', targetPage(':target'), valuesPage)
  on('POST', targetPage(':target'), valueSent)
  on('GET', VERSIONS, versionsPage)
}
