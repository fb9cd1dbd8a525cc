import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server was asked, and how it answers `/sso`. */
export interface AuthServerDouble {
  readonly url: string;
  readonly asked: { path: string; body: Record<string, unknown> }[];
  sso: { status: number; body: object };
  /** The code that the identity provider's way back brings; good for the challenge of the last `/sso`. */
  readonly code: string;
  close(): Promise<void>;
}

/**
 * As much of Supabase Auth as single sign-on needs, spoken as GoTrue does: the embedded stack has no SAML. `/sso` takes a
 * challenge, and the code is changed for a session only by whoever has the secret that belongs to it.
 */
export async function startAuthServer(): Promise<AuthServerDouble> {
  let challenge = '';
  const double = {
    url: '',
    asked: [] as AuthServerDouble['asked'],
    sso: { status: 200, body: { url: 'https://idp.alpenwerk.example/saml?SAMLRequest=x' } },
    code: '0b5f3c1e-6f0e-4d49-9a3b-3b0a9d7f2c11',
  };
  const answer = (path: string, body: Record<string, unknown>): { status: number; body: object } => {
    if (path === '/auth/v1/sso') {
      challenge = String(body.code_challenge);
      return double.sso;
    }
    const verifier = createHash('sha256').update(String(body.code_verifier)).digest('base64url');
    if (path !== '/auth/v1/token?grant_type=pkce' || body.auth_code !== double.code) {
      return { status: 404, body: { code: 'flow_state_not_found', message: 'invalid flow state' } };
    }
    if (verifier !== challenge) {
      return { status: 400, body: { code: 'bad_code_verifier', message: 'code challenge does not match' } };
    }
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const iat = Math.floor(Date.now() / 1_000);
    const user = { id: 'a1000000-0000-4000-8000-000000000777', email: 'sso@alpenwerk.example' };
    return {
      status: 200,
      body: {
        access_token: `${part({ alg: 'HS256' })}.${part({ sub: user.id, iat, exp: iat + 3_600 })}.x`,
        refresh_token: 'refresh',
        token_type: 'bearer',
        expires_in: 3_600,
        user: { ...user, aud: 'authenticated', app_metadata: {}, user_metadata: {} },
      },
    };
  };
  const server = createServer(async (request, response) => {
    const body = JSON.parse((await textOf(request)) || '{}') as Record<string, unknown>;
    const path = request.url ?? '';
    double.asked.push({ path, body });
    const { status, body: content } = answer(path, body);
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-supabase-api-version': '2024-01-01',
    });
    response.end(JSON.stringify(content));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(double, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
