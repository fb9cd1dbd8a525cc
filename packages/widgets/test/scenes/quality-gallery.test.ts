import { qualityGalleryScenes } from '../../scenes/quality-gallery.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(qualityGalleryScenes);
