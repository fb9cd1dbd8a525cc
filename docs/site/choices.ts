import { OTHER_BRAND } from '../../packages/widgets/scenes/mount-scene.ts';
import type { Look } from '../../packages/widgets/scenes/scene.ts';

interface Choice {
  name: string;
  label: string;
  options: readonly (readonly [value: string, text: string])[];
}

/** What a reader may choose of how an element looks; the first of each is what stands there at the beginning. */
export const CHOICES: readonly Choice[] = [
  {
    name: 'theme',
    label: 'Theme',
    options: [
      ['light', 'Light'],
      ['dark', 'Dark'],
    ],
  },
  {
    name: 'brand',
    label: 'Brand',
    options: [
      ['tenant', 'The tenant’s'],
      ['other', 'Another one'],
    ],
  },
  {
    name: 'density',
    label: 'Density',
    options: [
      ['comfortable', 'Comfortable'],
      ['compact', 'Compact'],
      ['wall', 'Wall'],
    ],
  },
  {
    name: 'locale',
    label: 'Language',
    options: [
      ['en', 'English'],
      ['de', 'Deutsch'],
      ['es', 'Español'],
      ['fr', 'Français'],
      ['ja', '日本語'],
      ['zh', '中文'],
      ['ar', 'العربية'],
    ],
  },
];

/** The choices of a form as a look. Arabic is read from right to left. */
export function lookOf(form: FormData): Look {
  const locale = String(form.get('locale'));
  const density = String(form.get('density'));
  return {
    theme: form.get('theme') === 'dark' ? 'dark' : 'light',
    density: density === 'compact' || density === 'wall' ? density : 'comfortable',
    locale,
    dir: locale === 'ar' ? 'rtl' : 'ltr',
    ...(form.get('brand') === 'other' && { appearance: OTHER_BRAND }),
  };
}
