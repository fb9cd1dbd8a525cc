import { fleetSummaryScenes } from '../../scenes/fleet-summary.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(fleetSummaryScenes);
