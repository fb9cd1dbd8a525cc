// What an attacker holds: a valid sign-in of one tenant, the publishable key, and plain HTTP. No library in between.
import type { ReadyBlock } from '../../../../scripts/lib/running-stack.ts';

export interface RawClient {
  tenantId: string;
  token: string;
  /** A request to the API with the person's token. */
  call(path: string, init?: RequestInit): Promise<Response>;
  /** Joins a Realtime topic and answers what the server replied, then what it heard within `listenMs`. */
  join(
    topic: string,
    options?: { isPrivate?: boolean; during?: () => Promise<unknown> },
  ): Promise<JoinOutcome>;
}

export interface JoinOutcome {
  status: 'ok' | 'error';
  heard: { event: string; payload: unknown }[];
}

type Frame = [string | null, string | null, string, string, Record<string, unknown>];

export async function rawClient(stack: ReadyBlock, email: string): Promise<RawClient> {
  const account = stack.accounts.find((candidate) => candidate.email === email);
  if (account === undefined) throw new Error(`The stack has no account ${email}.`);
  const signIn = await fetch(`${stack.api}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: account.password }),
  });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const call: RawClient['call'] = (path, init = {}) =>
    fetch(`${stack.api}${path}`, {
      ...init,
      headers: {
        apikey: stack.publishableKey,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...init.headers,
      },
    });
  const membership = (await (
    await call('/rest/v1/rpc/current_membership', { method: 'POST', body: '{}' })
  ).json()) as {
    tenant: { id: string };
  };
  return {
    token,
    tenantId: membership.tenant.id,
    call,
    join: (topic, options) => joinTopic(stack, token, topic, options),
  };
}

async function joinTopic(
  stack: ReadyBlock,
  token: string,
  topic: string,
  { isPrivate = true, during }: { isPrivate?: boolean; during?: () => Promise<unknown> } = {},
): Promise<JoinOutcome> {
  const url = `${stack.api.replace('http', 'ws')}/realtime/v1/websocket?apikey=${stack.publishableKey}&vsn=2.0.0`;
  const socket = new WebSocket(url);
  const heard: JoinOutcome['heard'] = [];
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    const replied = new Promise<JoinOutcome['status']>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        // Version 2 sends broadcasts in binary, and nothing else: one that is heard counts, whatever it says.
        if (typeof data !== 'string') {
          heard.push({ event: 'broadcast', payload: {} });
          return;
        }
        const [, ref, , event, payload] = JSON.parse(data) as Frame;
        if (event === 'phx_reply' && ref === '1') resolve(payload.status === 'ok' ? 'ok' : 'error');
        else heard.push({ event, payload });
      });
      socket.addEventListener('close', () => resolve('error'));
    });
    const config = {
      broadcast: { ack: false, self: false },
      presence: { key: '' },
      postgres_changes: [],
      private: isPrivate,
    };
    socket.send(JSON.stringify(['1', '1', `realtime:${topic}`, 'phx_join', { config, access_token: token }]));
    const status = await replied;
    await during?.();
    return { status, heard };
  } finally {
    socket.close();
  }
}
