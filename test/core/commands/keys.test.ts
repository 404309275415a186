import { describe, expect, it } from 'vitest';
import { ariaKeys, isOfText, isStroke, shownKeys, type Stroke } from '../../../core/commands/keys.ts';

const stroke = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe('keys of commands', () => {
  it('are struck with Ctrl, and with ⌘ on a Mac', () => {
    expect(isStroke('mod+K', stroke('k', { ctrlKey: true }), false)).toBe(true);
    expect(isStroke('mod+K', stroke('k', { metaKey: true }), false)).toBe(false);
    expect(isStroke('mod+K', stroke('k', { metaKey: true }), true)).toBe(true);
    expect(isStroke('mod+K', stroke('k', { ctrlKey: true }), true)).toBe(false);
    expect(isStroke('mod+K', stroke('k'), false)).toBe(false);
    expect(isStroke('mod+K', stroke('K', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(isStroke('mod+shift+Z', stroke('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
  });

  it('are digits by their place: in France they need Shift to be written', () => {
    expect(isStroke('mod+1', stroke('&', { ctrlKey: true, code: 'Digit1' }), false)).toBe(true);
    expect(isStroke('mod+1', stroke('1', { ctrlKey: true, code: 'Numpad1' }), false)).toBe(true);
    expect(isStroke('mod+1', stroke('é', { ctrlKey: true, code: 'Digit2' }), false)).toBe(false);
  });

  it('are signs by what is written, wherever they stand', () => {
    expect(isStroke('?', stroke('?', { shiftKey: true, code: 'Minus' }), false)).toBe(true);
    expect(isStroke('?', stroke('?', { shiftKey: true, code: 'Slash' }), false)).toBe(true);
    expect(isStroke('?', stroke('?', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(isStroke('/', stroke('?', { shiftKey: true, code: 'Slash' }), false)).toBe(false);
  });

  it('are not struck by what AltGr writes', () => {
    expect(isStroke('mod+E', stroke('€', { ctrlKey: true, altKey: true, code: 'KeyE' }), false)).toBe(false);
    expect(isStroke('mod+E', stroke('e', { ctrlKey: true, altKey: true }), false)).toBe(false);
  });

  it('belong to the text where they write or undo in it', () => {
    expect(['N', '?', 'mod+Z', 'mod+shift+Z'].every(isOfText)).toBe(true);
    expect(['mod+K', 'F6', 'shift+F6', 'mod+S'].some(isOfText)).toBe(false);
  });

  it('are called as on the keyboard of each country', () => {
    expect(shownKeys('mod+shift+Z', 'en', false)).toBe('Ctrl+Shift+Z');
    expect(shownKeys('mod+shift+Z', 'fr', false)).toBe('Ctrl+Maj+Z');
    expect(shownKeys('mod+shift+Z', 'de', false)).toBe('Strg+Umschalt+Z');
    expect(shownKeys('mod+shift+Z', 'de', true)).toBe('⇧⌘Z');
    expect(shownKeys('mod+Enter', 'fr', false)).toBe('Ctrl+Entrée');
    expect(ariaKeys('mod+shift+Z', false)).toBe('Control+Shift+Z');
    expect(ariaKeys('mod+K', true)).toBe('Meta+K');
  });
});
