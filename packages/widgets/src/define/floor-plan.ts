import { NexusFloorPlan } from '../floor-plan/floor-plan.ts';
import { define } from '../internal/define.ts';

define([NexusFloorPlan]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-floor-plan': NexusFloorPlan;
  }
}
