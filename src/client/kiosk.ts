// A public device: asks whether anybody still reads, and begins anew for the next visitor. Nothing of a visit stays.

/** Seconds without a touch until it asks, and until it goes. */
const quiet = 90;
const asking = 30;

const dialog = document.querySelector<HTMLDialogElement>('[data-kiosk-idle]');
const start = document.querySelector<HTMLAnchorElement>('[data-kiosk-start]');

if (dialog && start) {
  const left = dialog.querySelector('[data-kiosk-seconds]');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => count(asking), quiet * 1000);
  };
  const count = (seconds: number) => {
    if (seconds === asking) dialog.showModal();
    // Somebody is there: the tick before the browser says that it was closed.
    else if (!dialog.open) return wait();
    if (left) left.textContent = String(seconds);
    // `replace`: "back" leads the next visitor into no other's visit.
    timer = setTimeout(() => (seconds > 1 ? count(seconds - 1) : location.replace(start.href)), 1000);
  };
  dialog.addEventListener('close', wait);
  for (const type of ['pointerdown', 'keydown', 'scroll', 'touchstart'])
    addEventListener(type, () => dialog.open || wait(), { passive: true });
  wait();
}

export {};
