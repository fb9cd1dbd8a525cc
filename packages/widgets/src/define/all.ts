// The provider first: elements that are on the page already then find it as they come up.
import './provider.ts';
import './connection-status.ts';
import './health-gauge.ts';
import './machine-grid.ts';
import './sign-in.ts';
import './telemetry-chart.ts';
