// The period that a chart is compared with: fetched by the first chart that is compared.
export { drawFormer } from '../chart/former-lines.ts';
export { formerStyles } from './former.styles.ts';
export { formerLines, reachOf } from './former-lines.ts';
export { formerSource } from './former-source.ts';
export { formerCaption, formerCell, formerText } from './former-view.ts';
