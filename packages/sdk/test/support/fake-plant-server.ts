import type { WireConnection, WireServer } from './fake-wire.ts';

/** Who can sign in, and the tenant that everybody here is in. */
export const WALL = { userId: 'b7000000-0000-4000-8000-000000000001', email: 'wall@plant.example' };
const TENANT_ID = 'b7000000-0000-4000-8000-0000000000aa';
const TOPIC = `realtime:tenant:${TENANT_ID}`;

/** Life of an access token, s. */
export const TOKEN_LIFE_S = 3_600;

/** A machine as the server has it. */
export interface TrueMachine {
  id: string;
  name: string;
  /** What it was called before, and until when (epoch ms). */
  former: { name: string; until: number } | null;
  /** Newest last, the last few. */
  readings: { timestamp: string; vibration: number }[];
  isSilent: boolean;
}

interface Joined {
  connection: WireConnection;
  joinRef: string;
  expiresAt: number;
}

/**
 * The server's side of the protocol, in memory and by its own clock: PostgREST's two functions that a live list needs,
 * Auth's tokens, and Realtime's channel of the tenant, which ends with its token.
 */
export class FakePlantServer implements WireServer {
  readonly machines: TrueMachine[];
  readonly #now: () => number;
  readonly #joined: Map<WireConnection, Joined> = new Map();
  readonly #refreshTokens: Map<string, { isSpent: boolean; child: string | null }> = new Map();
  isDown = false;
  /** Tokens that were made before this are not taken, whatever they say themselves. Epoch ms. */
  takesFrom = 0;
  /** Every token that a channel was joined with, in order, with whether it was good. */
  readonly joins: { token: string; wasGood: boolean }[] = [];
  /** Requests by path. */
  readonly requests: string[] = [];
  #minted = 0;

