/// <reference types="mocha" />

/** What a test asks of the browser beyond showing a page, and who cannot give it. */
const NEEDS = {
  'media features': 'only Chromium can emulate media features',
  print: 'only Chromium can emulate print',
  zoom: 'only Chromium can emulate a finer screen',
} as const;

export type Need = keyof typeof NEEDS;

const isChromium: boolean = navigator.userAgent.includes('Chrome');

/** What the browser that the tests run in cannot do. */
export const LACKS: readonly Need[] = isChromium ? [] : ['media features', 'print', 'zoom'];

/** `it` where the browser has what the test asks for; elsewhere the test is skipped, and its title says why. */
export function itWith(need: Need, title: string, test: Mocha.AsyncFunc): void {
  if (LACKS.includes(need)) it.skip(`${title} (skipped: ${NEEDS[need]})`, test);
  else it(title, test);
}
