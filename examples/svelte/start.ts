import { servePage } from '../support/serve-page.ts';
import { options } from './build.ts';

await servePage(options);
