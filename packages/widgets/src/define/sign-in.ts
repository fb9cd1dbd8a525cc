import { define } from '../internal/define.ts';
import { NexusSignIn } from '../sign-in/sign-in.ts';

define([NexusSignIn]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-sign-in': NexusSignIn;
  }
}
