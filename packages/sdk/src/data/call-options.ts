/** Every call can be given up. */
export interface CallOptions {
  /** Gives the call up: it ends with the code `aborted`. */
  signal?: AbortSignal;
}

/** Calls that must not be sent as anybody else: the session may change between asking and sending. */
export interface OwnedCallOptions extends CallOptions {
  /** Account to send as. @throws NexusError `session_changed` when another one is signed in by then */
  asUserId?: string;
}
