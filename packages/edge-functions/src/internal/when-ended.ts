/** How a body came to its end: read to the end, left by the reader, or broken off by the writer. */
export type BodyEnd = 'whole' | 'cancelled' | 'broken';

/** Calls back once when the response's body has come to its end; at once where there is none. */
export function whenEnded(response: Response, ended: (how: BodyEnd) => void): Response {
  const { body } = response;
  if (body === null) {
    ended('whole');
    return response;
  }
  const reader = body.getReader();
  const watched = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          controller.enqueue(value);
          return;
        }
        controller.close();
        ended('whole');
      } catch (error) {
        controller.error(error);
        ended('broken');
      }
    },
    async cancel(reason) {
      ended('cancelled');
      await reader.cancel(reason);
    },
  });
  return new Response(watched, response);
}
