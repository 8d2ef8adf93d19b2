/** The token that the program asks for where one is set. Kept for this window only, and gone with it. */
const key = 'cellwright.access-token';

export const accessToken = (): string | null => sessionStorage.getItem(key);

export function keepAccessToken(token: string): void {
  sessionStorage.setItem(key, token);
}
