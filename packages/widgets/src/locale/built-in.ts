import { addLanguage } from './languages.ts';

let added = false;

/** Languages that come with Nexus beside English; each is a file that is loaded when a page speaks it. */
export function addBuiltInLanguages(): void {
  if (added) return;
  added = true;
  addLanguage('de', () => import('./languages/de.ts').then(({ de }) => de));
  addLanguage('es', () => import('./languages/es.ts').then(({ es }) => es));
  addLanguage('fr', () => import('./languages/fr.ts').then(({ fr }) => fr));
  addLanguage('ja', () => import('./languages/ja.ts').then(({ ja }) => ja));
  addLanguage('zh', () => import('./languages/zh.ts').then(({ zh }) => zh));
  addLanguage('ar', () => import('./languages/ar.ts').then(({ ar }) => ar));
}
