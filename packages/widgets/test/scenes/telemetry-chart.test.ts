import { telemetryChartScenes } from '../../scenes/telemetry-chart.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(telemetryChartScenes);
