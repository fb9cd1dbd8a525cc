import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { LiveEvent } from '../../src/data/data-service.ts';
import { ConnectionTracker } from '../../src/data/supabase/connection-tracker.ts';
import { LiveChannel, type LiveChannelParts } from '../../src/data/supabase/live-channel.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';

type Realtime = LiveChannelParts['realtime'];

type Status = 'SUBSCRIBED' | 'CHANNEL_ERROR' | 'TIMED_OUT' | 'CLOSED';

/** The four calls of the realtime client that a channel makes, written down in order. */
class FakeRealtime {
  readonly log: string[] = [];
  status: (status: Status) => void = () => {};
  message: (message: { event: string; payload: unknown }) => void = () => {};
  #channels = 0;

  readonly client: Realtime = {
    setAuth: async (token: string) => void this.log.push(`auth ${token}`),
    disconnect: async () => void this.log.push('disconnect'),
    channel: (topic: string, { config }: { config: { private: boolean } }) => {
      this.#channels += 1;
      const id = this.#channels;
      const channel = {
        id,
        on: (_type: string, _filter: object, message: FakeRealtime['message']) => {
          this.message = message;
          return channel;
        },
        subscribe: (status: FakeRealtime['status']) => {
          this.log.push(`join ${topic}${config.private ? ' private' : ''}`);
          this.status = status;
          return channel;
        },
      };
      return channel;
    },
    removeChannel: async ({ id }: { id: number }) => void this.log.push(`remove ${id}`),
  } as unknown as Realtime;
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

describe('LiveChannel', () => {
  let realtime: FakeRealtime;
  let tracker: ConnectionTracker;
  let channel: LiveChannel;
  let events: LiveEvent[] = [];
  let token = 'token-1';
  let topics: (string | null | NexusError)[] = [];

  beforeEach(async () => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    realtime = new FakeRealtime();
    tracker = new ConnectionTracker();
    events = [];
    token = 'token-1';
    topics = [];
    channel = new LiveChannel({
      realtime: realtime.client,
      tracker,
      topic: async () => {
        const topic = topics.length > 0 ? (topics.shift() ?? null) : 'tenant:a';
        if (topic instanceof NexusError) throw topic;
        return topic;
      },
      token: async () => token,
      emit: (event) => events.push(event),
    });
    channel.start();
    await turns();
  });
  afterEach(async () => {
    void channel.stop();
    await turns();
    mock.timers.reset();
  });

  it('hands over the token before it joins, once, privately', () => {
    channel.start();
    assert.deepEqual(realtime.log, ['auth token-1', 'join tenant:a private']);
    assert.equal(tracker.value.state, 'connecting');
  });

  it('emits resync each time it joins, and events only while it is the present one', () => {
    realtime.status('SUBSCRIBED');
    realtime.message({ event: 'tenant', payload: {} });
    realtime.status('CHANNEL_ERROR');
    assert.equal(tracker.value.state, 'reconnecting');
    realtime.status('SUBSCRIBED');
    assert.equal(tracker.value.state, 'online');
    assert.deepEqual(
      events.map((event) => event.type),
      ['resync', 'tenant', 'resync'],
    );
  });

  it('reads again when a message cannot be understood, and ignores messages of a newer server', () => {
    realtime.status('SUBSCRIBED');
    realtime.message({ event: 'readings', payload: { readings: 'many' } });
    realtime.message({ event: 'alarm', payload: {} });
    assert.deepEqual(
      events.map((event) => event.type),
      ['resync', 'resync'],
    );
  });

  it('builds everything anew with a fresh token on waking up: socket first, then channel', async () => {
    realtime.status('SUBSCRIBED');
    const { status, message } = realtime;
    realtime.log.length = 0;
    token = 'token-2';
    channel.restart();
    channel.restart();
    assert.equal(tracker.value.state, 'reconnecting');
    await turns();
    assert.deepEqual(realtime.log, ['disconnect', 'remove 1', 'auth token-2', 'join tenant:a private']);
    events = [];
    status('SUBSCRIBED');
    message({ event: 'tenant', payload: {} });
    assert.deepEqual(events, [], 'the old channel is not heard any more');
  });

  it('hands a fresh token to the open channel without joining again', async () => {
    realtime.status('SUBSCRIBED');
    realtime.log.length = 0;
    token = 'token-2';
    channel.visible();
    await turns();
    assert.deepEqual(realtime.log, ['auth token-2']);
  });

  it('joins again by itself when the server closed the channel, which the library does not', async () => {
    realtime.status('SUBSCRIBED');
    realtime.log.length = 0;
    realtime.status('CLOSED');
    await turns();
    mock.timers.tick(3_000);
    await turns();
    assert.ok(realtime.log.includes('join tenant:a private'), realtime.log.join());
  });

  it('begins anew when a join is neither answered nor refused', async () => {
    realtime.log.length = 0;
    mock.timers.tick(8_000);
    await turns();
    assert.ok(realtime.log.includes('join tenant:a private'), realtime.log.join());
  });

  it('goes on trying to find out what to join while there is no network', async () => {
    topics = [1, 2, 3].map(() => new NexusError('network_unreachable', 'No network.'));
    channel.restart();
    await turns();
    realtime.log.length = 0;
    for (let turn = 0; turn < 4; turn += 1) {
      mock.timers.tick(2_500);
      await turns();
    }
    assert.ok(realtime.log.includes('join tenant:a private'), realtime.log.join());
  });

  it('joins nothing for who may hear nothing', async () => {
    topics = [null];
    realtime.log.length = 0;
    channel.restart();
    await turns();
    assert.ok(!realtime.log.some((line) => line.startsWith('join')));
    assert.equal(tracker.value.state, 'connecting');
  });

  it('says reconnecting when a heartbeat is not answered in time, and takes it back on a late answer', () => {
    realtime.status('SUBSCRIBED');
    channel.heartbeat('sent');
    mock.timers.tick(1_999);
    assert.equal(tracker.value.state, 'online');
    mock.timers.tick(1);
    assert.equal(tracker.value.state, 'reconnecting');
    channel.heartbeat('ok');
    assert.equal(tracker.value.state, 'online');
  });

  it('does not take a reply that was under way for proof against the word offline', () => {
    realtime.status('SUBSCRIBED');
    channel.heartbeat('sent');
    tracker.hintedOffline();
    channel.hintedOffline();
    channel.heartbeat('ok');
    assert.equal(tracker.value.state, 'offline');
    channel.heartbeat('sent');
    channel.heartbeat('ok');
    assert.equal(tracker.value.state, 'online');
  });

  it('leaves nothing behind when it is stopped, and starts anew for the next person', async () => {
    realtime.status('SUBSCRIBED');
    realtime.log.length = 0;
    void channel.stop();
    channel.start();
    await turns();
    assert.deepEqual(realtime.log, ['disconnect', 'remove 1', 'auth token-1', 'join tenant:a private']);
    await channel.stop();
    realtime.log.length = 0;
    mock.timers.tick(120_000);
    await turns();
    assert.deepEqual(realtime.log, []);
  });
});
