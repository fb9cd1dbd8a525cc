/** Fills the screen with an element, or leaves it. */
export async function toggleFullScreen(element: HTMLElement): Promise<void> {
  try {
    if (document.fullscreenElement === element) await document.exitFullscreen();
    else await element.requestFullscreen();
  } catch {
    // Refused: not in an act of a person, or the frame around the page forbids it.
  }
}
