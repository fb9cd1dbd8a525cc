import { SimulatedDataService } from '@nexus-mfg/sdk/simulated';
import type { ScenePlant, Stage } from './scene.ts';

const ADMIN = 'admin@alpenwerk.example';
/** May read and nothing else. */
export const READER = 'ceo@alpenwerk.example';
export const READER_ID = 'a1000000-0000-4000-8000-000000000104';

/** Part of an element's shadow root, by selector. */
export function inside<E extends Element = HTMLElement>(stage: Stage, selector: string): E | null {
  return stage.find('[data-files]').shadowRoot?.querySelector<E>(selector) ?? null;
}

/** What a selector finds, once it is there. */
export async function appeared(stage: Stage, selector: string): Promise<HTMLElement> {
  for (;;) {
    const found = inside<HTMLElement>(stage, selector);
    if (found) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Clicks what a selector finds, once it is there. */
export async function press(stage: Stage, selector: string): Promise<void> {
  (await appeared(stage, selector)).click();
}

/** Drops files on the element, as a person would. */
export function drop(stage: Stage, files: readonly File[], type = 'drop'): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  const target = inside(stage, '.base');
  target?.dispatchEvent(
    new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer }),
  );
}

/** A file with so many bytes. */
export function fileOf(name: string, bytes: number, type = 'application/pdf'): File {
  return new File([new Uint8Array(bytes)], name, { type });
}

/** Takes single rights from the reader, as an admin in the same company would. */
export async function takeRights({ data }: ScenePlant, ...rights: readonly string[]): Promise<void> {
  const admin = new SimulatedDataService({ world: data.world, signedInAs: ADMIN });
  await admin.members.update(READER_ID, {
    permissions: Object.fromEntries(rights.map((right) => [right, false])),
  });
  await admin.close();
}
