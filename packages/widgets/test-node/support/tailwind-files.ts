import { deriveTheme } from '@nexus-mfg/sdk/branding';

const COLOR = '--nexus-color-';
const HEAD = 'Made from the tokens of deriveTheme() by test-node/support/write-tailwind.ts. Do not edit.';

/** Names of all colour tokens, without their common beginning, as a provider sets them. */
export function colorNames(): string[] {
  return Object.keys(deriveTheme().light)
    .filter((name) => name.startsWith(COLOR))
    .map((name) => name.slice(COLOR.length));
}

/** The theme for Tailwind 4. */
export function themeCss(): string {
  const colors = colorNames().map((name) => `  --color-nexus-${name}: var(${COLOR}${name});`);
  return `/* ${HEAD} */
@theme inline {
${colors.join('\n')}
  --radius-nexus: var(--nexus-radius);
  --font-nexus: var(--nexus-font-family);
}
`;
}

/** The preset for Tailwind 3. The mixture is how \`bg-nexus-brand/50\` gets its half. */
export function presetJs(): string {
  const colors = colorNames().map((name) => `          ${key(name)}: color('${name}'),`);
  return `// ${HEAD}

function color(name) {
  return \`color-mix(in srgb, var(${COLOR}\${name}) calc(<alpha-value> * 100%), transparent)\`;
}

/** Tokens of the nearest <nexus-provider> as a preset for Tailwind 3. */
export default {
  theme: {
    extend: {
      colors: {
        nexus: {
${colors.join('\n')}
        },
      },
      borderRadius: { nexus: 'var(--nexus-radius)' },
      fontFamily: { nexus: 'var(--nexus-font-family)' },
    },
  },
};
`;
}

function key(name: string): string {
  return /^[a-z]+$/.test(name) ? name : `'${name}'`;
}
