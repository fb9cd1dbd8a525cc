import { nextFrame, shadow } from './fixture.ts';

/** A file with so many bytes. */
export function fileOf(name: string, bytes: number = 10, type: string = 'application/pdf'): File {
  return new File([new Uint8Array(bytes)], name, { type });
}

function transferOf(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}

/** A drag with files over the element's wrapper. Returns whether the browser's own answer to it was kept away. */
export function drag(element: Element, type: string, files: readonly File[]): boolean {
  const dataTransfer = transferOf(files);
  const event = new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer });
  return !(shadow(element).querySelector('.base') ?? element).dispatchEvent(event);
}

/** Files from the clipboard, pasted where the focus is. */
export function paste(target: Element, files: readonly File[], text?: string): boolean {
  const clipboardData = transferOf(files);
  if (text !== undefined) clipboardData.items.add(text, 'text/plain');
  const event = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true });
  // Firefox lets no script put files into an event.
  Object.defineProperty(event, 'clipboardData', { value: clipboardData });
  return !target.dispatchEvent(event);
}

/** Chooses a value as a person does. */
export function choose(element: Element, selector: string, value: string): void {
  const field = shadow(element).querySelector<HTMLInputElement | HTMLSelectElement>(selector);
  if (!field) throw new Error(`There is no ${selector}.`);
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Asks once a frame until the answer is yes. */
export async function eventually(ask: () => Promise<boolean>): Promise<void> {
  while (!(await ask())) await nextFrame();
}

/** Everything that matches, in order. */
export function all<T extends Element = HTMLElement>(element: Element, selector: string): T[] {
  return [...shadow(element).querySelectorAll<T>(selector)];
}
