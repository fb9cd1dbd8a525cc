import { userMenuScenes } from '../../scenes/user-menu.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(userMenuScenes);
