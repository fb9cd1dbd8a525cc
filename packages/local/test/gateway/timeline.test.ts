import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTimeline, formatTime, LIVE_MS } from '../../src/gateway/replay/timeline.ts';

const NOW = Date.UTC(2026, 4, 12, 9);
const OLD = Date.UTC(2000, 0, 1);

describe('createTimeline', () => {
  it('makes the newest row now and keeps distances when everything is recorded at once', () => {
    const place = createTimeline({ oldest: OLD, newest: OLD + 5000 }, NOW, 0);
    assert.deepEqual(place(OLD + 5000), { stamp: NOW, isLive: false });
    assert.deepEqual(place(OLD + 4900), { stamp: NOW - 100, isLive: false });
    assert.deepEqual(place(OLD), { stamp: NOW - 5000, isLive: false });
  });

  it('plays the second half of a short recording, faster by speed, and keeps the first as history', () => {
    const place = createTimeline({ oldest: OLD, newest: OLD + 20_000 }, NOW, 10);
    assert.deepEqual(place(OLD), { stamp: NOW - 10_000, isLive: false });
    assert.deepEqual(place(OLD + 10_000), { stamp: NOW, isLive: false });
    assert.deepEqual(place(OLD + 11_000), { stamp: NOW + 100, isLive: true });
    assert.deepEqual(place(OLD + 20_000), { stamp: NOW + 1000, isLive: true });
  });

  it('plays no longer than the limit of a long recording', () => {
    const days = 86_400_000 * 30;
    const place = createTimeline({ oldest: OLD, newest: OLD + days }, NOW, 60);
    assert.deepEqual(place(OLD + days), { stamp: NOW + LIVE_MS, isLive: true });
    assert.deepEqual(place(OLD + days - 60 * LIVE_MS), { stamp: NOW, isLive: false });
  });

  it('places a machine with a single row now', () => {
    assert.deepEqual(createTimeline({ oldest: OLD, newest: OLD }, NOW, 5)(OLD), {
      stamp: NOW,
      isLive: false,
    });
  });
});

describe('formatTime', () => {
  it('writes milliseconds, and microseconds where there are some', () => {
    assert.equal(formatTime(NOW + 100), '2026-05-12T09:00:00.100Z');
    assert.equal(formatTime(NOW + 0.25), '2026-05-12T09:00:00.000250Z');
    assert.equal(formatTime(NOW + 0.9999), '2026-05-12T09:00:00.001Z');
  });
});
