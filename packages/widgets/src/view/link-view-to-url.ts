import { readRange, UrlParameters, writeRange } from './url-text.ts';
import type { TimeRange, View } from './view.ts';

/** Browsers refuse when the address is written many times a second, as a chart that is dragged would. */
const RANGE_WAIT_MS = 300;

/** How {@link linkViewToUrl} keeps a view in the address. */
export interface LinkViewOptions {
  /** Where in the address: `query`, or `hash` for pages whose server must not see it. Default `query`. */
  where?: 'query' | 'hash';
  /** First part of the parameters' names. Default `nexus-`: `?nexus-range=8h&nexus-machine=…`. */
  prefix?: string;
}

/**
 * Keeps what is looked at in the address of the page, so that it can be shared, and survives a reload: the range and
 * the machine, not the cursor. What the address says when it is linked wins over what the view says. Another machine
 * is a step that "back" undoes; another range is not. Parameters of others stay as they are.
 *
 * @returns How to stop it; the address stays as it is.
 * @example
 * const stop = linkViewToUrl(provider.view);
 */
export function linkViewToUrl(view: View, options: LinkViewOptions = {}): () => void {
  const { where = 'query', prefix = 'nexus-' } = options;
  const part = where === 'hash' ? 'hash' : 'search';
  const names = { range: `${prefix}range`, machine: `${prefix}machine` };
  const parameters = (): UrlParameters => new UrlParameters(location[part].slice(1), where === 'hash');
  let written = view.value;
  let isReading = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = (isStart: boolean): void => {
    const said = parameters();
    const range = said.get(names.range);
    const machineId = said.get(names.machine) ?? (isStart ? undefined : '');
    isReading = true;
    try {
      if (range !== undefined) takeRange(view, readRange(range));
      else if (!isStart) view.set({ range: null });
      if (machineId !== undefined) view.set({ machineId });
    } finally {
      isReading = false;
      written = view.value;
    }
  };

  const write = (isStep: boolean): void => {
    clearTimeout(timer);
    timer = undefined;
    const { range, machineId } = view.value;
    written = view.value;
    const text = parameters().with({
      [names.range]: range === null ? '' : writeRange(range),
      [names.machine]: machineId,
    });
    const url = new URL(location.href);
    url[part] = text;
    if (url.href === location.href) return;
    // The state is a router's own; it would lose its way without.
    if (isStep) history.pushState(history.state, '', url);
    else history.replaceState(history.state, '', url);
  };

  const stopView = view.subscribe(({ range, machineId }) => {
    if (isReading) return;
    if (machineId !== written.machineId) write(true);
    else if (range !== written.range) timer ??= setTimeout(() => write(false), RANGE_WAIT_MS);
  });
  const handlePopState = (): void => {
    clearTimeout(timer);
    timer = undefined;
    read(false);
  };

  read(true);
  write(false);
  addEventListener('popstate', handlePopState);
  return () => {
    stopView();
    clearTimeout(timer);
    removeEventListener('popstate', handlePopState);
  };
}

/** A range that cannot be is left where it was written, and the view as it is. */
function takeRange(view: View, range: TimeRange | undefined): void {
  if (range === undefined) return;
  try {
    view.set({ range });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}
