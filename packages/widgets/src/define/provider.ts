import { define } from '../internal/define.ts';
import { NexusProvider } from '../provider/provider.ts';

define([NexusProvider]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-provider': NexusProvider;
  }
}
