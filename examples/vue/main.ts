import '@nexus-mfg/widgets/define/provider.js';
import '@nexus-mfg/widgets/define/machine-grid.js';
import '@nexus-mfg/widgets/define/health-gauge.js';
import '@nexus-mfg/widgets/define/telemetry-chart.js';
import { createApp } from 'vue';
import App from './app.vue';

createApp(App).mount('#root');
