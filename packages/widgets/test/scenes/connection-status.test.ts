import { connectionStatusScenes } from '../../scenes/connection-status.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(connectionStatusScenes);
