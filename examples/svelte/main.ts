import '@nexus-mfg/widgets/define/provider.js';
import '@nexus-mfg/widgets/define/machine-grid.js';
import '@nexus-mfg/widgets/define/health-gauge.js';
import '@nexus-mfg/widgets/define/telemetry-chart.js';
import { mount } from 'svelte';
import App from './app.svelte';

mount(App, { target: document.querySelector('#root') as HTMLElement });
