import type { Brand } from '@nexus-mfg/sdk';
import { deriveTheme } from '@nexus-mfg/sdk/branding';

/** The tokens of a brand as rules for the form alone: what is slotted in once somebody is signed in keeps its own. */
export function brandRules(brand: Brand): string {
  const { light, dark } = deriveTheme(brand);
  const lines = Object.entries(light).map(([name, day]) => {
    const night = dark[name] ?? day;
    return `${name}: ${day === night ? day : `light-dark(${day}, ${night})`};`;
  });
  return `.base { ${lines.join(' ')} }`;
}
