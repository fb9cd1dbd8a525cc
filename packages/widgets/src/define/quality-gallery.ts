import { define } from '../internal/define.ts';
import { NexusQualityGallery } from '../quality-gallery/quality-gallery.ts';

define([NexusQualityGallery]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-quality-gallery': NexusQualityGallery;
  }
}
