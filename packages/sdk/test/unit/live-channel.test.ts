import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { LiveEvent } from '../../src/data/data-service.ts';
import type { ChannelListener, OpenChannel } from '../../src/data/supabase/channel-socket.ts';
import { ConnectionTracker } from '../../src/data/supabase/connection-tracker.ts';
import { LiveChannel } from '../../src/data/supabase/live-channel.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';

/** The channels that were opened, and what was done with them, in order. */
class FakeRealtime {
  readonly log: string[] = [];
  listener: ChannelListener = { joined() {}, message() {}, heartbeat() {}, ended() {} };
  #channels = 0;

  readonly connect: OpenChannel = (topic, token, listener) => {
    this.#channels += 1;
    const id = this.#channels;
    this.log.push(`join ${topic} with ${token}`);
    this.listener = listener;
    return {
      authorise: (newer) => void this.log.push(`auth ${newer}`),
      close: () => void this.log.push(`close ${id}`),
    };
  };
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
      connect: realtime.connect,
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

  it('joins once, with the token', () => {
    channel.start();
    assert.deepEqual(realtime.log, ['join tenant:a with token-1']);
    assert.equal(tracker.value.state, 'connecting');
  });

  it('emits resync each time it joins, and events only while it is the present one', async () => {
    realtime.listener.joined();
    realtime.listener.message('tenant', {});
    realtime.listener.ended('lost');
    assert.equal(tracker.value.state, 'reconnecting');
    mock.timers.tick(500);
    await turns();
    realtime.listener.joined();
    assert.equal(tracker.value.state, 'online');
    assert.deepEqual(
      events.map((event) => event.type),
      ['resync', 'tenant', 'resync'],
    );
  });

  it('reads again when a message cannot be understood, and ignores messages of a newer server', () => {
    realtime.listener.joined();
    realtime.listener.message('readings', { readings: 'many' });
    realtime.listener.message('alarm', {});
    assert.deepEqual(
      events.map((event) => event.type),
      ['resync', 'resync'],
    );
  });

  it('builds everything anew with a fresh token on waking up: a new socket', async () => {
    realtime.listener.joined();
    const old = realtime.listener;
    realtime.log.length = 0;
    token = 'token-2';
    channel.restart();
    channel.restart();
    assert.equal(tracker.value.state, 'reconnecting');
    await turns();
    assert.deepEqual(realtime.log, ['close 1', 'join tenant:a with token-2']);
    events = [];
    old.joined();
    old.message('tenant', {});
    old.ended('lost');
    assert.deepEqual(events, [], 'the old channel is not heard any more');
  });

  it('hands a fresh token to the open channel without joining again', async () => {
    realtime.listener.joined();
    realtime.log.length = 0;
    token = 'token-2';
    channel.visible();
    await turns();
    assert.deepEqual(realtime.log, ['auth token-2']);
  });

  it('joins again by itself when the server closed the channel', async () => {
    realtime.listener.joined();
    realtime.log.length = 0;
    realtime.listener.ended('closed');
    await turns();
    mock.timers.tick(3_000);
    await turns();
    assert.ok(realtime.log.includes('join tenant:a with token-1'), realtime.log.join());
  });

  it('begins anew when a join is neither answered nor refused', async () => {
    realtime.log.length = 0;
    mock.timers.tick(8_000);
    await turns();
    assert.ok(realtime.log.includes('join tenant:a with token-1'), realtime.log.join());
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
    assert.ok(realtime.log.includes('join tenant:a with token-1'), realtime.log.join());
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
    realtime.listener.joined();
    realtime.listener.heartbeat('sent');
    mock.timers.tick(1_999);
    assert.equal(tracker.value.state, 'online');
    mock.timers.tick(1);
    assert.equal(tracker.value.state, 'reconnecting');
    realtime.listener.heartbeat('answered');
    assert.equal(tracker.value.state, 'online');
  });

  it('does not take a reply that was under way for proof against the word offline', () => {
    realtime.listener.joined();
    realtime.listener.heartbeat('sent');
    tracker.hintedOffline();
    channel.hintedOffline();
    realtime.listener.heartbeat('answered');
    assert.equal(tracker.value.state, 'offline');
    realtime.listener.heartbeat('sent');
    realtime.listener.heartbeat('answered');
    assert.equal(tracker.value.state, 'online');
  });

  it('leaves nothing behind when it is stopped, and starts anew for the next person', async () => {
    realtime.listener.joined();
    realtime.log.length = 0;
    void channel.stop();
    channel.start();
    await turns();
    assert.deepEqual(realtime.log, ['close 1', 'join tenant:a with token-1']);
    await channel.stop();
    realtime.log.length = 0;
    mock.timers.tick(120_000);
    await turns();
    assert.deepEqual(realtime.log, []);
  });
});
