import { NexusHealthGauge } from '../health-gauge/health-gauge.ts';
import { define } from '../internal/define.ts';

define([NexusHealthGauge]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-health-gauge': NexusHealthGauge;
  }
}
