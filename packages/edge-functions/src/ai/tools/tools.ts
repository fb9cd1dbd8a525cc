import { documents } from './documents.ts';
import { healthParts } from './health-parts.ts';
import { latest } from './latest.ts';
import { listMachines } from './list-machines.ts';
import { qualityResults } from './quality-results.ts';
import { series } from './series.ts';
import type { Tool } from './tool.ts';

/** Everything that the model may look up. */
export const TOOLS: readonly Tool[] = [listMachines, latest, series, healthParts, documents, qualityResults];
