/** Puts the cursor where a complaint points to. */
import type { FormPlace } from '../pane.ts';

/** Of a list the entry with this value, else its first one; of an empty list the button that adds one. */
export function focusField(form: HTMLElement, { field, value }: FormPlace): void {
  const place = form.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  if (place === null) return;
  if (place.matches('input, textarea')) {
    place.focus();
    return;
  }
  const entries = [...place.querySelectorAll('input')];
  const entry = entries.find((one) => one.value.trim() === value) ?? entries[0];
  (entry ?? place.querySelector('button'))?.focus();
}
