import { SupabaseDataService } from '../../../src/data/supabase/supabase-data-service.ts';
import type { SignInParams } from '../../../src/types/index.ts';
import { contentOf } from '../file-content.ts';

/** What the page tells of an upload. */
export interface UploadReport {
  id: string;
  name: string;
  told: number[];
  isSame: boolean;
}

declare global {
  /** Uploads so many bytes, in a page; stops and never ends once `stopAt` bytes are out. */
  var uploadInPage: (
    server: { url: string; publishableKey: string },
    person: SignInParams,
    file: { name: string; size: number; stopAt?: number },
  ) => Promise<UploadReport>;
  /** Set once `stopAt` bytes are out. */
  var isStopped: boolean | undefined;
}

globalThis.uploadInPage = async (server, person, { name, size, stopAt }) => {
  const data = new SupabaseDataService(server);
  await data.signIn(person);
  const bytes = contentOf(size);
  const file = new File([bytes], name, { type: 'text/plain' });
  const told: number[] = [];
  const onProgress = (sent: number): void => {
    told.push(sent);
    if (stopAt !== undefined && sent >= stopAt) globalThis.isStopped = true;
  };
  const stored = await data.files.documents.upload(file, {}, { onProgress });
  const back = new Uint8Array(await (await data.files.documents.download(stored.id)).arrayBuffer());
  await data.close();
  return {
    id: stored.id,
    name: stored.name,
    told,
    isSame: back.length === size && back.every((byte, index) => byte === bytes[index]),
  };
};
