import { hashText, unit } from '../../plant/index.ts';
import type { Defect, QualityImage, StoredDocument } from '../../types/index.ts';
import { pdf, png, utf8 } from './demo-bytes.ts';
import { stableUuid } from './machine-state.ts';
import type { StoredFile, TenantFiles, TenantState } from './state.ts';

const HOUR = 3_600_000;

interface DemoDocument {
  name: string;
  description: string;
  mimeType: string;
  /** Place in the list of machines, or null. */
  machine: number | null;
}

const DOCUMENTS: readonly DemoDocument[] = [
  {
    name: 'Maintenance plan.pdf',
    description: 'What is due when.',
    mimeType: 'application/pdf',
    machine: null,
  },
  {
    name: 'Spindle manual.pdf',
    description: 'Lubrication, limits.',
    mimeType: 'application/pdf',
    machine: 0,
  },
  { name: 'Spare parts.csv', description: 'Numbers and stock.', mimeType: 'text/csv', machine: null },
  { name: 'Shift notes.md', description: 'What the last shift saw.', mimeType: 'text/markdown', machine: 2 },
];

interface DemoImage {
  name: string;
  result: QualityImage['result'];
  defects: readonly Defect[];
  notes: string | null;
}

const IMAGES: readonly DemoImage[] = [
  { name: 'Housing 4711.png', result: 'pass', defects: [], notes: null },
  {
    name: 'Housing 4712.png',
    result: 'fail',
    defects: [{ label: 'scratch', confidence: 0.93, box: [0.3, 0.4, 0.25, 0.08] }],
    notes: 'Sorted out.',
  },
  {
    name: 'Flange 0815.png',
    result: 'review',
    defects: [{ label: 'burr', confidence: 0.58, box: [0.6, 0.2, 0.1, 0.1] }],
    notes: null,
  },
  { name: 'Flange 0816.png', result: null, defects: [], notes: null },
];

/** Documents and pictures of a demo tenant, some hours old. */
export function demoFiles(state: TenantState, now: number): TenantFiles {
  const { slug } = state.tenant;
  const machineIds = [...state.machines.keys()];
  const at = (hours: number): string => new Date(now - hours * HOUR).toISOString();
  const documents = DOCUMENTS.map(({ machine, ...said }, index): StoredFile<StoredDocument> => {
    const demo = `document ${index}`;
    const content = demoContent(demo);
    const row = {
      ...said,
      id: stableUuid(`${slug}/${demo}`),
      machineId: machine === null ? null : (machineIds[machine] ?? null),
      sizeBytes: content.length,
      uploadedBy: null,
      createdAt: at(20 + index * 30),
      updatedAt: at(20 + index * 30),
    };
    return { row, content, demo };
  });
  const images = IMAGES.map(({ result, ...said }, index): StoredFile<QualityImage> => {
    const demo = `image ${index}`;
    const content = demoContent(demo);
    const row: QualityImage = {
      ...said,
      id: stableUuid(`${slug}/${demo}`),
      machineId: machineIds[index] ?? null,
      mimeType: 'image/png',
      sizeBytes: content.length,
      capturedAt: at(1 + index * 3),
      uploadedBy: null,
      result,
      inspectedBy: result === null ? null : 'person',
      inspectedAt: result === null ? null : at(0.5 + index * 3),
      model: null,
      createdAt: at(1 + index * 3),
      updatedAt: at(0.5 + index * 3),
    };
    return { row, content, demo };
  });
  return {
    documents: new Map(documents.map((file) => [file.row.id, file])),
    quality: new Map(images.map((file) => [file.row.id, file])),
  };
}

/** The bytes of a demo file, the same each time. */
export function demoContent(demo: string): Uint8Array {
  const [kind, place] = demo.split(' ');
  if (kind === 'image') return partPicture(hashText(demo), IMAGES[Number(place)]?.defects ?? []);
  const { name, description, mimeType } = DOCUMENTS[Number(place)] as DemoDocument;
  if (mimeType === 'application/pdf')
    return pdf([name.replace('.pdf', ''), description, 'Simulated by Nexus.']);
  if (mimeType === 'text/csv') {
    const parts = ['Bearing 6204', 'V-belt XPA 1250', 'Oil filter', 'Coupling insert'];
    const lines = parts.map((part, index) => `${1000 + index};${part};${Math.floor(unit(7, index) * 20)}`);
    return utf8(`number;part;stock\n${lines.join('\n')}\n`);
  }
  return utf8(`# ${name.replace('.md', '')}\n\n- ${description}\n- Coolant refilled.\n`);
}

/** A turned part on a dark table, with its defects. */
function partPicture(key: number, defects: readonly Defect[]): Uint8Array {
  const [width, height] = [96, 72];
  return png(width, height, (x, y) => {
    const [u, v] = [(x + 0.5) / width, (y + 0.5) / height];
    const isDefect = defects.some(({ box: [left, top, w, h] }) => {
      return u >= left && u <= left + w && v >= top && v <= top + h;
    });
    const distance = Math.hypot((u - 0.5) * 1.33, v - 0.5);
    const grain = unit(key, y * width + x) * 16;
    if (isDefect) return [70 + grain, 62 + grain, 58 + grain];
    if (distance > 0.42) return [38 + grain, 42 + grain, 48 + grain];
    const shade = distance < 0.14 ? 96 : 188 - Math.abs(distance - 0.28) * 160;
    return [shade + grain, shade + grain, shade + grain + 6];
  });
}
