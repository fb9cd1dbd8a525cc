import { type CSSResult, css } from 'lit';

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
  [data-probe='text'] {
    color: var(--_text);
  }
  [data-probe='text-quiet'] {
    color: var(--_text-quiet);
  }
  [data-probe='border'] {
    color: var(--_border);
  }
  [data-probe='surface'] {
    color: var(--_surface);
  }
  [data-probe='warning'] {
    color: var(--_warning-text);
  }
  [data-probe='series-1'] {
    color: var(--_series-1);
  }
  [data-probe='series-2'] {
    color: var(--_series-2);
  }
  [data-probe='series-3'] {
    color: var(--_series-3);
  }
  [data-probe='series-4'] {
    color: var(--_series-4);
  }
`;
