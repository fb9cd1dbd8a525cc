import { connectionStatusScenes } from './connection-status.ts';
import type { SceneSet } from './scene.ts';

/** Every element's scenes. */
export const SCENES: readonly SceneSet[] = [connectionStatusScenes];
