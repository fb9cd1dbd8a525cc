import { NexusError } from '../../../../errors/nexus-error.ts';
import type { UploadSource } from '../../../../types/index.ts';
import { abortError } from '../../../../util/abort.ts';
import { mimeTypeOf } from '../../../check-file.ts';
import type { UploadOptions } from '../../../services/file-service.ts';
import type { Answer } from '../../requests.ts';
import type { ServiceParts } from '../../service-parts.ts';
import { readClaims } from '../../token-claims.ts';
import { signedHeaders } from '../storage-request.ts';
import { contentHash } from './content-hash.ts';
import { objectName } from './object-name.ts';
import { progressReport } from './progress-report.ts';
import { sendUntilPlaced } from './send-until-placed.ts';
import { takeBack } from './take-back.ts';
import { attemptUpload } from './tus-attempt.ts';
import { entryKey, findEntry, forgetEntry, keepEntry } from './unfinished-entries.ts';

/** A file on its way. */
export interface Sending {
  /** Ends the sentence "Could not …". */
  doing: string;
  bucket: string;
  file: UploadSource;
  name: string | undefined;
  /** What is said of the file, as the database's triggers read it. */
  said: Readonly<Record<string, string>>;
}

/** What follows when the file is in its place. */
export interface Ending<T> {
  /** @param isAsSaid false when it went on from an upload that had said something else */
  finish(path: string, isAsSaid: boolean): Promise<T>;
  /** The caller gave up when all of it was there already. */
  discard(path: string): Promise<void>;
}

/** Seconds for which a browser may keep a file without asking. Each content has a path of its own. */
const CACHE_SECONDS = '3600';

/** Uploads of this process, by entry: the same file twice at the same time is two uploads. */
const running: Set<string> = new Set();

/**
 * Sends a file to a bucket of the signed-in person's tenant, from where an earlier upload of the same file by the same
 * person was cut off.
 */
export async function sendFile<T>(
  parts: ServiceParts,
  { doing, bucket, file, name, said }: Sending,
  options: UploadOptions,
  { finish, discard }: Ending<T>,
): Promise<T> {
  const { signal: given } = options;
  const tenantId = await parts.tenantId(options);
  const userId = userOf(await parts.token(doing));
  const type = mimeTypeOf(file);
  const hash = await contentHash(doing, file, given);
  const key = entryKey({ url: parts.url, tenantId, userId, bucket }, type, hash);
  const isAlone = !running.has(key);
  const kept = isAlone ? findEntry(key) : null;
  const found = kept && isAt(kept.url, parts.url) ? kept : null;
  const path = found?.path ?? `${tenantId}/${objectName(name ?? file.name)}`;
  const wanted = JSON.stringify(said);
  let { url, isAsSaid } = { url: found?.url ?? null, isAsSaid: !found || found.said === wanted };
  const forget = (): void => {
    if (isAlone) forgetEntry(key);
  };
  const headers = async (): Promise<Record<string, string>> => {
    const signed = await signedHeaders(parts, doing);
    if (userOf(signed.authorization ?? '') !== userId) throw sessionChanged(doing);
    return { ...signed, 'x-upsert': 'false' };
  };
  const reported = progressReport(options.onProgress);

  const attempt = (signal: AbortSignal): Promise<void> =>
    attemptUpload({
      doing,
      endpoint: `${parts.url}/storage/v1/upload/resumable`,
      file,
      metadata: {
        bucketName: bucket,
        objectName: path,
        contentType: type,
        cacheControl: CACHE_SECONDS,
        metadata: wanted,
      },
      url,
      headers,
      signal,
      onSent: reported.sent,
      onUrl: (address) => {
        if (address === url) return;
        if (!isAt(address, parts.url)) throw elsewhere(doing, address);
        [url, isAsSaid] = [address, true];
        reported.fromStart();
        if (isAlone) keepEntry(key, { url, path, said: wanted, begunAt: Date.now() });
      },
    });

  const send = (signal: AbortSignal): Promise<Answer> =>
    sendUntilPlaced({
      attempt: () => attempt(signal),
      sentBytes: () => reported.bytes,
      forgotten: () => {
        url = null;
      },
      signal,
    });

  let isPlaced = false;
  if (isAlone) running.add(key);
  try {
    await parts.requests.call(doing, { ...(given ? { signal: given } : {}) }, send, () => undefined);
    isPlaced = true;
    reported.sent(file.size);
    const stored = await finish(path, isAsSaid);
    forget();
    return stored;
  } catch (error) {
    // Who ran out of time can go on later; who gave up wants nothing left of it.
    if (!given?.aborted || given.reason?.name === 'TimeoutError') throw error;
    forget();
    if (isPlaced) await discard(path);
    else if (url) await takeBack(url, headers);
    throw abortError(doing, given);
  } finally {
    if (isAlone) running.delete(key);
  }
}

/** Requests carry the person's token: to the project and nowhere else, whatever an answer or the storage says. */
function isAt(address: string, projectUrl: string): boolean {
  return URL.canParse(address) && new URL(address).origin === new URL(projectUrl).origin;
}

function elsewhere(doing: string, address: string): NexusError {
  return new NexusError(
    'server_error',
    `Could not ${doing}: the server keeps uploads elsewhere (${address}).`,
    {
      hint: 'The proxy in front of the server has to tell it the address of the project (X-Forwarded-Host and -Proto).',
    },
  );
}

function userOf(token: string): string {
  return readClaims(token.replace(/^Bearer /, ''))?.userId ?? '';
}

function sessionChanged(doing: string): NexusError {
  return new NexusError('session_changed', `Could not ${doing}: somebody else is signed in by now.`, {
    hint: 'The same person can go on with it after signing in again.',
  });
}
