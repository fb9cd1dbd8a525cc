import { NexusFleetSummary } from '../fleet-summary/fleet-summary.ts';
import { define } from '../internal/define.ts';

define([NexusFleetSummary]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-fleet-summary': NexusFleetSummary;
  }
}
