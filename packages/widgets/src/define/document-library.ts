import { NexusDocumentLibrary } from '../document-library/document-library.ts';
import { define } from '../internal/define.ts';

define([NexusDocumentLibrary]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-document-library': NexusDocumentLibrary;
  }
}
