/** What one client may take. Hosted Realtime has the same kinds of bounds. */
export const LIMITS = {
  /** One frame, either way. */
  messageBytes: 1_048_576,
  /** What may wait for a client that reads slowly. */
  bufferedBytes: 4_194_304,
  /** Channels of one socket. */
  channels: 100,
  /** Frames of one socket that wait to be handled. */
  queuedFrames: 500,
  topicLength: 240,
  /** Between two pings; a socket that did not answer the last one is closed. */
  heartbeatMs: 25_000,
} as const;
