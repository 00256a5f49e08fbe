import { createHmac } from 'node:crypto';
import type { APIRequestContext, BrowserContext } from '@playwright/test';
import { place } from './place';

/** What journeys prepare or look up behind the screens, with the rights of whoever is signed in. */
export class Api {
  private constructor(
    private readonly http: APIRequestContext,
    private readonly token: string,
  ) {}

  static async of(context: BrowserContext): Promise<Api> {
    const cookies = await context.cookies(place.address);
    const token = cookies.find((cookie) => cookie.name === 'XSRF-TOKEN')?.value ?? '';
    return new Api(context.request, token);
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.http.get(`/api${path}`);
    if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async send<T>(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, data: unknown): Promise<T> {
    const answer = await this.http.fetch(`/api${path}`, { method, data, headers: { 'X-XSRF-TOKEN': this.token } });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return (answer.status() === 204 ? undefined : await answer.json()) as T;
  }

  create(form: string, values: Record<string, unknown>): Promise<Stored> {
    return this.send('POST', `/forms/${form}/records`, { values });
  }

  async find(form: string, filter: string): Promise<Stored[]> {
    return (await this.get<{ items: Stored[] }>(`/forms/${form}/records?filter=${encodeURIComponent(filter)}`)).items;
  }
}

export interface Stored {
  id: string;
  rev: number;
  title: string;
  values: Record<string, unknown>;
}

/** A payment service reports a payment, signed as it would sign. */
export async function reportPayment(payment: Record<string, unknown>): Promise<Response> {
  const body = JSON.stringify(payment);
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', place.paymentSecret).update(`${time}.${body}`).digest('hex');
  return fetch(`${place.address}/api/payments/callback`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Xiaodan-Signature': `t=${time},v1=${signature}` },
    body,
  });
}
