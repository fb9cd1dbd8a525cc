import { define } from '../internal/define.ts';
import { NexusProvider } from '../provider/provider.ts';

define('nexus-provider', NexusProvider);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-provider': NexusProvider;
  }
}
