import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { currentPage, listenForWake, type Page } from '../../src/data/supabase/wake.ts';

/** A page whose events are told by hand. */
class FakePage implements Page {
  readonly target: EventTarget = new EventTarget();
  visibilityState: string = 'visible';
  readonly window: Page['window'] = this.#part({});
  readonly document: Page['document'] = this.#part({ page: this });

  tell(type: string, fields: object = {}): void {
    this.target.dispatchEvent(Object.assign(new Event(type), fields));
  }

  look(state: 'visible' | 'hidden'): void {
    this.visibilityState = state;
    this.tell('visibilitychange');
  }

  #part({ page }: { page?: FakePage }): Page['document'] {
    const { target } = this;
    return {
      get visibilityState() {
        return page?.visibilityState ?? '';
      },
      addEventListener: (type, listener) => target.addEventListener(type, listener as (event: Event) => void),
      removeEventListener: (type, listener) =>
        target.removeEventListener(type, listener as (event: Event) => void),
    };
  }
}

describe('listenForWake', () => {
  let page: FakePage;
  let now = 0;
  let told: string[] = [];
  let stop: () => void;

  beforeEach(() => {
    page = new FakePage();
    told = [];
    now = 0;
    stop = listenForWake(
      {
        offline: () => told.push('offline'),
        wake: () => told.push('wake'),
        visible: () => told.push('visible'),
      },
      page,
      () => now,
    );
  });

  it('passes the hints of the browser on', () => {
    page.tell('offline');
    page.tell('online');
    assert.deepEqual(told, ['offline', 'wake']);
  });

  it('trusts a page that was hidden for a moment, not one that may have slept', () => {
    page.look('hidden');
    now += 5_000;
    page.look('visible');
    page.look('hidden');
    now += 8 * 3_600_000;
    page.look('visible');
    assert.deepEqual(told, ['visible', 'wake']);
  });

  it('wakes a page that comes out of the page cache, not one that is loaded', () => {
    page.tell('pageshow', { persisted: false });
    page.tell('pageshow', { persisted: true });
    assert.deepEqual(told, ['wake']);
  });

  it('listens no more when it is told so, and never where there is no page', () => {
    stop();
    page.tell('offline');
    page.look('hidden');
    page.look('visible');
    assert.deepEqual(told, []);
    assert.equal(currentPage(), null);
    listenForWake({ offline: assert.fail, wake: assert.fail, visible: assert.fail })();
  });
});
