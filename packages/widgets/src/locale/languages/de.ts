import type { LocaleMessages } from '../catalogue.ts';

export const de: Partial<LocaleMessages> = {};
