import type { LocaleMessages } from '../catalogue.ts';

export const zh: Partial<LocaleMessages> = {};
