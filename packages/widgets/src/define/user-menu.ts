import { define } from '../internal/define.ts';
import { NexusUserMenu } from '../user-menu/user-menu.ts';

define([NexusUserMenu]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-user-menu': NexusUserMenu;
  }
}
