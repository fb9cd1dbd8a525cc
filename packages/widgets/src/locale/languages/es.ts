import type { LocaleMessages } from '../catalogue.ts';

export const es: Partial<LocaleMessages> = {};
