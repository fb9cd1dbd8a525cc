import { emulate } from './support/emulate.ts';
import { inEveryScene } from './support/every-scene.ts';
import { deepElements, nameOf } from './support/sight.ts';

const PSEUDO = [null, '::before', '::after'] as const;
/** What changes without going anywhere may take its time. */
const CALM = /^(color|background-color|border-.*color|outline-color|fill|stroke|opacity|all 0s)$/;

function seconds(list: string): number {
  return Math.max(...list.split(',').map((one) => Number.parseFloat(one)));
}

/** Of elements that look alike, one. */
function oneOfEach(elements: readonly Element[]): Element[] {
  const alike = new Map(
    elements.map((element) => [`${hostOf(element)} ${element.localName} ${element.classList}`, element]),
  );
  return [...alike.values()];
}

function hostOf(element: Element): string {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host.localName : '';
}

/** Rules that would move something, also while nothing moves at the moment. */
function movingRules(element: Element): string[] {
  return PSEUDO.flatMap((pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const told: string[] = [];
    // What is in no slot is not drawn, and has no style.
    if (style.animationName === '') return [];
    if (style.animationName !== 'none') told.push(`animation ${style.animationName}`);
    const isMoving = style.transitionProperty.split(', ').some((property) => !CALM.test(property));
    if (isMoving && seconds(style.transitionDuration) > 0.01)
      told.push(`transition of ${style.transitionProperty}`);
    if (style.scrollBehavior === 'smooth') told.push('smooth scrolling');
    return told.map((what) => `${nameOf(element)}${pseudo ?? ''}: ${what}`);
  });
}

inEveryScene({
  title: 'for people who want no motion, nothing moves',
  need: 'media features',
  begin: () => emulate({ 'prefers-reduced-motion': 'reduce' }),
  end: () => emulate({}),
  inspect(target) {
    const elements = [...deepElements(target)];
    const roots = [document, ...elements.flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    const running = roots
      .flatMap((root) => root.getAnimations())
      .filter(({ playState }) => playState === 'running')
      .filter((one) => !(one instanceof CSSTransition && CALM.test(one.transitionProperty)))
      .map(({ effect }) => (effect instanceof KeyframeEffect ? effect.target : null))
      .flatMap((moving) => (moving ? `${nameOf(moving)} is moving` : []));
    return [...running, ...oneOfEach(elements).flatMap(movingRules)];
  },
});
