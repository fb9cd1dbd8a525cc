import { type CSSResult, css } from 'lit';

export const trendStyles: CSSResult = css`
  .trend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0 0.5em;
    margin: 0.25em 0 0;
  }
  .trend-text {
    unicode-bidi: isolate;
  }
  .trend-line {
    flex: none;
    inline-size: 5em;
    block-size: 1.4em;
  }
  .trend-line path {
    fill: none;
    stroke: var(--_border-strong);
    stroke-width: 1.5;
    stroke-linejoin: round;
    vector-effect: non-scaling-stroke;
  }
  @container gauge (max-inline-size: 139px) {
    .trend-text {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;
