// Writes packages/widgets/tailwind from the tokens: `node --conditions=nexus-source packages/widgets/test-node/support/write-tailwind.ts`.
import { writeFileSync } from 'node:fs';
import { presetJs, themeCss } from './tailwind-files.ts';

const folder = new URL('../../tailwind/', import.meta.url);
writeFileSync(new URL('theme.css', folder), themeCss());
writeFileSync(new URL('preset.js', folder), presetJs());
