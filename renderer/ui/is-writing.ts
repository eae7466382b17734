const TEXT_FIELDS = 'input:not([type="radio"]):not([type="checkbox"]):not([type="button"]), textarea, select';

/** Whether a key belongs to a field or a dialog that the person is in, so that a key of the view must not take it. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(`${TEXT_FIELDS}, [role="dialog"], [contenteditable]`) !== null;
}
