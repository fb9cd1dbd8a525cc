import { Hono } from 'hono';
import { type Claims, TokenError, verifyToken } from '../auth/access-token.ts';
import type { Keys } from '../auth/keys.ts';
import { record } from './channel.ts';
import type { Hub } from './hub.ts';

/** One message of a request. */
interface Outgoing {
  readonly topic: string;
  readonly event: string;
  readonly payload: unknown;
  readonly private: boolean;
}

/** Sending without a socket: `POST /realtime/v1/api/broadcast`, many at once or one by its address. */
export function realtimeRoutes(hub: Hub, keys: Keys): Hono {
  const app = new Hono();

  app.post('/api/broadcast', async (context) => {
    const { messages } = record(await context.req.json().catch(() => null));
    const outgoing = (Array.isArray(messages) ? messages : []).map((message): Outgoing => {
      const { topic, event, payload, private: isPrivate } = record(message);
      return { topic: String(topic ?? ''), event: String(event ?? ''), payload, private: isPrivate === true };
    });
    return send(context.req.raw, outgoing);
  });

  app.post('/api/broadcast/:topic/events/:event', async (context) => {
    const { topic, event } = context.req.param();
    const payload: unknown = await context.req.json().catch(() => null);
    return send(context.req.raw, [
      { topic, event, payload, private: context.req.query('private') === 'true' },
    ]);
  });

  return app;

  async function send(request: Request, messages: readonly Outgoing[]): Promise<Response> {
    const apiKey = request.headers.get('apikey') ?? '';
    const bearer = request.headers.get('authorization')?.replace(/^Bearer\s+/i, '');
    if (apiKey !== keys.publishableKey && apiKey !== keys.secretKey) return problem(401, 'Invalid API key');
    const claims = readClaims(bearer ?? apiKey, keys);
    if (claims === null) return problem(401, 'Invalid JWT');
    if (messages.length === 0 || messages.some((message) => !message.topic || !message.event)) {
      return problem(422, 'Every message needs a topic and an event');
    }
    for (const message of messages) {
      if (!message.private) return problem(403, 'This project only allows private channels');
      const rights = await hub.authorize(message.topic, claims);
      if (!rights.write) return problem(403, `You may not write to ${message.topic}`);
    }
    for (const { topic, event, payload } of messages)
      hub.broadcast(topic, { type: 'broadcast', event, payload });
    return new Response(null, { status: 202 });
  }
}

function readClaims(token: string, keys: Keys): Claims | null {
  try {
    return verifyToken(token, keys);
  } catch (error) {
    if (error instanceof TokenError) return null;
    throw error;
  }
}

function problem(status: number, message: string): Response {
  return Response.json({ message }, { status });
}
