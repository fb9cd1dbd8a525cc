import type { Brand } from '../../types/index.ts';

const RADII: readonly unknown[] = [0, 4, 8, 12];
const COLOR = /^#[0-9a-f]{6}$/i;
const LOGO = /^(https:|data:image\/)/i;

/**
 * What `tenants.branding` holds. A field that is not what it should be is left out instead of refused: a person must
 * be able to sign in to a tenant whose colour somebody mistyped.
 */
export function parseBrand(value: unknown): Brand {
  if (typeof value !== 'object' || value === null) return {};
  const source = value as Record<string, unknown>;
  const brand: Brand = {};
  if (isText(source.name)) brand.name = source.name;
  if (isText(source.logoUrl) && LOGO.test(source.logoUrl)) brand.logoUrl = source.logoUrl;
  if (isText(source.primaryColor) && COLOR.test(source.primaryColor))
    brand.primaryColor = source.primaryColor;
  if (isText(source.accentColor) && COLOR.test(source.accentColor)) brand.accentColor = source.accentColor;
  if (RADII.includes(source.radius)) brand.radius = source.radius as NonNullable<Brand['radius']>;
  if (isText(source.fontFamily)) brand.fontFamily = source.fontFamily;
  return brand;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
