import { savedName } from './shown-name.ts';

/** Long enough for the browser to have begun reading. */
const READ_MS = 60_000;

/** Hands a content to the browser to be stored. */
export function saveFile(blob: Blob, name: string): void {
  // Without a type of its own the browser can only store it, whatever it claims to be.
  const url = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = savedName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_MS);
}
