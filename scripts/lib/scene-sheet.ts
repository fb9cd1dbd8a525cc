// In the browser: every scene of an element side by side, in one look. Bundled by scripts/scene-sheets.ts.
import { SCENES } from '../../packages/widgets/scenes/all.ts';
import { mountScene } from '../../packages/widgets/scenes/mount-scene.ts';
import type { Look } from '../../packages/widgets/scenes/scene.ts';

declare global {
  interface Window {
    elements: string[];
    /** Shows the scenes of an element; answers the names of those that never came to be. */
    showScenes(element: string, look: Look, width: number): Promise<string[]>;
  }
}

const PATIENCE_MS = 15_000;

window.elements = SCENES.map(({ element }) => element);
window.showScenes = async (element, look, width) => {
  document.body.replaceChildren();
  document.documentElement.style.colorScheme = look.theme === 'dark' ? 'dark' : 'light';
  const failed: string[] = [];
  for (const scene of SCENES.find((set) => set.element === element)?.scenes ?? []) {
    const figure = document.createElement('figure');
    const caption = document.createElement('figcaption');
    caption.textContent = `${scene.name}: ${scene.about}`;
    const target = document.createElement('div');
    target.className = 'target';
    figure.style.inlineSize = `${Math.min(scene.width ?? width, width)}px`;
    figure.append(caption, target);
    document.body.append(figure);
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('too late')), PATIENCE_MS);
    });
    await Promise.race([mountScene(scene, target, look), late]).catch((error: unknown) => {
      failed.push(`${scene.name} (${String(error)})`);
    });
  }
  return failed;
};
