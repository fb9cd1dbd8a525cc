import type { LocaleMessages } from '../catalogue.ts';

export const ar: Partial<LocaleMessages> = {};
