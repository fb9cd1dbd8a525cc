/** Sends a request on to @supabase/lite, under the engine's lock. */
export type Forward = (request: Request) => Promise<Response>;
