import type { AiStreamEvent } from '../contract/index.ts';

/** Server-sent events to one reader. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Resolves once there is room for more, so that a slow reader slows the model down instead of filling memory. */
  send(event: AiStreamEvent): Promise<void>;
  close(): void;
}

/** Events that may wait for the reader. */
const ROOM = 16;

/**
 * @param heartbeatMs how often a comment keeps the connection open while nothing is said
 * @param signal from then on nobody waits for the reader
 * @param onCancel the reader has gone
 */
export function openEventStream(heartbeatMs: number, signal: AbortSignal, onCancel: () => void): EventStream {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  let isOpen = true;
  const waiting: (() => void)[] = [];
  const goOn = (): void => {
    for (const resume of waiting.splice(0)) resume();
  };
  signal.addEventListener('abort', goOn, { once: true });
  const hasRoom = (): boolean => (controller?.desiredSize ?? 0) > 0;
  const write = (text: string): void => controller?.enqueue(encoder.encode(text));
  const heart = setInterval(() => {
    // One that does not read needs no sign of life.
    if (hasRoom()) write(': still here\n\n');
  }, heartbeatMs);
  const end = (): void => {
    isOpen = false;
    clearInterval(heart);
    goOn();
  };
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: (given) => {
        controller = given;
      },
      pull: goOn,
      cancel: () => {
        end();
        onCancel();
      },
    },
    { highWaterMark: ROOM },
  );
  return {
    body,
    send: async (event) => {
      if (!isOpen) return;
      write(`data: ${JSON.stringify(event)}\n\n`);
      if (!hasRoom() && !signal.aborted) await new Promise<void>((resume) => waiting.push(resume));
    },
    close: () => {
      if (!isOpen) return;
      end();
      controller?.close();
    },
  };
}
