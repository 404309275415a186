/** What a request is answered with; errors in the two shapes that the API has (docs/protocols/ovh.md, section 4). */
import { STATUS_CODES } from 'node:http';

export interface Reply {
  status: number;
  type: string;
  body: string | Buffer;
  headers?: Record<string, string>;
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value ?? null),
  headers,
});

/** The API says no. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) {
    super(`${status} ${String(body['message'])}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  reply(): Reply {
    return json(this.body, this.status, this.headers);
  }
}

const CLASSES: Record<number, string> = {
  400: 'Client::BadRequest',
  403: 'Client::Forbidden',
  404: 'Client::NotFound',
  409: 'Client::Conflict',
  429: 'Client::TooManyRequests',
  460: 'Client::ServiceExpired',
  501: 'Server::NotImplemented',
};

/** The newer shape. */
export const refusal = (status: number, message: string, more: Record<string, unknown> = {}): Refusal =>
  new Refusal(status, {
    class: CLASSES[status] ?? (status < 500 ? 'Client::Error' : 'Server::InternalServerError'),
    message,
    ...more,
  });

/** The shape of everything about keys and signatures. */
export const classic = (status: number, errorCode: string, message: string): Refusal =>
  new Refusal(status, { errorCode, httpCode: `${status} ${STATUS_CODES[status] ?? ''}`.trim(), message });

export const missing = (what: string, which: string | number): Refusal =>
  refusal(404, `The requested object (${what} = ${which}) does not exist`);

/** This customer may not do this; `action` is the vendor's name of it. */
export const forbidden = (message: string, action: string): Refusal =>
  refusal(403, message, { details: { unauthorizedActionsByIAM: action } });

/** An address of the object storage that is not, or no longer, good: it is no part of the API. */
export const storageRefusal = (): Reply => ({
  status: 403,
  type: 'application/xml',
  body: '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
});

/** What stands before the API itself answers in HTML. */
export const htmlFailure = (status: number): Reply => ({
  status,
  type: 'text/html',
  body: `<html><body><h1>${status} ${STATUS_CODES[status] ?? 'Error'}</h1></body></html>`,
});
