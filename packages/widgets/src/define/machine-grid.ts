import { define } from '../internal/define.ts';
import { NexusMachineGrid } from '../machine-grid/machine-grid.ts';

define([NexusMachineGrid]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-machine-grid': NexusMachineGrid;
  }
}
