import { type RefObject, useEffect, useRef } from 'react';

/** Where typing means something of its own. A read-only field takes no characters, so they are not meant for it. */
const TYPED_INTO =
  'input:not([readonly], [type="button"], [type="checkbox"], [type="radio"], [type="range"]), textarea, select, [contenteditable]';
const HAS_ITS_OWN_FOCUS = 'a, button, input, select, textarea, summary, [role="slider"], [tabindex]';

/**
 * Keeps the field where codes are typed ready for a hand scanner, which is a keyboard that types wherever the focus is:
 * characters typed elsewhere on the page land in the field, and the focus goes back to it after a click on anything that
 * does not need it. Dialogs and other fields keep what is theirs.
 */
export function useCodeField(enabled: boolean): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!enabled) return;
    // Focusing a field on a touch screen would bring up its keyboard over everything.
    const hasKeyboard = !window.matchMedia('(hover: none) and (pointer: coarse)').matches;

    function onKeyDown(event: KeyboardEvent) {
      const isCharacter =
        event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isElsewhere = !(event.target instanceof Element && event.target.closest(TYPED_INTO));
      // The character itself goes to what has the focus after this.
      if (isCharacter && isElsewhere && !isCovered()) field.current?.focus({ preventScroll: true });
    }

    function onPointerUp(event: PointerEvent) {
      if (!hasKeyboard || isCovered()) return;
      const target = event.target instanceof Element ? event.target.closest(HAS_ITS_OWN_FOCUS) : null;
      const isPressed = target instanceof HTMLButtonElement && target.getAttribute('aria-haspopup') === null;
      const isPage = target === null || target.matches('main, h1');
      if (isPage ? window.getSelection()?.isCollapsed !== false : isPressed) {
        // After the click itself, which may take the button away or open something.
        setTimeout(focusUnlessCovered);
      }
    }

    function focusUnlessCovered() {
      const { activeElement } = document;
      const isFree =
        activeElement === null || activeElement === document.body || activeElement.matches('button, main, h1');
      if (isFree && !isCovered()) field.current?.focus({ preventScroll: true });
    }

    if (hasKeyboard) focusUnlessCovered();
    // Capture: the desk's own shortcuts must find the field focused already.
    document.addEventListener('keydown', onKeyDown, true);
    document.addEventListener('pointerup', onPointerUp);
    window.addEventListener('focus', focusUnlessCovered);
    return () => {
      document.removeEventListener('keydown', onKeyDown, true);
      document.removeEventListener('pointerup', onPointerUp);
      window.removeEventListener('focus', focusUnlessCovered);
    };
  }, [enabled]);

  return field;
}

/** Whether a dialog or the lock lies over the page. */
export function isCovered(): boolean {
  return document.querySelector('[aria-modal="true"], dialog[open]') !== null;
}
