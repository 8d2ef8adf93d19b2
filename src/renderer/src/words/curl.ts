/** A call of the API as a line for a terminal. Pure. */
export function curlOfPost(url: string, input: object): string {
  const body = JSON.stringify(input, null, 2).replaceAll("'", String.raw`'\''`);
  return `curl -X POST ${url} \\\n  -H 'Content-Type: application/json' \\\n  -d '${body}'`;
}
