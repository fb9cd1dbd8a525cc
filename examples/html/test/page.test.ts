// The page as it is, with a build of the CDN's files that is made for this test, under a strict Content-Security-Policy.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { buildCdn } from '../../../packages/widgets/build/cdn.ts';
import { describePage } from '../../support/test/describe-page.ts';

const PAGE = join(import.meta.dirname, '..');
const WIDGETS = join(PAGE, '../../packages/widgets');
const cdn = await mkdtemp(join(tmpdir(), 'nexus-cdn-'));
after(() => rm(cdn, { recursive: true, force: true }));

describePage(
  'the page without a build',
  async () => {
    await buildCdn(WIDGETS, cdn);
    return (path) =>
      readFile(path.startsWith('/nexus/') ? join(cdn, path.slice('/nexus/'.length)) : join(PAGE, path));
  },
  {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; require-trusted-types-for 'script'",
  },
);
