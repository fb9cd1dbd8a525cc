import process from 'node:process';
import { SupabaseDataService } from '../../src/data/supabase/supabase-data-service.ts';
import { contentOf, MB } from './file-content.ts';

// Uploads 7 MB and reads them again, in whatever runtime runs this. Prints one line of JSON and must end by itself.
const [url = '', publishableKey = '', email = '', password = ''] = process.argv.slice(2);
const data = new SupabaseDataService({ url, publishableKey });
await data.signIn({ email, password });
const bytes = contentOf(7 * MB);
const told: number[] = [];
const file = new File([bytes], 'from a script.txt', { type: 'text/plain' });
const stored = await data.files.documents.upload(file, {}, { onProgress: (sent) => told.push(sent) });
const back = new Uint8Array(await (await data.files.documents.download(stored.id)).arrayBuffer());
console.log(
  JSON.stringify({
    name: stored.name,
    sizeBytes: stored.sizeBytes,
    isSame: back.length === bytes.length && back.every((byte, index) => byte === bytes[index]),
    told: told.at(-1),
    reports: told.length > 1,
  }),
);
await data.files.documents.delete(stored.id);
await data.close();
