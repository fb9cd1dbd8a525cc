import '@nexus-mfg/widgets/define/provider.js';
import '@nexus-mfg/widgets/define/machine-grid.js';
import '@nexus-mfg/widgets/define/health-gauge.js';
import '@nexus-mfg/widgets/define/telemetry-chart.js';
import { bootstrapApplication } from '@angular/platform-browser';
import { PlantPage } from './plant-page.ts';

await bootstrapApplication(PlantPage);
