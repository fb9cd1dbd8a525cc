import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { type ChannelSocket, channelOpener } from '../../src/data/supabase/channel-socket.ts';
import type { SocketConstructor } from '../../src/data/supabase/timed-socket.ts';

interface Sent {
  topic: string;
  event: string;
  ref: string;
  join_ref: string;
  payload: Record<string, unknown>;
}

/** A socket whose other end is the test. */
class TestSocket extends EventTarget {
  static last: TestSocket;
  readonly address: string;
  readonly sent: Sent[] = [];
  isClosed = false;

  constructor(address: string) {
    super();
    this.address = address;
    TestSocket.last = this;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Sent);
  }

  close(): void {
    this.isClosed = true;
  }

  open(): void {
    this.dispatchEvent(new Event('open'));
  }

  receive(frame: object | string): void {
    const data = typeof frame === 'string' ? frame : JSON.stringify(frame);
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  reply(ref: string | undefined, status: string, topic: string = TOPIC): void {
    this.receive({ topic, event: 'phx_reply', ref, payload: { status, response: {} } });
  }
}

const TOPIC = 'realtime:tenant:a';

describe('a channel on a socket of its own', () => {
  let log: string[] = [];
  let channel: ChannelSocket;
  let socket: TestSocket;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setInterval'] });
    log = [];
    const open = channelOpener(
      { url: 'https://plant.example', publishableKey: 'sb_key+1' },
      TestSocket as unknown as SocketConstructor,
    );
    channel = open('tenant:a', 'token-1', {
      joined: () => void log.push('joined'),
      message: (event, payload) => void log.push(`${event} ${JSON.stringify(payload)}`),
      heartbeat: (kind) => void log.push(kind),
      ended: (how) => void log.push(how),
    });
    socket = TestSocket.last;
  });
  afterEach(() => {
    channel.close();
    mock.timers.reset();
  });

  const join = (): void => {
    socket.open();
    socket.reply('1', 'ok');
  };

  it('asks for version 1.0.0 with the key, and joins privately with the token', () => {
    assert.equal(socket.address, 'wss://plant.example/realtime/v1/websocket?apikey=sb_key%2B1&vsn=1.0.0');
    assert.equal(socket.sent.length, 0);
    socket.open();
    const [frame] = socket.sent;
    assert.deepEqual(
      [frame?.topic, frame?.event, frame?.ref, frame?.join_ref],
      [TOPIC, 'phx_join', '1', '1'],
    );
    assert.equal(frame?.payload.access_token, 'token-1');
    assert.partialDeepStrictEqual(frame?.payload, { config: { private: true } });
    assert.deepEqual(log, []);
    socket.reply('1', 'ok');
    assert.deepEqual(log, ['joined']);
  });

  it('hands on broadcasts of its topic, and nothing else that arrives', () => {
    join();
    socket.receive({ topic: TOPIC, event: 'broadcast', payload: { event: 'readings', payload: { n: 1 } } });
    socket.receive({ topic: 'realtime:tenant:b', event: 'broadcast', payload: { event: 'x', payload: {} } });
    socket.receive({ topic: TOPIC, event: 'presence_state', payload: {} });
    socket.receive('no JSON');
    socket.receive('null');
    assert.deepEqual(log, ['joined', 'readings {"n":1}']);
  });

  it('ends once when it is refused, and hears nothing after', () => {
    socket.open();
    socket.reply('1', 'error');
    socket.reply('1', 'ok');
    socket.dispatchEvent(new Event('close'));
    assert.deepEqual(log, ['refused']);
    assert.ok(socket.isClosed);
  });

  it('ends when the server closes the channel, and when the socket goes', () => {
    join();
    socket.receive({ topic: TOPIC, event: 'phx_close', payload: {} });
    assert.deepEqual(log, ['joined', 'closed']);
  });

  it('tells that the socket is lost, and not when it was closed on purpose', () => {
    join();
    socket.dispatchEvent(new Event('close'));
    assert.deepEqual(log, ['joined', 'lost']);
    log = [];
    const second = channelOpener(
      { url: 'http://plant.example', publishableKey: 'k' },
      TestSocket as unknown as SocketConstructor,
    )('tenant:a', 't', {
      joined() {},
      message() {},
      heartbeat() {},
      ended: (how) => void log.push(how),
    });
    second.close();
    TestSocket.last.open();
    TestSocket.last.dispatchEvent(new Event('close'));
    assert.deepEqual([log.length, TestSocket.last.sent.length], [0, 0]);
  });

  it('beats every three seconds, and gives up after a beat without an answer', () => {
    join();
    mock.timers.tick(3_000);
    const beat = socket.sent.at(-1);
    assert.deepEqual([beat?.topic, beat?.event], ['phoenix', 'heartbeat']);
    socket.reply('0', 'ok', 'phoenix');
    socket.reply(beat?.ref, 'ok', 'phoenix');
    assert.deepEqual(log, ['joined', 'sent', 'answered'], 'the answer to another beat is none');
    mock.timers.tick(6_000);
    assert.deepEqual(log.slice(3), ['sent', 'lost']);
    mock.timers.tick(9_000);
    assert.equal(log.length, 5);
  });

  it('hands a newer token to the join that is to come, or to the channel', () => {
    channel.authorise('token-2');
    socket.open();
    assert.equal(socket.sent[0]?.payload.access_token, 'token-2');
    socket.reply('1', 'ok');
    channel.authorise('token-3');
    const frame = socket.sent.at(-1);
    assert.deepEqual([frame?.event, frame?.payload], ['access_token', { access_token: 'token-3' }]);
  });
});
