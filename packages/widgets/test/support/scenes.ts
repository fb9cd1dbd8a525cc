/// <reference types="mocha" />
import { setViewport } from '@web/test-runner-commands';
import { mountScene } from '../../scenes/mount-scene.ts';
import type { Look, SceneSet } from '../../scenes/scene.ts';
import { expectAccessible } from './accessible.ts';

const LOOKS: readonly (Look & { name: string })[] = [
  { name: 'light', theme: 'light' },
  { name: 'dark, right to left', theme: 'dark', dir: 'rtl' },
];

/** Every state of an element can be reached, and is accessible in light and dark. */
export function testScenes({ element, scenes }: SceneSet): void {
  describe(`<nexus-${element}>, state by state`, () => {
    let target: HTMLElement;
    beforeEach(async () => {
      await setViewport({ width: 1000, height: 800 });
      target = document.createElement('main');
      document.body.append(target);
    });
    afterEach(() => target.remove());

    for (const scene of scenes)
      for (const { name, ...look } of LOOKS)
        it(`${scene.name} is accessible (${name})`, async () => {
          const mounted = await mountScene(scene, target, look);
          try {
            await expectAccessible(target);
          } finally {
            await mounted.close();
          }
        });
  });
}
