import { appeared, drop, fileOf, inside, press, READER, takeRights } from './files.ts';
import type { ScenePlant, SceneSet, Stage } from './scene.ts';

const markup = '<nexus-quality-gallery data-files></nexus-quality-gallery>';

const hasPictures = (stage: Stage): unknown => inside(stage, '.card img');
const hasState =
  (kind: string) =>
  (stage: Stage): unknown =>
    inside(stage, `[part=state][data-kind='${kind}']`);
const hasUpload =
  (state: string) =>
  (stage: Stage): unknown =>
    inside(stage, `.upload[data-state='${state}']`);

/** A picture of one colour, drawn here. */
function picture(color: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(320, 240);
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = '#22262b';
    context.fillRect(0, 0, 320, 240);
    context.fillStyle = color;
    context.beginPath();
    context.arc(160, 120, 90, 0, 7);
    context.fill();
  }
  return canvas.convertToBlob();
}

async function bring({ data }: ScenePlant, names: readonly string[]): Promise<void> {
  const colors = ['#9aa3ad', '#b0a08c', '#8ca0a8'];
  for (const [index, name] of names.entries()) {
    const blob = await picture(colors[index % 3] ?? '#999999');
    await data.files.quality.upload(new File([blob], name, { type: 'image/png' }), {});
  }
}

/** Opens the first picture with this result. */
async function openFirst(stage: Stage, result: string): Promise<void> {
  await press(stage, `.card[data-result=${result}] [data-open]`);
}

const hasBoxes = (stage: Stage): unknown => inside(stage, '.defect-box');

export const qualityGalleryScenes: SceneSet = {
  element: 'quality-gallery',
  scenes: [
    { name: 'default', about: 'Pictures with every result.', markup, isReady: hasPictures },
    {
      name: 'many',
      about: 'More pictures than a page of the list holds; they are loaded as they come into sight.',
      markup,
      prepare: (plant) =>
        bring(
          plant,
          Array.from({ length: 56 }, (_, index) => `Flange ${index + 900}.png`),
        ),
      isReady: hasPictures,
    },
    {
      name: 'hostile-names',
      about: 'Names that want to deceive or to break the cards.',
      markup,
      prepare: (plant) =>
        bring(plant, [
          'part\u202Egnp.exe.png',
          '<img src=x onerror=alert(1)>.png',
          `${'Gehäusedeckel vorne links '.repeat(6)}.png`,
        ]),
      isReady: hasPictures,
    },
    {
      name: 'selected',
      about: 'Two pictures are marked and could be compared.',
      markup,
      arrange: async (stage) => {
        await press(stage, '.card:nth-child(1) .check input');
        await press(stage, '.card:nth-child(2) .check input');
      },
      isReady: (stage) => inside(stage, '[data-act=compare]'),
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
      about: 'No pictures, for somebody who may upload.',
      markup,
      world: { withMachines: false, signedInAs: 'admin@alpenwerk.example' },
      isReady: hasState('empty'),
    },
    {
      name: 'nothing-found',
      about: 'A filter that fits nothing.',
      markup: '<nexus-quality-gallery data-files result="fail"></nexus-quality-gallery>',
      world: { withMachines: false, signedInAs: 'admin@alpenwerk.example' },
      isReady: (stage) => inside(stage, '[part=state]'),
    },
    {
      name: 'read-only',
      about: 'Somebody who may look and not judge.',
      markup,
      world: { signedInAs: READER },
      isReady: hasPictures,
    },
    {
      name: 'no-permission',
      about: 'Somebody whose role does not include pictures.',
      markup,
      world: { signedInAs: READER },
      prepare: (plant) => takeRights(plant, 'quality.read'),
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
        await press(stage, '.card .check input');
        stage.data.setOffline(true);
        drop(stage, [fileOf('Flange 0900.png', 4_000, 'image/png')]);
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
        await appeared(stage, '.card:nth-child(4) img');
        const [first] = (await stage.nexus.quality.list()).items;
        await stage.nexus.quality.update(first?.id ?? '', { notes: 'Looked at again.' });
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
      name: 'uploading',
      about: 'Pictures on their way, and a file that is no picture.',
      markup,
      world: { signedInAs: 'admin@alpenwerk.example', uploadBytesPerSecond: 200_000 },
      arrange: async (stage) => {
        await press(stage, '.card .check input');
        drop(stage, [fileOf('Flange 0900.png', 2_000_000, 'image/png'), fileOf('Report.pdf', 9_000)]);
      },
      isReady: (stage) => Number(inside<HTMLProgressElement>(stage, '.upload-bar')?.value) > 0,
    },
    {
      name: 'over-plan',
      about: 'The plan has no room for another picture.',
      markup,
      arrange: async (stage) => {
        await press(stage, '.card .check input');
        for (let call = 0; call < 6; call++) stage.data.failNext('plan_limit');
        drop(stage, [fileOf('Flange 0900.png', 4_000, 'image/png')]);
      },
      isReady: hasUpload('failed'),
    },
    {
      name: 'viewer',
      about: 'A picture with its defect, and the result that can be set.',
      markup,
      arrange: (stage) => openFirst(stage, 'fail'),
      isReady: hasBoxes,
    },
    {
      name: 'viewer-read-only',
      about: 'A picture for somebody who may not judge.',
      markup,
      world: { signedInAs: READER },
      arrange: (stage) => openFirst(stage, 'review'),
      isReady: hasBoxes,
    },
    {
      name: 'compare',
      about: 'Two pictures side by side.',
      markup,
      arrange: async (stage) => {
        await press(stage, '.card:nth-child(1) .check input');
        await press(stage, '.card:nth-child(2) .check input');
        await press(stage, '[data-act=compare]');
      },
      isReady: hasBoxes,
    },
    {
      name: 'deleted',
      about: 'A picture is being deleted and can be brought back, in the dialog too.',
      markup,
      arrange: async (stage) => {
        await openFirst(stage, 'pass');
        await press(stage, '[data-act=delete]');
      },
      isReady: (stage) => inside(stage, '[part=undo]'),
    },
  ],
};
