import { bundled, describePage } from '../../support/test/describe-page.ts';
import { options } from '../build.ts';

describePage('the page in Angular', () => bundled(options));
