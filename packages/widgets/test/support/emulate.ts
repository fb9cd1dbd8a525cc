import { emulateMedia, executeServerCommand, setViewport } from '@web/test-runner-commands';

/** Media features of the page: `{ 'forced-colors': 'active' }`. An empty object ends what was emulated. */
export async function emulate(features: Record<string, string>): Promise<void> {
  await executeServerCommand('emulate-features', features);
}

/** The page as it would be on paper, or again as it is on a screen. */
export async function emulatePaper(isPaper: boolean): Promise<void> {
  await emulateMedia({ media: isPaper ? 'print' : 'screen' });
}

/** The size that every test starts from. */
export async function usualViewport(): Promise<void> {
  await setViewport({ width: 1000, height: 800 });
}
