import { documentLibraryScenes } from '../../scenes/document-library.ts';
import { testScenes } from '../support/scenes.ts';

testScenes(documentLibraryScenes);
