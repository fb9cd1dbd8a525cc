import { NexusConnectionStatus } from '../connection-status/connection-status.ts';
import { define } from '../internal/define.ts';

define('nexus-connection-status', NexusConnectionStatus);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-connection-status': NexusConnectionStatus;
  }
}
