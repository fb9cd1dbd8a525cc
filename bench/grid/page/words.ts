import type { Machine, Metric } from '@nexus-mfg/sdk';
import { formatScore, healthWord } from '../../../packages/widgets/src/drawing/health.ts';
import { typeWord } from '../../../packages/widgets/src/drawing/machine-type.ts';
import { statusWord } from '../../../packages/widgets/src/drawing/status.ts';
import { formatValue, METRIC_ORDER, metricInfo } from '../../../packages/widgets/src/internal/metrics.ts';
import { Words } from '../../../packages/widgets/src/locale/words.ts';

export const words: Words = new Words('en');

/** What a machine says in a row: the texts that every adapter writes. */
export const COLUMNS: readonly { title: string; text(machine: Machine): string; isFigure: boolean }[] = [
  { title: 'Machine', text: ({ name }) => name, isFigure: false },
  { title: 'Status', text: ({ status }) => statusWord(words, status).word, isFigure: false },
  { title: 'Type', text: ({ type }) => (type === null ? '–' : typeWord(words, type)), isFigure: false },
  {
    title: 'Health',
    text: ({ healthScore }) => `${formatScore(words, healthScore)} ${healthWord(words, healthScore).word}`,
    isFigure: false,
  },
  ...METRIC_ORDER.map((metric) => ({
    title: metricInfo(words, metric).label,
    text: (machine: Machine) => metricText(machine, metric),
    isFigure: true,
  })),
  { title: 'Last reading', text: ({ latest }) => words.time(latest?.timestamp ?? ''), isFigure: true },
];

function metricText({ latest, metadata }: Machine, metric: Metric): string {
  const value = latest?.[metric];
  const info = metricInfo(words, metric, metadata, value);
  return `${formatValue(words, value, info)} ${info.unit}`;
}
