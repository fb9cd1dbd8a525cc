import '@nexus-mfg/widgets/define/provider.js';
import '@nexus-mfg/widgets/define/machine-grid.js';
import '@nexus-mfg/widgets/define/health-gauge.js';
import '@nexus-mfg/widgets/define/telemetry-chart.js';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

createRoot(document.querySelector('#root') as HTMLElement).render(createElement(App));
