import { drop, fileOf, inside, press, READER, takeRights } from './files.ts';
import type { ScenePlant, SceneSet, Stage } from './scene.ts';

const markup = '<nexus-document-library data-files></nexus-document-library>';
const HOSTILE = [
  'invoice\u202Efdp.exe.pdf',
  '<img src=x onerror=alert(1)>.pdf',
  `${'Prüfprotokoll Werkzeugwechsel Spindel '.repeat(5)}.pdf`,
  'Wartungsplan\u200B\u200B \u0007.txt',
];

const hasRows = (stage: Stage): unknown => inside(stage, 'tbody tr');
const hasState =
  (kind: string) =>
  (stage: Stage): unknown =>
    inside(stage, `[part=state][data-kind='${kind}']`);
const hasUpload =
  (state: string) =>
  (stage: Stage): unknown =>
    inside(stage, `.upload[data-state='${state}']`);

async function bring({ data }: ScenePlant, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const type = name.endsWith('.txt') ? 'text/plain' : 'application/pdf';
    await data.files.documents.upload(new File([name], name, { type }), { description: `About ${name}` });
  }
}

/** Opens the document whose name begins so. */
async function openNamed(stage: Stage, name: string): Promise<void> {
  await press(stage, `[data-open][title^='${name}']`);
}

