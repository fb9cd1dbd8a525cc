import { floorPlanScenes } from '../../scenes/floor-plan.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(floorPlanScenes);
