import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QueryClient } from '@tanstack/query-core';
import { createNexus } from '../../src/create-nexus.ts';
import type { UploadOptions } from '../../src/data/services/file-service.ts';
import { startUpload } from '../../src/resources/upload.ts';
import { SimulatedDataService } from '../../src/simulated.ts';
import type { UploadProgress } from '../../src/types/index.ts';
import { rejectsWith } from '../support/waiting.ts';

const TOTAL = 100;

/** Attempts whose ends the test decides. */
class Attempts {
  readonly all: (UploadOptions & PromiseWithResolvers<string>)[] = [];

  readonly run = (options: UploadOptions): Promise<string> => {
    const attempt = Promise.withResolvers<string>();
    this.all.push({ ...options, ...attempt });
    return attempt.promise;
  };
}

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('an upload that is cancelled after its last byte', () => {
  it('leaves nothing on the server, although the file was stored already', async () => {
    const data = new SimulatedDataService({ seed: 1, signedInAs: 'admin@alpenwerk.example' });
    const queryClient = new QueryClient();
    const nexus = createNexus({ data, queryClient });
    const before = (await nexus.documents.list()).items.length;
    const upload = nexus.documents.upload(new File(['x'], 'late.txt', { type: 'text/plain' }));
    // The lists are told of the new file before the caller is.
    queryClient.invalidateQueries = async () => upload.cancel();
    await rejectsWith(upload.done, 'aborted');
    assert.equal(upload.progress.value.state, 'cancelled');
    assert.equal((await nexus.documents.list()).items.length, before);
    await nexus.close();
  });

  it('has succeeded where only the lists cannot be read afterwards', async () => {
    const data = new SimulatedDataService({ seed: 1, signedInAs: 'admin@alpenwerk.example' });
    const queryClient = new QueryClient();
    const nexus = createNexus({ data, queryClient });
    await nexus.documents.list();
    queryClient.invalidateQueries = () => Promise.reject(new TypeError('Failed to fetch'));
    const upload = nexus.documents.upload(new File(['x'], 'kept.txt', { type: 'text/plain' }));
    assert.equal((await upload.done).name, 'kept.txt');
    await nexus.close();
  });
});

describe('an upload', () => {
  it('begins at once and tells how far it is', async () => {
    const attempts = new Attempts();
    const upload = startUpload(attempts.run, TOTAL);
    const heard: UploadProgress[] = [];
    upload.progress.subscribe((progress) => heard.push(progress));
    assert.deepEqual(upload.progress.value, { state: 'waiting', sentBytes: 0, totalBytes: TOTAL });
    await later();
    attempts.all[0]?.onProgress?.(40);
    attempts.all[0]?.resolve('stored');
    assert.equal(await upload.done, 'stored');
    assert.deepEqual(heard, [
      { state: 'uploading', sentBytes: 40, totalBytes: TOTAL },
      { state: 'done', sentBytes: TOTAL, totalBytes: TOTAL },
    ]);
    assert.equal(await upload.retry(), 'stored', 'there is nothing to try again');
    assert.equal(attempts.all.length, 1);
  });

  it("is cancelled by its caller's signal, and not begun again by one that was given up", async () => {
    const attempts = new Attempts();
    const caller = new AbortController();
    const upload = startUpload(attempts.run, TOTAL, caller.signal);
    await later();
    caller.abort(new DOMException('Took too long.', 'TimeoutError'));
    const [first] = attempts.all;
    assert.equal(first?.signal?.reason.name, 'TimeoutError', 'what was cut off by time can go on later');
    assert.equal(upload.progress.value.state, 'cancelled');
    first?.reject(new Error('given up'));
    await assert.rejects(upload.done, /given up/);
    const again = upload.retry();
    await later();
    assert.equal(attempts.all[1]?.signal?.aborted, true);
    attempts.all[1]?.reject(new Error('given up'));
    await assert.rejects(again, /given up/);
    assert.equal(upload.progress.value.state, 'cancelled');
  });

  it('may fail without anybody awaiting it', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const attempts = new Attempts();
    const upload = startUpload(attempts.run, TOTAL);
    await later();
    attempts.all[0]?.reject(new Error('cut off'));
    await later();
    await later();
    process.off('unhandledRejection', note);
    assert.equal(upload.progress.value.state, 'failed');
    assert.deepEqual(unhandled, []);
    await assert.rejects(upload.done, /cut off/);
  });

  it('goes on after a failure with a promise of its own', async () => {
    const attempts = new Attempts();
    const upload = startUpload(attempts.run, TOTAL);
    const first = upload.done;
    await later();
    attempts.all[0]?.onProgress?.(60);
    attempts.all[0]?.reject(new Error('cut off'));
    await assert.rejects(first, /cut off/);
    assert.deepEqual(upload.progress.value, { state: 'failed', sentBytes: 60, totalBytes: TOTAL });

    const second = upload.retry();
    assert.equal(second, upload.done);
    assert.notEqual(second, first);
    assert.equal(upload.retry(), second, 'it is on its way already');
    assert.equal(upload.progress.value.state, 'waiting');
    await later();
    assert.equal(attempts.all.length, 2);
    attempts.all[1]?.onProgress?.(60);
    assert.equal(upload.progress.value.state, 'uploading');
    attempts.all[1]?.resolve('stored');
    assert.equal(await second, 'stored');
    await assert.rejects(first, /cut off/, 'what has failed stays failed');
  });

  it('is cancelled at once, also before it has begun, and tells nothing of what still comes', async () => {
    const attempts = new Attempts();
    const upload = startUpload(attempts.run, TOTAL);
    upload.cancel();
    assert.equal(upload.progress.value.state, 'cancelled');
    await later();
    const [attempt] = attempts.all;
    assert.equal(attempt?.signal?.aborted, true);
    attempt?.onProgress?.(80);
    assert.deepEqual(upload.progress.value, { state: 'cancelled', sentBytes: 0, totalBytes: TOTAL });
    attempt?.reject(new Error('given up'));
    await assert.rejects(upload.done, /given up/);
    assert.equal(upload.progress.value.state, 'cancelled');
  });

  it('begins anew after it was cancelled, when the server is rid of the first', async () => {
    const attempts = new Attempts();
    const upload = startUpload(attempts.run, TOTAL);
    await later();
    upload.cancel();
    const again = upload.retry();
    await later();
    assert.equal(attempts.all.length, 1);
    attempts.all[0]?.reject(new Error('given up'));
    await later();
    assert.equal(attempts.all.length, 2);
    assert.equal(attempts.all[1]?.signal?.aborted, false);
    attempts.all[1]?.resolve('stored');
    assert.equal(await again, 'stored');
  });

  it('that is over cannot be cancelled', async () => {
    const attempts = new Attempts();
    const upload = startUpload(attempts.run, TOTAL);
    await later();
    attempts.all[0]?.resolve('stored');
    await upload.done;
    upload.cancel();
    assert.equal(upload.progress.value.state, 'done');
    assert.equal(attempts.all[0]?.signal?.aborted, false);
  });

  it('whose end came before it could be cancelled is done', async () => {
    const attempts = new Attempts();
    const upload = startUpload(attempts.run, TOTAL);
    await later();
    upload.cancel();
    attempts.all[0]?.resolve('stored');
    assert.equal(await upload.done, 'stored');
    assert.equal(upload.progress.value.state, 'done');
  });
});
