/** The markup of a workbook’s parts, in pieces as they are unpacked: elements without their prefixes. */
import { SaxesParser } from 'saxes';
import { SwitchbookError } from '../../problem/problem.ts';

export interface Handlers {
  open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

const OPTIONS = { xmlns: false } as const;

const damaged = (cause?: unknown): SwitchbookError => new SwitchbookError('xlsx-damaged', {}, { cause });

/** `r:id` is `id`, `x:row` is `row`: what prefix a program gives to a name says nothing. */
const local = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

export class Markup {
  readonly #parser = new SaxesParser(OPTIONS);
  readonly #decoder = new TextDecoder('utf-8');

  constructor({ open, text, close }: Handlers) {
    const parser = this.#parser;
    parser.on('error', (error) => {
      throw damaged(error);
    });
    // Entities are declared there, and no workbook has one.
    parser.on('doctype', () => {
      throw damaged();
    });
    parser.on('opentag', ({ name, attributes }) => open(local(name), attributes));
    if (text !== undefined) {
      parser.on('text', text);
      parser.on('cdata', text);
    }
    if (close !== undefined) parser.on('closetag', ({ name }) => close(local(name)));
  }

  write(piece: Uint8Array): void {
    this.#parser.write(this.#decoder.decode(piece, { stream: true }));
  }

  end(): void {
    this.#parser.write(this.#decoder.decode());
    this.#parser.close();
  }
}

/** An attribute by its name without a prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  for (const key in attributes) if (local(key) === name) return attributes[key];
  return undefined;
}
