import { checkView } from '../view/check-view.ts';
import type { TimeRange } from '../view/view.ts';

/** A range that can be, else null: a page's mistake must not take the buttons away. */
export function asRange(range: TimeRange | null | undefined): TimeRange | null {
  if (range === null || range === undefined) return null;
  try {
    checkView({ range });
    return range;
  } catch {
    return null;
  }
}

/** The quick ranges that can be, each once. */
export function usablePresets(
  presets: readonly { readonly lastMs: number }[],
): readonly { readonly lastMs: number }[] {
  const lengths = new Set(presets.map((preset) => preset?.lastMs));
  return [...lengths].filter((lastMs) => asRange({ lastMs }) !== null).map((lastMs) => ({ lastMs }));
}
