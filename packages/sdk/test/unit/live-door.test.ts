import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConnectionTracker } from '../../src/data/supabase/connection-tracker.ts';
import type { LiveChannel } from '../../src/data/supabase/live-channel.ts';
import { LiveDoor } from '../../src/data/supabase/live-door.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A channel that only notes what is asked of it. */
function channel(): LiveChannel & { asked: string[] } {
  const asked: string[] = [];
  const note = (what: string) => (): void => void asked.push(what);
  return { asked, start: note('start'), stop: async () => note('stop')(), restart: note('restart') } as never;
}

describe('the way to the live channel', () => {
  it('is tried at once when the network is back, where its code could not be loaded without', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const tracker = new ConnectionTracker();
    const live = channel();
    let isCut = true;
    let loads = 0;
    const door = new LiveDoor(tracker, async () => {
      loads += 1;
      if (isCut) throw new TypeError('Failed to fetch dynamically imported module');
      return live;
    });
    door.start();
    await settled();
    assert.equal(tracker.value.state, 'offline');
    isCut = false;
    door.restart();
    await settled();
    assert.deepEqual(live.asked, ['start']);
    context.mock.timers.tick(60_000);
    await settled();
    assert.equal(loads, 2, 'the try that was planned is not made as well');
    door.restart();
    assert.deepEqual(live.asked, ['start', 'restart']);
    await door.stop();
  });

  it('is not gone when nobody listens any more', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    let loads = 0;
    const door = new LiveDoor(new ConnectionTracker(), async () => {
      loads += 1;
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    door.start();
    await settled();
    await door.stop();
    door.restart();
    context.mock.timers.tick(60_000);
    await settled();
    assert.equal(loads, 1);
  });
});
