import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { test } from 'node:test';
import { listenTo } from '../support/listener.ts';
import { ALPENWERK, copySupabase, signIn, startTestStack } from '../support/test-stack.ts';

test('a channel ends with its access token, and says so', async () => {
  const supabaseDir = await copySupabase((config) => config.replace(/jwt_expiry = \d+/, 'jwt_expiry = 2'));
  const stack = await startTestStack({ supabaseDir });
  try {
    const client = await signIn(stack, 'admin@alpenwerk.example');
    const said: string[] = [];
    const listener = listenTo(client, `tenant:${ALPENWERK}`);
    listener.channel.on('system', {}, (payload: { message: string }) => said.push(payload.message));
    await listener.state('SUBSCRIBED');
    await listener.state('CLOSED');
    assert.deepEqual(said, ['Token has expired']);
    const again = listenTo(client, `tenant:${ALPENWERK}`);
    assert.match(await again.state('CHANNEL_ERROR'), /expired/);
    await client.removeAllChannels();
  } finally {
    await stack.stop();
    await rm(supabaseDir, { recursive: true });
  }
});
