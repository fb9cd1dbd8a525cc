import { createNexus } from '@nexus-mfg/sdk';
import { SimulatedDataService } from '@nexus-mfg/sdk/simulated';
import '../src/define/all.ts';
import type { Look, Scene, Stage } from './scene.ts';

export const ADMIN = 'admin@alpenwerk.example';
/** A second brand, far from the first: a warm red with sharp corners. */
export const OTHER_BRAND = { primaryColor: '#b3261e', accentColor: '#00696d', radius: 0 } as const;

/** A scene that stands on the page. */
export interface MountedScene extends Stage {
  close(): Promise<void>;
}

/** Puts a scene into `target` and resolves once its state is to be seen. */
export async function mountScene(scene: Scene, target: HTMLElement, look: Look = {}): Promise<MountedScene> {
  const data = new SimulatedDataService({ seed: 7, tickMs: 0, signedInAs: ADMIN, ...scene.world });
  const nexus = createNexus({ data, persistCache: false });
  await scene.prepare?.({ data, nexus });
  const provider = document.createElement('nexus-provider');
  provider.nexus = nexus;
  provider.theme = look.theme ?? 'light';
  provider.density = look.density ?? 'comfortable';
  provider.locale = look.locale ?? 'en';
  provider.appearance = look.appearance;
  target.dir = look.dir ?? 'ltr';
  target.style.inlineSize = scene.width === undefined ? '' : `${scene.width}px`;
  // A page of its own would be in the scheme that is looked at; here the scene brings the ground.
  target.style.colorScheme = look.theme === 'dark' ? 'dark' : 'light';
  target.style.background = 'light-dark(#ffffff, #121417)';
  target.style.color = 'light-dark(#16181c, #e6e8eb)';
  provider.innerHTML = scene.markup;
  target.append(provider);
  const find = <E extends Element>(selector: string): E => {
    const found = provider.querySelector<E>(selector);
    if (!found) throw new Error(`Scene ${scene.name}: there is no ${selector}.`);
    return found;
  };
  const stage: Stage = { data, nexus, provider, find };
  await scene.arrange?.(stage);
  while (!scene.isReady(stage)) await nextFrame();
  // Seen is what has been painted.
  await nextFrame();
  await nextFrame();
  return {
    ...stage,
    async close() {
      provider.remove();
      // What a scene left unsent ends with it.
      await nexus.close().catch(() => {});
    },
  };
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });
}
