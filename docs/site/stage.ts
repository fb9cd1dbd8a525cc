import { SCENES } from '../../packages/widgets/scenes/all.ts';
import { type MountedScene, mountScene } from '../../packages/widgets/scenes/mount-scene.ts';
import type { Scene } from '../../packages/widgets/scenes/scene.ts';
import { CHOICES, lookOf } from './choices.ts';

/** Shows the states of one element: one at a time, in the look that the reader chooses. */
export function startStage(root: HTMLElement): void {
  const scenes = SCENES.find(({ element }) => element === root.dataset.element)?.scenes ?? [];
  const [first] = scenes;
  if (!first) {
    root.textContent = 'This element has no states to show yet.';
    return;
  }
  const controls = document.createElement('form');
  controls.className = 'controls';
  controls.append(
    select(
      'state',
      'State',
      scenes.map(({ name }) => [name, readable(name)]),
    ),
    ...CHOICES.map(({ name, label, options }) => select(name, label, options)),
  );
  const about = document.createElement('p');
  about.className = 'about';
  about.setAttribute('role', 'status');
  const target = document.createElement('div');
  target.className = 'target';
  const source = document.createElement('pre');
  source.tabIndex = 0;
  root.replaceChildren(controls, about, target, source);

  let mounted: MountedScene | undefined;
  let turn = 0;
  const show = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    const data = new FormData(controls);
    const scene = scenes.find(({ name }) => name === data.get('state')) ?? first;
    about.textContent = scene.about;
    source.textContent = sourceOf(scene);
    const before = mounted;
    mounted = undefined;
    await before?.close();
    if (mine !== turn) return;
    target.replaceChildren();
    const made = await mountScene(scene, target, lookOf(data));
    // A reader who is quicker than a scene has chosen another one by now.
    if (mine === turn) mounted = made;
    else await made.close();
  };
  controls.addEventListener('change', () => void show());
  controls.addEventListener('submit', (event) => event.preventDefault());
  const wanted = new URLSearchParams(location.search).get('state');
  const chooser = controls.elements.namedItem('state');
  if (chooser instanceof HTMLSelectElement && scenes.some(({ name }) => name === wanted))
    chooser.value = wanted ?? first.name;
  void show();
}

function select(name: string, label: string, options: readonly (readonly [string, string])[]): HTMLElement {
  const wrapper = document.createElement('label');
  const choice = document.createElement('select');
  choice.name = name;
  choice.append(...options.map(([value, text]) => new Option(text, value)));
  wrapper.append(label, choice);
  return wrapper;
}

function readable(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function sourceOf({ markup }: Scene): string {
  return `<nexus-provider>\n  ${markup.trim().replace(/\n\s*/g, '\n  ')}\n</nexus-provider>`;
}
