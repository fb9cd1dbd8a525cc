import { NexusConnectionStatus } from '../connection-status/connection-status.ts';
import { define } from '../internal/define.ts';

define([NexusConnectionStatus]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-connection-status': NexusConnectionStatus;
  }
}
