import { signInScenes } from '../../scenes/sign-in.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(signInScenes);
