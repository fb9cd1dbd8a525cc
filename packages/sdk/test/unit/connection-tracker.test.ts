import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { ConnectionTracker } from '../../src/data/supabase/connection-tracker.ts';

describe('ConnectionTracker', () => {
  let now = 0;
  let tracker: ConnectionTracker;
  let states: string[] = [];

  beforeEach(() => {
    now = Date.parse('2026-01-01T00:00:00Z');
    tracker = new ConnectionTracker(() => now);
    states = [];
    tracker.subscribe((connection) => states.push(connection.state));
  });

  it('goes by the last request while nobody listens live', () => {
    assert.equal(tracker.value.state, 'connecting');
    tracker.answered();
    tracker.failed();
    tracker.answered();
    assert.deepEqual(states, ['online', 'offline', 'online']);
  });

  it('is online only when the live channel is joined', () => {
    tracker.answered();
    tracker.liveWanted();
    tracker.answered();
    assert.equal(tracker.value.state, 'connecting');
    tracker.liveJoined();
    assert.equal(tracker.value.state, 'online');
  });

  it('says reconnecting after a loss, offline after a failed try, and recovers', () => {
    tracker.liveWanted();
    tracker.liveJoined();
    tracker.liveLost();
    tracker.failed();
    tracker.answered();
    tracker.liveJoined();
    assert.deepEqual(states, ['online', 'reconnecting', 'offline', 'reconnecting', 'online']);
  });

  it('does not let one failed request shake a live channel that answers', () => {
    tracker.liveWanted();
    tracker.liveJoined();
    tracker.failed();
    assert.equal(tracker.value.state, 'online');
  });

  it('says reconnecting when heartbeats stay unanswered, online when one is answered late', () => {
    tracker.liveWanted();
    tracker.liveJoined();
    tracker.silent();
    assert.equal(tracker.value.state, 'reconnecting');
    tracker.heard();
    assert.equal(tracker.value.state, 'online');
  });

  it("takes the browser's word for offline at once, and any later answer as the truth", () => {
    tracker.liveWanted();
    tracker.liveJoined();
    tracker.hintedOffline();
    assert.equal(tracker.value.state, 'offline');
    tracker.heard();
    assert.equal(tracker.value.state, 'online');
  });

  it('tells since when, and the last contact even between changes', () => {
    tracker.answered();
    const since = tracker.value.since;
    now += 5_000;
    tracker.answered();
    assert.equal(tracker.value.since, since);
    assert.equal(tracker.value.lastContactAt, '2026-01-01T00:00:05.000Z');
    assert.deepEqual(states, ['online']);
  });
});
