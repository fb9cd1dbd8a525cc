import { define } from '../internal/define.ts';
import { NexusTimeRange } from '../time-range/time-range.ts';

define([NexusTimeRange]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-time-range': NexusTimeRange;
  }
}
