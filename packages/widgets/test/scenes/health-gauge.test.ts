import { healthGaugeScenes } from '../../scenes/health-gauge.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(healthGaugeScenes);
