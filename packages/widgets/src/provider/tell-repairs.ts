import type { AppliedBrand } from './applied-brand.ts';

const told = new Set<string>();

/** Says once for each brand on the page what of it could not be taken as it was. */
export function tellRepairs({ brand, theme: { repairs } }: AppliedBrand): void {
  if (repairs.length === 0) return;
  const key = JSON.stringify(repairs);
  if (told.has(key)) return;
  told.add(key);
  const lines = repairs.map(({ token, from, to, reason }) => `  ${token}: ${from} → ${to}, ${reason}`);
  console.info(`[nexus] Repaired in the brand${brand.name ? ` of ${brand.name}` : ''}:\n${lines.join('\n')}`);
}
