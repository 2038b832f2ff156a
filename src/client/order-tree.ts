// Lets pages of the tree be dragged to another place; the arrows beside them do the same without.

type Side = 'before' | 'into' | 'after';

/** Pixels the pointer has to go before it is a drag. */
const slack = 5;
/** Pixels from the window's edges at which it scrolls along. */
const edge = 60;

function enable(tree: HTMLElement, form: HTMLFormElement): void {
  const rows = [...tree.querySelectorAll<HTMLElement>('[data-row]')];

  function sideAt(row: HTMLElement, y: number): Side {
    const { top, height } = row.getBoundingClientRect();
    const part = (y - top) / height;
    return part < 0.3 ? 'before' : part > 0.7 ? 'after' : 'into';
  }

  function send(page: string, target: string, side: Side): void {
    for (const [name, value] of Object.entries({ seite: page, ziel: target, wo: side })) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
    form.requestSubmit();
  }

  function drag(row: HTMLElement, start: PointerEvent, handle: HTMLElement): void {
    const branch = row.closest('li');
    let target: HTMLElement | undefined;
    let side: Side = 'into';
    let moving = false;
    const unmark = () => {
      target?.removeAttribute('data-drop');
      target = undefined;
    };
    const stop = new AbortController();
    const { signal } = stop;
    const end = () => {
      stop.abort();
      row.removeAttribute('data-dragged');
      unmark();
    };
    handle.setPointerCapture(start.pointerId);
    handle.addEventListener(
      'pointermove',
      (event) => {
        if (!moving && Math.abs(event.clientY - start.clientY) + Math.abs(event.clientX - start.clientX) < slack) return;
        moving = true;
        row.setAttribute('data-dragged', '');
        if (event.clientY < edge) scrollBy(0, -12);
        if (event.clientY > innerHeight - edge) scrollBy(0, 12);
        unmark();
        const over = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-row]');
        // Not on itself, nor on anything below it.
        if (!over || !tree.contains(over) || branch?.contains(over)) return;
        target = over;
        side = sideAt(over, event.clientY);
        over.setAttribute('data-drop', side);
      },
      { signal },
    );
    handle.addEventListener(
      'pointerup',
      () => {
        const to = target?.dataset.row;
        const page = row.dataset.row;
        end();
        if (moving && to && page) send(page, to, side);
      },
      { signal },
    );
    handle.addEventListener('pointercancel', end, { signal });
    addEventListener('keydown', (event) => event.key === 'Escape' && end(), { signal });
  }

  for (const row of rows) {
    const handle = document.createElement('span');
    handle.className = 'dk-tree__handle';
    // For the pointer only: the keyboard and screen readers have the arrows.
    handle.setAttribute('aria-hidden', 'true');
    handle.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      drag(row, event, handle);
    });
    row.prepend(handle);
  }
}

for (const tree of document.querySelectorAll<HTMLElement>('[data-order-tree]')) {
  const form = tree.closest('form');
  if (form) enable(tree, form);
}

export {};
