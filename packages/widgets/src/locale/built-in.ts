import { offerLanguage } from './languages.ts';

let added = false;

/** Languages that come with Nexus beside English; each is a file that is loaded when a page speaks it. */
export function addBuiltInLanguages(): void {
  if (added) return;
  added = true;
  offerLanguage('de', () => import('./languages/de.ts').then(({ de }) => de));
  offerLanguage('es', () => import('./languages/es.ts').then(({ es }) => es));
  offerLanguage('fr', () => import('./languages/fr.ts').then(({ fr }) => fr));
  offerLanguage('ja', () => import('./languages/ja.ts').then(({ ja }) => ja));
  offerLanguage('zh', () => import('./languages/zh.ts').then(({ zh }) => zh));
  offerLanguage('ar', () => import('./languages/ar.ts').then(({ ar }) => ar));
}
