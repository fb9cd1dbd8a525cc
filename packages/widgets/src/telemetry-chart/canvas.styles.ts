import { type CSSResult, css, unsafeCSS } from 'lit';
import { PROBES } from '../chart/style-probe.ts';

/** Elements that tell the canvas its colours: see style-probe.ts. */
export const canvasStyles: CSSResult = css`
  .probes {
    position: absolute;
    visibility: hidden;
    pointer-events: none;
  }
  .probes i {
    forced-color-adjust: none;
    transition: color 1ms;
  }
  ${unsafeCSS(PROBES.map((role) => `[data-probe='${role}'] { color: var(--_${role}); }`).join(''))}
`;