  /** @param now epoch ms of the truth */
  constructor(now: () => number, machineCount: number) {
    this.#now = now;
    this.machines = Array.from({ length: machineCount }, (_, index) => ({
      id: `b7000000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
      name: `Press ${index + 1}`,
      former: null,
      readings: [],
      isSilent: false,
    }));
  }

  /** Connections that are in the tenant's channel. */
  get listeners(): number {
    return this.#joined.size;
  }

  /** A token as the project's own issuer makes it. */
  mint(lifeS: number = TOKEN_LIFE_S, who: { userId: string; email: string } = WALL): string {
    const iat = Math.floor(this.#now() / 1_000);
    this.#minted += 1;
    const claims = { sub: who.userId, email: who.email, iat, exp: iat + lifeS, jti: this.#minted };
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
  }

  /** Ends every session: no refresh token is good any more. */
  revokeSessions(): void {
    this.#refreshTokens.clear();
  }

  /** All machines that are not silent send; everybody who listens hears of it. */
  measure(vibration: () => number): void {
    const timestamp = new Date(this.#now()).toISOString();
    const sending = this.machines.filter((machine) => !machine.isSilent);
    for (const machine of sending) {
      machine.readings.push({ timestamp, vibration: vibration() });
      machine.readings.splice(0, machine.readings.length - 10);
    }
    this.#broadcast('readings', {
      readings: sending.map(({ id, readings }) => ({ machine_id: id, ...readings.at(-1) })),
    });
  }

  rename(machine: TrueMachine, name: string): void {
    machine.former = { name: machine.name, until: this.#now() };
    machine.name = name;
    this.#broadcast('machines', { change: 'update', machines: [this.#row(machine)] });
  }

  /** To be called often: channels whose token has ended are closed. */
  closeExpired(): void {
    for (const joined of [...this.#joined.values()]) {
      if (joined.expiresAt > this.#now()) continue;
      this.#joined.delete(joined.connection);
      const { connection, joinRef } = joined;
      const why = { status: 'error', extension: 'system', channel: TOPIC, message: 'Token has expired' };
      connection.send(frame(joinRef, null, TOPIC, 'system', why));
      connection.send(frame(joinRef, joinRef, TOPIC, 'phx_close', {}));
    }
  }

  respond({ url, headers, body }: Parameters<WireServer['respond']>[0]): Response {
    this.requests.push(url.pathname + url.search);
    if (url.pathname === '/auth/v1/token') return this.#authenticate(url, body as Record<string, string>);
    if (url.pathname.startsWith('/auth/v1/')) return new Response(null, { status: 204 });
    if (!this.#isGood((headers.get('authorization') ?? '').replace('Bearer ', ''))) {
      return Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 });
    }
    switch (url.pathname) {
      case '/rest/v1/rpc/current_membership':
        return Response.json({
          user_id: WALL.userId,
          email: WALL.email,
          role: 'maintenance',
          permissions: ['machines.read', 'telemetry.read'],
          tenant: { id: TENANT_ID, name: 'Plant', slug: 'plant', plan_tier: 'Basic', status: 'Active' },
        });
      case '/rest/v1/rpc/fleet_overview':
        return Response.json(this.machines.map((machine) => this.#row(machine)));
      default:
        return Response.json({ message: `no such path ${url.pathname}` }, { status: 404 });
    }
  }

  connected(connection: WireConnection): { received(text: string): void; closed(): void } {
    return {
      received: (text) => this.#receive(connection, JSON.parse(text) as WireFrame),
      closed: () => void this.#joined.delete(connection),
    };
  }

  #receive(connection: WireConnection, received: WireFrame): void {
    const { join_ref: joinRef, ref, topic, event, payload } = received;
    const reply = (status: string, response: object): void =>
      connection.send(frame(joinRef, ref, topic, 'phx_reply', { status, response }));
    const token = payload.access_token ?? '';
    if (event === 'phx_join') {
      const wasGood = this.#isGood(token);
      this.joins.push({ token, wasGood });
      if (!wasGood) {
        reply('error', { reason: 'InvalidJWTToken: Token has expired' });
        return;
      }
      this.#joined.set(connection, { connection, joinRef: joinRef ?? ref, expiresAt: timesOf(token).exp });
      reply('ok', { postgres_changes: [] });
    } else if (event === 'access_token') {
      const joined = this.#joined.get(connection);
      if (joined) joined.expiresAt = timesOf(token).exp;
    } else if (event === 'phx_leave') {
      this.#joined.delete(connection);
      reply('ok', {});
    } else {
      reply('ok', {});
    }
  }

  #broadcast(event: string, payload: object): void {
    for (const { connection } of this.#joined.values()) {
      connection.send(frame(null, null, TOPIC, 'broadcast', { type: 'broadcast', event, payload }));
    }
  }

  #authenticate(url: URL, body: Record<string, string>): Response {
    if (url.searchParams.get('grant_type') === 'password') return Response.json(this.#session(null));
    const given = this.#refreshTokens.get(body.refresh_token ?? '');
    // The token before the present one is taken too: its answer may have been lost.
    const isParent = given?.child ? this.#refreshTokens.get(given.child)?.isSpent === false : false;
    if (!given || (given.isSpent && !isParent)) {
      return Response.json(
        { code: 'refresh_token_not_found', message: 'Invalid Refresh Token: Refresh Token Not Found' },
        { status: 400 },
      );
    }
    given.isSpent = true;
    return Response.json(this.#session(given));
  }

  #session(parent: { child: string | null } | null): object {
    const refreshToken = `refresh-${this.#refreshTokens.size + 1}`;
    if (parent) parent.child = refreshToken;
    this.#refreshTokens.set(refreshToken, { isSpent: false, child: null });
    return {
      access_token: this.mint(),
      refresh_token: refreshToken,
      token_type: 'bearer',
      expires_in: TOKEN_LIFE_S,
      expires_at: Math.floor(this.#now() / 1_000) + TOKEN_LIFE_S,
      user: { id: WALL.userId, email: WALL.email, aud: 'authenticated', app_metadata: {}, user_metadata: {} },
    };
  }

  #row(machine: TrueMachine): object {
    const latest = machine.readings.at(-1) ?? null;
    return {
      id: machine.id,
      name: machine.name,
      status: 'running',
      metadata: {},
      updated_at: new Date(this.#now()).toISOString(),
      latest,
      ...(latest ? { age_ms: this.#now() - Date.parse(latest.timestamp) } : {}),
    };
  }

  #isGood(token: string): boolean {
    const { exp, iat } = timesOf(token);
    return exp > this.#now() && iat >= this.takesFrom;
  }
}

function timesOf(token: string): { iat: number; exp: number } {
  try {
    const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    const { iat, exp } = JSON.parse(claims) as { iat: number; exp: number };
    return { iat: iat * 1_000, exp: exp * 1_000 };
  } catch {
    return { iat: 0, exp: 0 };
  }
}

/** A message of Realtime's protocol 1.0.0. */
interface WireFrame {
  join_ref: string | null;
  ref: string;
  topic: string;
  event: string;
  payload: { access_token?: string };
}

function frame(
  joinRef: string | null,
  ref: string | null,
  topic: string,
  event: string,
  payload: object,
): string {
  return JSON.stringify({ join_ref: joinRef, ref, topic, event, payload });
}
