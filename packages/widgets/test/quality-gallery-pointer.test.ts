import { expect } from 'chai';
import { Zoom } from '../src/quality-gallery/zoom.ts';
import { first, mount } from './support/fixture.ts';

describe('The stage of a picture', () => {
  it('leaves the mouse to a button on it: a stage that captured it would get the click', () => {
    const host = mount('<div class="stage"><button type="button">Try again</button></div>');
    const button = first(host, 'button');
    const stage = button.parentElement as HTMLElement;
    const zoom = new Zoom(() => {});
    let captured = 0;
    stage.setPointerCapture = () => {
      captured += 1;
    };
    stage.addEventListener('pointerdown', zoom.handleDown);
    const press = { bubbles: true, button: 0, pointerId: 1 };
    button.dispatchEvent(new PointerEvent('pointerdown', press));
    expect(captured).to.equal(0);
    stage.dispatchEvent(new PointerEvent('pointerdown', press));
    expect(captured).to.equal(1);
  });
});
