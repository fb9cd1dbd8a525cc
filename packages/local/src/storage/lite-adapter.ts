import type { App } from '@supabase/lite';
import type { FileStore } from './file-store.ts';

type StorageAdapter = NonNullable<App['_storageAdapter']>;
type ObjectMetadata = Awaited<ReturnType<StorageAdapter['headObject']>>;

/** Lets @supabase/lite read files. It writes none: its order of row and file would leave one without the other. */
export function readingAdapter(store: FileStore): StorageAdapter {
  const head = async (bucket: string, key: string, version = ''): Promise<ObjectMetadata> => {
    const { size, ...facts } = await store.facts({ bucket, key, version });
    return { ...facts, size, contentLength: size, httpStatusCode: 200 };
  };
  const refuse = async (): Promise<never> => {
    throw new Error('Files are written by our own routes only');
  };
  return {
    driver: null,
    headObject: head,
    getObject: async (bucket, key, version = '') => ({
      metadata: await head(bucket, key, version),
      httpStatusCode: 200,
      body: await store.read({ bucket, key, version }),
    }),
    uploadObject: refuse,
    copyObject: refuse,
    deleteObject: refuse,
    deleteObjects: refuse,
    // Only image transformation asks for this, and there is none here.
    privateAssetUrl: refuse,
  };
}
