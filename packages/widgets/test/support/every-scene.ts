/// <reference types="mocha" />
import { SCENES } from '../../scenes/all.ts';
import { type MountedScene, mountScene } from '../../scenes/mount-scene.ts';
import type { Look } from '../../scenes/scene.ts';
import { itWith, LACKS, type Need } from './engine.ts';

/** Looks at a scene and returns what is wrong with it, a line each. */
export type Inspection = (target: HTMLElement, scene: MountedScene) => string[] | Promise<string[]>;

export interface Condition {
  title: string;
  /** What the browser has to be able to emulate. */
  need: Need;
  look?: Look;
  /** Brings the page into the condition. */
  begin(): Promise<void>;
  /** Ends it. */
  end(): Promise<void>;
  inspect: Inspection;
}

/** Puts every scene of every element on a page that is in a certain condition, and expects no complaint. */
export function inEveryScene({ title, need, look, begin, end, inspect }: Condition): void {
  if (LACKS.includes(need)) {
    itWith(need, `${title}: every scene`, async () => {});
    return;
  }
  describe(title, () => {
    let target: HTMLElement;
    before(begin);
    after(end);
    beforeEach(() => {
      target = document.createElement('main');
      document.body.append(target);
    });
    afterEach(() => target.remove());

    for (const { element, scenes } of SCENES)
      for (const scene of scenes)
        it(`${element}: ${scene.name}`, async () => {
          const mounted = await mountScene(scene, target, look);
          try {
            const complaints = new Set(await inspect(target, mounted));
            if (complaints.size > 0) throw new Error([...complaints].join('\n'));
          } finally {
            await mounted.close();
          }
        });
  });
}
