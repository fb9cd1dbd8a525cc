import { wallDisplayScenes } from '../../scenes/wall-display.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(wallDisplayScenes);
