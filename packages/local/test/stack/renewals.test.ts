import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientOf, PASSWORD, startTestStack } from '../support/test-stack.ts';

test('tabs that renew their common session in the same moment all stay signed in', async () => {
  const stack = await startTestStack();
  try {
    const { data } = await clientOf(stack).auth.signInWithPassword({
      email: 'admin@alpenwerk.example',
      password: PASSWORD,
    });
    let token = data.session?.refresh_token ?? assert.fail('not signed in');
    const renew = async (): Promise<{ refresh_token: string }> => {
      const response = await fetch(`${stack.url}/auth/v1/token?grant_type=refresh_token`, {
        method: 'POST',
        headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
        body: JSON.stringify({ refresh_token: token }),
      });
      assert.equal(response.status, 200, await response.clone().text());
      return (await response.json()) as { refresh_token: string };
    };
    for (let round = 0; round < 12; round += 1) {
      const sessions = await Promise.all([renew(), renew(), renew()]);
      const tokens = new Set(sessions.map(({ refresh_token }) => refresh_token));
      assert.equal(tokens.size, 1, 'one successor, which all of them got');
      assert.ok(!tokens.has(token), 'and it is a new one');
      token = sessions[0]?.refresh_token ?? '';
    }
  } finally {
    await stack.stop();
  }
});