export const documentLibraryScenes: SceneSet = {
  element: 'document-library',
  scenes: [
    { name: 'default', about: 'The documents of the company.', markup, isReady: hasRows },
    {
      name: 'many',
      about: 'More documents than a page of the list holds.',
      markup,
      prepare: (plant) =>
        bring(
          plant,
          Array.from({ length: 60 }, (_, index) => `Shift report ${index + 1}.txt`),
        ),
      isReady: (stage) => inside(stage, '.foot .button'),
    },
    {
      name: 'hostile-names',
      about: 'Names that want to deceive, in the list as they are.',
      markup,
      prepare: (plant) => bring(plant, HOSTILE),
      isReady: hasRows,
    },
    {
      name: 'selected',
      about: 'Two documents are marked.',
      markup,
      arrange: async (stage) => {
        await press(stage, 'tbody tr:nth-child(1) .mark input');
        await press(stage, 'tbody tr:nth-child(3) .mark input');
      },
      isReady: (stage) => inside(stage, '.selection'),
    },
    {
      name: 'loading',
      about: 'The list has been asked for.',
      markup,
      arrange: async ({ data, nexus }) => {
        await nexus.tenant.current();
        data.setLatency(Number.POSITIVE_INFINITY);
      },
      isReady: (stage) => inside(stage, '.skeleton'),
    },
    {
      name: 'empty',
      about: 'No documents, for somebody who may upload.',
      markup,
      world: { withMachines: false, signedInAs: 'admin@alpenwerk.example' },
      isReady: hasState('empty'),
    },
    {
      name: 'empty-read-only',
      about: 'No documents, for somebody who may only read.',
      markup,
      world: { withMachines: false, signedInAs: READER },
      isReady: hasState('empty'),
    },
    {
      name: 'nothing-found',
      about: 'A search that fits nothing.',
      markup,
      arrange: async (stage) => {
        await press(stage, 'tbody tr .mark input');
        const field = inside<HTMLInputElement>(stage, 'input[type=search]');
        if (!field) return;
        field.value = 'no such document';
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      },
      isReady: (stage) => inside(stage, '[part=state]'),
    },
    {
      name: 'read-only',
      about: 'Somebody who may read and not write.',
      markup,
      world: { signedInAs: READER },
      isReady: hasRows,
    },
    {
      name: 'no-permission',
      about: 'Somebody whose role does not include documents.',
      markup,
      world: { signedInAs: READER },
      prepare: (plant) => takeRights(plant, 'documents.read'),
      isReady: hasState('no-permission'),
    },
    {
      name: 'error',
      about: 'The list could not be loaded.',
      markup,
      prepare: async ({ data, nexus }) => {
        await nexus.tenant.current();
        await nexus.machines.list();
        for (let call = 0; call < 8; call++) data.failNext('server_error');
      },
      isReady: hasState('error'),
    },
    {
      name: 'offline',
      about: 'The network went after the list was there; an upload waits for it.',
      markup,
      arrange: async (stage) => {
        await press(stage, 'tbody tr .mark input');
        stage.data.setOffline(true);
        drop(stage, [fileOf('Report of the night.pdf', 4_000)]);
      },
      isReady: hasUpload('waiting'),
    },
    {
      name: 'offline-empty',
      about: 'The network was gone before anything was loaded.',
      markup,
      prepare: async ({ data, nexus }) => {
        await nexus.tenant.current();
        data.setOffline(true);
      },
      isReady: hasState('offline'),
    },
    {
      name: 'stale',
      about: 'The list could not be read anew.',
      markup,
      arrange: async (stage) => {
        await press(stage, 'tbody tr .mark input');
        const [first] = (await stage.nexus.documents.list()).items;
        await stage.nexus.documents.update(first?.id ?? '', { description: 'As of this morning.' });
        stage.data.failNext('server_error');
      },
      isReady: (stage) => inside(stage, '[part=notice]'),
    },
    {
      name: 'signed-out',
      about: 'Nobody is signed in.',
      markup,
      arrange: ({ nexus }) => nexus.session.signOut(),
      isReady: hasState('signed-out'),
    },
    {
      name: 'dragging',
      about: 'Files are held above the element.',
      markup,
      arrange: async (stage) => {
        await press(stage, 'tbody tr .mark input');
        drop(stage, [fileOf('plan.pdf', 10)], 'dragenter');
      },
      isReady: (stage) => inside(stage, '[part=drop]'),
    },
    {
      name: 'uploading',
      about: 'Files on their way, one waits for its turn, one is refused.',
      markup,
      world: { signedInAs: 'admin@alpenwerk.example', uploadBytesPerSecond: 200_000 },
      arrange: async (stage) => {
        await press(stage, 'tbody tr .mark input');
        drop(stage, [
          fileOf('Layout of hall 2, after the move of the presses in spring.pdf', 3_000_000),
          fileOf('Lubricants.csv', 2_000_000, ''),
          fileOf('Torques.pdf', 400_000),
          fileOf('setup.exe', 9_000, 'application/x-msdownload'),
        ]);
      },
      isReady: (stage) => Number(inside<HTMLProgressElement>(stage, '.upload-bar')?.value) > 0,
    },
    {
      name: 'upload-failed',
      about: 'The server broke off an upload.',
      markup,
      arrange: async (stage) => {
        await press(stage, 'tbody tr .mark input');
        stage.data.failNext('server_error');
        drop(stage, [fileOf('Torques.pdf', 400_000)]);
      },
      isReady: hasUpload('failed'),
    },
    {
      name: 'over-plan',
      about: 'The plan has no room for another file.',
      markup,
      arrange: async (stage) => {
        await press(stage, 'tbody tr .mark input');
        stage.data.failNext('plan_limit');
        drop(stage, [fileOf('Torques.pdf', 400_000)]);
      },
      isReady: hasUpload('failed'),
    },
    {
      name: 'deleted',
      about: 'A document is being deleted and can be brought back.',
      markup,
      arrange: (stage) => press(stage, '.row-acts button:last-child'),
      isReady: (stage) => inside(stage, '[part=undo]'),
    },
    {
      name: 'text-preview',
      about: 'The dialog with a text.',
      markup,
      arrange: (stage) => openNamed(stage, 'Spare parts'),
      isReady: (stage) => inside(stage, '.preview-text'),
    },
    {
      name: 'pdf-preview',
      about: 'The dialog with a PDF, which opens in a tab of its own.',
      markup,
      arrange: (stage) => openNamed(stage, 'Maintenance plan'),
      isReady: (stage) => inside(stage, '.preview-none a'),
    },
    {
      name: 'editing',
      about: 'Name and description are being changed.',
      markup,
      arrange: async (stage) => {
        await openNamed(stage, 'Maintenance plan');
        await press(stage, '[data-act=edit]');
      },
      isReady: (stage) => inside(stage, '.edit input'),
    },
  ],
};
