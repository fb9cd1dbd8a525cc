/**
 * The `data` of each event of a `text/event-stream`, as it comes, whatever the pieces are that it comes in. Comments, which
 * keep the connection alive, say nothing.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export async function* eventData(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += decoder.decode(value, { stream: !done });
      // A line may end in CR LF, of which the LF is still to come.
      const lines = rest.split(done ? /\r\n|\n|\r/ : /\r\n|\n|\r(?!$)/);
      // What no line end follows is not whole yet, and at the end never will be.
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line !== '') {
          if (line.startsWith('data:')) data.push(line.slice('data:'.length).replace(/^ /, ''));
          continue;
        }
        if (data.length > 0) yield data.join('\n');
        data = [];
      }
      if (done) return;
    }
  } finally {
    // Also where the reader of the events leaves early: the connection ends, and the server stops its work.
    await reader.cancel().catch(() => {});
  }
}
