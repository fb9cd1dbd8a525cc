import type { Inspection } from '../../contract/index.ts';
import { Refusal } from '../../internal/refusal.ts';
import type { Database } from '../../internal/supabase.ts';
import { visible } from '../plain-text.ts';
import { isoOf, rowsOf } from '../tools/rows.ts';

/** A quality image that the caller sees. */
export interface QualityPicture {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly mimeType: string;
  readonly capturedAt: string;
  readonly updatedAt: string;
}

/** Stores a finding with the image. @throws Refusal 409 where the image has changed meanwhile */
export type PictureStore = (picture: QualityPicture, inspection: Inspection, model: string) => Promise<void>;

/** The provider takes 20 MB in all, and base64 makes four bytes of three. */
const MOST_BYTES = 14 * 1024 * 1024;
const TYPES = ['image/png', 'image/jpeg', 'image/webp'];

interface Row {
  id: string;
  name: string;
  path: string;
  mime_type: string | null;
  size_bytes: number | null;
  captured_at: string;
  updated_at: string;
}

/** @throws Refusal 404 for an image that the caller does not see, 400 for one that no model takes */
export async function findPicture(id: string, database: Database): Promise<QualityPicture> {
  const [row] = await rowsOf<Row>(
    database
      .from('quality_images')
      .select('id, name, path, mime_type, size_bytes, captured_at, updated_at')
      .eq('id', id),
  );
  if (row === undefined) throw notFound();
  if (!TYPES.includes(row.mime_type ?? '') || (row.size_bytes ?? 0) > MOST_BYTES) {
    throw new Refusal(400, {
      code: 'validation_failed',
      message: 'This image cannot be inspected.',
      hint: 'A PNG, JPEG or WebP of at most 14 MiB can.',
      details: { path: 'imageId', limit: MOST_BYTES },
    });
  }
  return {
    id: row.id,
    name: visible(row.name),
    path: row.path,
    mimeType: row.mime_type ?? '',
    capturedAt: isoOf(row.captured_at),
    updatedAt: row.updated_at,
  };
}

/** The image in base64, by the caller's own right to it. */
export async function downloadPicture(
  { path }: QualityPicture,
  database: Database,
  signal: AbortSignal,
): Promise<string> {
  const { data } = await database.storage.from('quality-images').download(path, {}, { signal });
  signal.throwIfAborted();
  if (data === null || data.size > MOST_BYTES) throw notFound();
  return toBase64(new Uint8Array(await data.arrayBuffer()));
}

/**
 * Stores as the service, because only it may say that a model found something; in the tenant's own rows only, and only where
 * the image is still the one that was looked at. Whether the caller may write is checked before.
 */
export function pictureStore(service: Database, tenantId: string): PictureStore {
  return async ({ id, updatedAt }, { verdict, defects, remark }, model) => {
    const rows = await rowsOf(
      service
        .from('quality_images')
        .update({
          result: verdict,
          // The table has no defect without a place: one that the model did not place is somewhere on the picture.
          defects: defects.map(({ label, confidence, box }) => ({
            label,
            confidence,
            box: box ? [box.x, box.y, box.width, box.height] : [0, 0, 1, 1],
          })),
          notes: remark === '' ? null : remark,
          model,
        })
        .eq('tenant_id', tenantId)
        .eq('id', id)
        .eq('updated_at', updatedAt)
        .select('id'),
    );
    if (rows.length > 0) return;
    throw new Refusal(409, {
      code: 'conflict',
      message: 'The image was changed while it was looked at; nothing is stored.',
      hint: 'Inspect it again.',
    });
  };
}

function notFound(): Refusal {
  return new Refusal(404, {
    code: 'not_found',
    message: 'There is no such quality image in this tenant.',
    details: { what: 'quality_image' },
  });
}

/** In pieces: all bytes at once would be too many arguments. */
function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += 0x2000) {
    binary += String.fromCharCode(...bytes.subarray(from, from + 0x2000));
  }
  return btoa(binary);
}
