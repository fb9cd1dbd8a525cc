import { timeRangeScenes } from '../../scenes/time-range.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(timeRangeScenes);
