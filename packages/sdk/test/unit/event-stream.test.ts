import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventData } from '../../src/data/supabase/event-stream.ts';

/** A body that comes in pieces of this many bytes. */
function bodyOf(text: string, size: number): ReadableStream<Uint8Array> & { wasCancelled?: boolean } {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  const stream: ReadableStream<Uint8Array> & { wasCancelled?: boolean } = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
    cancel() {
      stream.wasCancelled = true;
    },
  });
  return stream;
}

const all = async (text: string, size: number): Promise<string[]> => {
  const found: string[] = [];
  for await (const data of eventData(bodyOf(text, size))) found.push(data);
  return found;
};

describe('the data of an event stream', () => {
  it('is the same in whatever pieces it comes', async () => {
    const text =
      'data: {"a":"ü"}\n\n: beat\n\nevent: x\ndata:two\r\ndata:  lines\r\n\r\ndata: 3\r\rdata: unfinished\n';
    for (let size = 1; size < 40; size += 1) {
      assert.deepEqual(await all(text, size), ['{"a":"ü"}', 'two\n lines', '3'], `pieces of ${size} bytes`);
    }
  });

  it('ends the connection when the reader leaves early', async () => {
    const body = bodyOf('data: 1\n\n'.repeat(100), 9);
    for await (const data of eventData(body)) {
      assert.equal(data, '1');
      break;
    }
    assert.equal(body.wasCancelled, true);
  });
});
