import { pageFiles } from './page-files.ts';
import { createPortal } from './portal.ts';

const {
  NEXUS_URL: url,
  NEXUS_PUBLISHABLE_KEY: publishableKey,
  NEXUS_EMBED_SECRET: embedSecret,
} = process.env;
if (!url || !publishableKey || !embedSecret) {
  console.error(
    'Set NEXUS_URL, NEXUS_PUBLISHABLE_KEY and NEXUS_EMBED_SECRET; README.md says where they come from.',
  );
  process.exit(1);
}
const portal = createPortal({
  url,
  publishableKey,
  embedSecret,
  files: await pageFiles(import.meta.dirname),
});
portal.listen(4400, '127.0.0.1', () => console.log('http://127.0.0.1:4400/  (Ctrl+C ends it)'));
