import type { LocaleMessages } from '../catalogue.ts';

export const ja: Partial<LocaleMessages> = {};
