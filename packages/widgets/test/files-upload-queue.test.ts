import type { Upload, UploadProgress } from '@nexus-mfg/sdk';
import { expect } from 'chai';
import { UploadQueue, type UploadState } from '../src/files/upload-queue.ts';
import { fileOf } from './support/files.ts';
import { until } from './support/fixture.ts';

/** An upload that goes as the test says. */
class FakeUpload implements Upload<string> {
  readonly listeners: Set<(value: UploadProgress) => void> = new Set();
  readonly progress: Upload<string>['progress'] = {
    value: { state: 'waiting', sentBytes: 0, totalBytes: 100 },
    subscribe: (listener) => {
      this.listeners.add(listener);
      return () => this.listeners.delete(listener);
    },
  };
  done: Promise<string>;
  cancelled = 0;
  retries = 0;
  finish: (stored: string) => void = () => {};
  fail: (code: string) => void = () => {};

  constructor() {
    this.done = this.#begin();
  }

  sent(sentBytes: number): void {
    for (const listener of this.listeners) listener({ state: 'uploading', sentBytes, totalBytes: 100 });
  }

  cancel(): void {
    this.cancelled += 1;
    this.fail('aborted');
  }

  retry(): Promise<string> {
    this.retries += 1;
    this.done = this.#begin();
    return this.done;
  }

  #begin(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = (code) => reject({ code });
    });
  }
}

describe('UploadQueue', () => {
  let uploads: FakeUpload[];
  let stored: string[];
  let isOffline: boolean;
  let now: number;
  let queue: UploadQueue<string>;

  beforeEach(() => {
    uploads = [];
    stored = [];
    isOffline = false;
    now = 0;
    queue = new UploadQueue<string>({
      onChange: () => {},
      onStored: (file) => stored.push(file),
      isOffline: () => isOffline,
      now: () => now,
    });
  });

  const start = (): FakeUpload => {
    const upload = new FakeUpload();
    uploads.push(upload);
    return upload;
  };
  const add = (...names: string[]): void =>
    queue.add(
      names.map((name) => ({ file: fileOf(name, 100) })),
      start,
    );
  const states = (): UploadState[] => queue.rows.map(({ state }) => state);
  const at = (index: number): FakeUpload => {
    const upload = uploads[index];
    if (!upload) throw new Error(`No upload ${index}.`);
    return upload;
  };

  it('sends two at a time and the next when one is done', async () => {
    add('a', 'b', 'c');
    expect(states()).to.deep.equal(['uploading', 'uploading', 'queued']);
    at(0).finish('a');
    await until(() => uploads.length === 3);
    expect(states()).to.deep.equal(['done', 'uploading', 'uploading']);
    expect(stored).to.deep.equal(['a']);
  });

  it('never sends what was refused', () => {
    queue.add([{ file: fileOf('x.exe'), refusal: 'type' }], start);
    expect(uploads).to.have.length(0);
    expect(states()).to.deep.equal(['refused']);
  });

  it('tells bytes and speed', () => {
    add('a');
    at(0).sent(10);
    now = 1000;
    at(0).sent(60);
    expect(queue.rows[0]).to.include({ sentBytes: 60, bytesPerSecond: 50 });
  });

  it('cancels what is on its way and gives its place to the next', async () => {
    add('a', 'b', 'c');
    queue.cancel(queue.rows[0]?.id ?? 0);
    expect(at(0).cancelled).to.equal(1);
    await until(() => uploads.length === 3);
    expect(states()).to.deep.equal(['cancelled', 'uploading', 'uploading']);
  });

  it('retries the same upload, so that it goes on where the server is', async () => {
    add('a');
    at(0).fail('server_error');
    await until(() => states()[0] === 'failed');
    queue.retry(queue.rows[0]?.id ?? 0);
    expect(at(0).retries).to.equal(1);
    at(0).finish('a');
    await until(() => states()[0] === 'done');
    expect(uploads).to.have.length(1);
  });

  it('takes no end of an earlier try for that of the present one', async () => {
    add('a');
    const first = at(0);
    const { done, fail: failFirst } = first;
    queue.cancel(queue.rows[0]?.id ?? 0);
    queue.retry(queue.rows[0]?.id ?? 0);
    failFirst('aborted');
    await done.catch(() => {});
    expect(states()).to.deep.equal(['uploading']);
  });

  it('waits for the network and goes on when it is back', async () => {
    add('a');
    isOffline = true;
    at(0).fail('network_unreachable');
    await until(() => states()[0] === 'waiting');
    add('b');
    expect(states()).to.deep.equal(['waiting', 'waiting']);
    isOffline = false;
    queue.resume();
    expect(states()).to.deep.equal(['uploading', 'uploading']);
    expect(at(0).retries).to.equal(1);
  });

  it('keeps what is on its way when ended rows are cleared', async () => {
    add('a', 'b');
    at(0).finish('a');
    await until(() => states()[0] === 'done');
    queue.dismiss();
    expect(queue.rows.map(({ name }) => name)).to.deep.equal(['b']);
  });

  it('gives everything up when another person comes, and tells nobody of what arrives later', async () => {
    add('a', 'b', 'c');
    const { done } = at(0);
    queue.clear();
    at(0).finish('a');
    await done.catch(() => {});
    expect([at(0).cancelled, at(1).cancelled]).to.deep.equal([1, 1]);
    expect(queue.rows).to.have.length(0);
    expect(stored).to.have.length(0);
  });
});
