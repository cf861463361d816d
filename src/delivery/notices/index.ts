/** Notices: what is said to people. Today an inbox; every means will read the same events. */
export { NOTICE_KINDS, type Notice, type NoticeKind } from './notice.ts'
export { notices } from './reactions.ts'
export { countInbox, inbox, markRead, unreadTogether } from './store.ts'
