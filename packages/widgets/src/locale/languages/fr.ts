import type { LocaleMessages } from '../catalogue.ts';

export const fr: Partial<LocaleMessages> = {};
