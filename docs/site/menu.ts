/** Opens and closes the navigation where there is no room for it beside the text. */
export function startMenu(): void {
  const button = document.querySelector<HTMLButtonElement>('.menu');
  const nav = document.querySelector<HTMLElement>('#nav');
  if (!button || !nav) return;
  const set = (isOpen: boolean): void => {
    button.setAttribute('aria-expanded', String(isOpen));
    nav.classList.toggle('open', isOpen);
  };
  button.addEventListener('click', () => set(button.getAttribute('aria-expanded') !== 'true'));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || button.getAttribute('aria-expanded') !== 'true') return;
    set(false);
    button.focus();
  });
}
