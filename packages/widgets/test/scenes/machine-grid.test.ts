import { machineGridScenes } from '../../scenes/machine-grid.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(machineGridScenes);
