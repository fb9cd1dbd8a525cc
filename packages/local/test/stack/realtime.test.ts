import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SupabaseClient } from '@supabase/supabase-js';
import { WebSocket } from 'ws';
import type { Stack } from '../../src/index.ts';
import { listenTo } from '../support/listener.ts';
import { ALPENWERK, clientOf, RIO_BRAVO, signIn, startTestStack, until } from '../support/test-stack.ts';

describe('Realtime, with the real client', () => {
  let stack: Stack;
  const clients: SupabaseClient[] = [];
  const member = async (email: string, options = {}): Promise<SupabaseClient> => {
    const client = await signIn(stack, email, options);
    clients.push(client);
    return client;
  };
  const send = (topic: string, event: string, payload: object): Promise<unknown> =>
    stack.db.query('select realtime.send($1::jsonb, $2, $3, true)', [payload, event, topic]);

  before(async () => {
    stack = await startTestStack();
  });
  after(async () => {
    for (const client of clients) await client.removeAllChannels();
    await stack.stop();
  });

  test('refuses whoever is not signed in', async () => {
    const stranger = clientOf(stack);
    clients.push(stranger);
    const listener = listenTo(stranger, `tenant:${ALPENWERK}`);
    assert.match(await listener.state('CHANNEL_ERROR'), /Unauthorized/);
    await stranger.removeAllChannels();
  });

  test('refuses a public channel, also to a member', async () => {
    const client = await member('admin@alpenwerk.example');
    const listener = listenTo(client, `tenant:${ALPENWERK}`, { private: false });
    assert.match(await listener.state('CHANNEL_ERROR'), /PrivateOnly/);
    await client.removeAllChannels();
  });

  test("refuses the other tenant's topic", async () => {
    const client = await member('admin@alpenwerk.example');
    const listener = listenTo(client, `tenant:${RIO_BRAVO}`);
    assert.match(await listener.state('CHANNEL_ERROR'), /Unauthorized/);
    await client.removeAllChannels();
  });

  for (const vsn of ['1.0.0', '2.0.0']) {
    test(`brings what the database sends (protocol ${vsn})`, async () => {
      const client = await member('admin@alpenwerk.example', { vsn });
      const listener = listenTo(client, `tenant:${ALPENWERK}`);
      await listener.state('SUBSCRIBED');
      const name = 'Fräse № 7 ✓';
      await send(`tenant:${ALPENWERK}`, 'machine', { name });
      assert.equal((await listener.message('machine')).name, name);
      await client.removeAllChannels();
    });
  }

  test('brings a recorded reading to members, in the order of the commits, and large ones whole', async () => {
    const client = await member('maintenance@alpenwerk.example');
    const listener = listenTo(client, `tenant:${ALPENWERK}`);
    await listener.state('SUBSCRIBED');
    const { data: machines } = await client.from('machines').select('id').limit(1);
    const reading = { machine_id: machines?.[0]?.id, timestamp: new Date().toISOString(), vibration: 2.5 };
    const { error } = await client.rpc('record_readings', { readings: [reading] });
    assert.equal(error, null);
    const { readings } = (await listener.message('readings')) as { readings: { vibration: number }[] };
    assert.equal(readings[0]?.vibration, 2.5);

    const long = 'x'.repeat(100_000);
    for (let number = 0; number < 50; number += 1) {
      await send(`tenant:${ALPENWERK}`, 'counted', { number, ...(number === 0 && { long }) });
    }
    await listener.message('counted', 49);
    const counted = listener.heard.filter(({ event }) => event === 'counted');
    assert.deepEqual(
      counted.map(({ payload }) => payload.number),
      Array.from({ length: 50 }, (_, number) => number),
    );
    assert.equal(counted[0]?.payload.long, long);
    await client.removeAllChannels();
  });

  test('two tenants never hear each other', async () => {
    const ours = listenTo(await member('ceo@alpenwerk.example'), `tenant:${ALPENWERK}`);
    const theirs = listenTo(await member('ceo@rio-bravo.example'), `tenant:${RIO_BRAVO}`);
    await Promise.all([ours.state('SUBSCRIBED'), theirs.state('SUBSCRIBED')]);
    for (let round = 0; round < 20; round += 1) {
      await send(`tenant:${ALPENWERK}`, 'news', { of: 'alpenwerk' });
      await send(`tenant:${RIO_BRAVO}`, 'news', { of: 'rio-bravo' });
    }
    await Promise.all([ours.message('news', 19), theirs.message('news', 19)]);
    assert.deepEqual(new Set(ours.heard.map(({ payload }) => payload.of)), new Set(['alpenwerk']));
    assert.deepEqual(new Set(theirs.heard.map(({ payload }) => payload.of)), new Set(['rio-bravo']));
  });

  test('a member cannot forge a message: not over the socket, not over HTTP', async () => {
    const victim = listenTo(await member('ceo@alpenwerk.example'), `tenant:${ALPENWERK}`);
    await victim.state('SUBSCRIBED');
    const forger = await member('admin@alpenwerk.example');
    const { channel, state } = listenTo(forger, `tenant:${ALPENWERK}`, { broadcast: { ack: true } });
    await state('SUBSCRIBED');
    assert.equal(await channel.send({ type: 'broadcast', event: 'forged', payload: {} }), 'error');
    await assert.rejects(channel.httpSend('forged', {}), /may not write/);
    await send(`tenant:${ALPENWERK}`, 'real', {});
    await victim.message('real');
    assert.equal(
      victim.heard.some(({ event }) => event === 'forged'),
      false,
    );
  });

  test('comes back by itself after the server dropped it', async () => {
    const client = await member('admin@alpenwerk.example');
    const listener = listenTo(client, `tenant:${ALPENWERK}`);
    await listener.state('SUBSCRIBED');
    stack.dropRealtimeClients();
    await listener.state('SUBSCRIBED', 1);
    await send(`tenant:${ALPENWERK}`, 'again', { yes: true });
    assert.equal((await listener.message('again')).yes, true);
    await client.removeAllChannels();
  });

  test('a refreshed token keeps the channel; a removed member is out with it', async () => {
    const client = await member('sales@rio-bravo.example');
    // Sales sees machines, not telemetry.
    const listener = listenTo(client, `tenant:${RIO_BRAVO}:machines`);
    await listener.state('SUBSCRIBED');
    // Two tokens of one second would be the same text, and the client would not send it.
    await new Promise((done) => setTimeout(done, 1000 - (Date.now() % 1000)));
    const refreshed = await client.auth.refreshSession();
    assert.equal(refreshed.error, null);
    const token = refreshed.data.session?.access_token ?? '';
    await client.realtime.setAuth(token);
    await send(`tenant:${RIO_BRAVO}:machines`, 'still', { here: true });
    assert.equal((await listener.message('still')).here, true);

    const { data } = await client.auth.getUser();
    await stack.db.query('delete from public.user_profiles where id = $1', [data.user?.id]);
    const { error } = await client.auth.refreshSession();
    assert.equal(error?.code, 'refresh_token_not_found', 'his session has ended with the membership');
    await client.removeAllChannels();
    // The token that he still has is good for a while, and opens nothing.
    await client.realtime.setAuth(token);
    const again = listenTo(client, `tenant:${RIO_BRAVO}:machines`);
    assert.match(await again.state('CHANNEL_ERROR'), /Unauthorized/);
  });

  test('a demoted member loses the topic with the next token', async () => {
    const client = await member('maintenance@rio-bravo.example');
    const listener = listenTo(client, `tenant:${RIO_BRAVO}`);
    await listener.state('SUBSCRIBED');
    const { data } = await client.auth.getUser();
    await stack.db.query(`update public.user_profiles set role = 'sales' where id = $1`, [data.user?.id]);
    await new Promise((done) => setTimeout(done, 1000 - (Date.now() % 1000)));
    const refreshed = await client.auth.refreshSession();
    await client.realtime.setAuth(refreshed.data.session?.access_token ?? '');
    await listener.state('CLOSED');
  });

  test('broadcast and presence work between clients where policies allow them', async () => {
    await stack.db.exec(`
      create policy room_read on realtime.messages for select to authenticated using (topic = 'room');
      create policy room_write on realtime.messages for insert to authenticated with check (topic = 'room');`);
    const ours = await member('admin@alpenwerk.example');
    const theirs = await member('admin@rio-bravo.example');
    const listener = listenTo(theirs, 'room');
    await listener.state('SUBSCRIBED');
    const present: string[] = [];
    const channel = ours.channel('room', {
      config: { private: true, broadcast: { ack: true }, presence: { key: 'anna' } },
    });
    channel.on('presence', { event: 'sync' }, () => present.push(...Object.keys(channel.presenceState())));
    await new Promise<void>((done) => channel.subscribe((state) => state === 'SUBSCRIBED' && done()));
    assert.equal(await channel.send({ type: 'broadcast', event: 'hello', payload: { from: 'Anna' } }), 'ok');
    assert.equal((await listener.message('hello')).from, 'Anna');
    assert.equal(await channel.track({ at: 'press 3' }), 'ok');
    await until(() => (present.includes('anna') ? true : undefined));
  });

  test('a socket without a key is refused, and one that speaks no Phoenix is closed', async () => {
    const url = `${stack.url.replace('http', 'ws')}/realtime/v1/websocket`;
    const refused = await new Promise((done) =>
      new WebSocket(url).on('error', (error) => done(error.message)),
    );
    assert.match(String(refused), /401/);
    const close = async (send: (socket: WebSocket) => void): Promise<number> =>
      new Promise((done) => {
        const socket = new WebSocket(`${url}?apikey=${stack.publishableKey}&vsn=2.0.0`);
        socket.on('open', () => send(socket));
        socket.on('close', done);
        socket.on('error', () => undefined);
      });
    assert.equal(await close((socket) => socket.send('hello')), 1003);
    assert.equal(await close((socket) => socket.send('x'.repeat(2 * 1024 * 1024))), 1009);
  });
});
