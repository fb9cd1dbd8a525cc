import { type CSSResult, css, unsafeCSS } from 'lit';
import { FALLBACK_COLORS } from './fallback-tokens.ts';

/** `--_role` for each colour role: the provider's token, else the neutral palette in the page's own colour scheme. */
const colors: CSSResult = unsafeCSS(
  FALLBACK_COLORS.map(
    ([role, light, dark]) => `--_${role}: var(--nexus-color-${role}, light-dark(${light}, ${dark}));`,
  ).join('\n'),
);

/** Roles that have a system colour of their own; every other one is text. */
const SYSTEM_COLORS: Readonly<Record<string, string>> = {
  canvas: 'Canvas',
  border: 'GrayText',
  surface: 'Canvas',
  'surface-sunken': 'Canvas',
  'surface-raised': 'Canvas',
  'warning-surface': 'Canvas',
  'critical-surface': 'Canvas',
  'brand-surface': 'Canvas',
  'on-critical': 'Canvas',
  'on-brand': 'HighlightText',
  brand: 'Highlight',
  'brand-text': 'Highlight',
  focus: 'Highlight',
};
const systemColors: CSSResult = unsafeCSS(
  FALLBACK_COLORS.map(([role]) => `--_${role}: ${SYSTEM_COLORS[role] ?? 'CanvasText'};`).join('\n'),
);

/**
 * Shared by every element. The wrapper `.base` starts from `all: initial`, because what a host's stylesheet does to
 * the element itself (`* { font: …; letter-spacing: … }`) would be inherited; only custom properties, direction and
 * the colour scheme come through.
 */
export const baseStyles: CSSResult = css`
  :host {
    display: block;
    box-sizing: border-box;
  }
  :host([hidden]) {
    display: none !important;
  }
  .base {
    all: initial;
    ${colors}
    --_d: var(--nexus-density, 1);
    --_radius: var(--nexus-radius, 8px);
    --_radius-small: min(var(--_radius), 4px);
    --_font: var(--nexus-font-family, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif);
    --_s-2: calc(2px * var(--_d));
    --_s-4: calc(4px * var(--_d));
    --_s-8: calc(8px * var(--_d));
    --_s-12: calc(12px * var(--_d));
    --_s-16: calc(16px * var(--_d));
    --_s-24: calc(24px * var(--_d));
    --_t-small: max(11px, calc(12px * var(--_d)));
    --_t-body: max(12px, calc(14px * var(--_d)));
    --_t-large: calc(16px * var(--_d));
    --_t-title: calc(20px * var(--_d));
    --_t-figure: calc(28px * var(--_d));
    --_target: calc(32px * var(--_d));
    --_motion: 160ms ease-out;
    display: block;
    position: relative;
    box-sizing: border-box;
    color-scheme: inherit;
    visibility: inherit;
    color: var(--_text);
    font: 400 var(--_t-body) / 1.4 var(--_font);
    font-variant-numeric: tabular-nums;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }
  .base *,
  .base *::before,
  .base *::after {
    box-sizing: border-box;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    margin: 0;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .button {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_s-8);
    min-block-size: var(--_target);
    padding: 0 var(--_s-12);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    cursor: pointer;
    transition: background-color var(--_motion);
  }
  .button:hover {
    background: var(--_surface-sunken);
  }
  .button.primary {
    border-color: var(--_brand);
    background: var(--_brand);
    color: var(--_on-brand);
    font-weight: 600;
  }
  .button.primary:hover {
    background: color-mix(in oklab, var(--_brand) 92%, var(--_on-brand));
  }
  .button:disabled {
    cursor: default;
    opacity: 0.6;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }
  .shape {
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
    overflow: visible;
  }
  @media (pointer: coarse) {
    .base {
      --_target: max(44px, calc(32px * var(--_d)));
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .base {
      --_motion: 0ms;
    }
    .base *,
    .base *::before {
      animation: none !important;
    }
  }
  /* SVG keeps its colours in this mode; with system colours behind the roles, everything follows the person. */
  @media (forced-colors: active) {
    .base {
      ${systemColors}
    }
    .button {
      border-color: ButtonText;
    }
  }
  /* Paper is light, whatever the screen is; nothing on it scrolls, and nobody presses its buttons. */
  @media print {
    .base {
      color-scheme: light;
    }
    .button {
      display: none;
    }
  }
`;
