/** A refused request, as the server explained it (RFC 9457). */

export interface Violation {
  code: string;
  message: string;
  field?: string;
  row?: number;
  column?: string;
}

export interface Conflict {
  field: string;
  label?: string;
  /** What stood there at the revision that was sent. */
  base?: unknown;
  yours: unknown;
  theirs: unknown;
}

export interface ProblemBody {
  title: string;
  status: number;
  code: string;
  detail?: string;
  id?: string | null;
  violations?: Violation[];
  conflicts?: Conflict[];
  rev?: number;
}

export class ApiProblem extends Error {
  constructor(
    readonly body: ProblemBody,
    /** Seconds the server asks to wait before the next try. */
    readonly retryAfter?: number,
  ) {
    super(body.title);
  }

  get status(): number {
    return this.body.status;
  }

  get code(): string {
    return this.body.code;
  }

  get violations(): Violation[] {
    return this.body.violations ?? [];
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  // A code may say more precisely where it comes from: `record.conflict` is a `conflict`.
  return error instanceof ApiProblem && (code === undefined || error.code === code || error.code.endsWith(`.${code}`));
}

/** The connection failed before any answer came. */
export function unreachable(): ApiProblem {
  return new ApiProblem({ title: '', status: 0, code: 'unreachable' });
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const retry = Number(response.headers.get('Retry-After'));
  let body: Partial<ProblemBody> = {};
  try {
    body = (await response.json()) as Partial<ProblemBody>;
  } catch {
    // Something between here and the server answered with a page of its own; its status is all there is.
  }
  const code = body.code ?? (response.status === 401 ? 'unauthenticated' : 'unknown');
  return new ApiProblem({ title: '', ...body, status: response.status, code }, retry > 0 ? retry : undefined);
}
