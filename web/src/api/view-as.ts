/** Looking at the product with somebody else's eyes: kept for this tab only, told to the server with every request. */

const KEY = 'xiaodan.view-as';

/** The person whose eyes this tab looks with. */
export function viewedPerson(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Looks with somebody's eyes from the first page on. A fresh page: nothing one saw oneself stays in its memory. */
export function lookAs(person: string): void {
  sessionStorage.setItem(KEY, person);
  window.location.assign('/');
}

/** From the next request on, one looks with one's own eyes. */
export function forgetView(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept either.
  }
}

/** Looks with one's own eyes again, on a fresh page. */
export function lookAsOneself(next: string): void {
  forgetView();
  window.location.assign(next);
}
