import { type CSSResult, css } from 'lit';
import { partsStyles } from './parts.styles.ts';
import { trendStyles } from './trend.styles.ts';

export { healthParts } from './parts.ts';
export { trendView } from './trend-view.ts';

/** Of what explains a score: its parts and its recent past. */
export const styles: CSSResult = css`${partsStyles}${trendStyles}`;
