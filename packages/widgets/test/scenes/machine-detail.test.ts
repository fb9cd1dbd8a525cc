import { machineDetailScenes } from '../../scenes/machine-detail.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(machineDetailScenes);
