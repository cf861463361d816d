import type { Organisations } from '#parties'

/** What a service leans on outside its folder: who exists, what registries hold, and the day of the check. */
export type Surroundings = Pick<Organisations, 'organisations' | 'registries'> & { today: string }
