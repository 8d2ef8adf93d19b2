/** What the start says of who can use the program, where that may be more than whoever started it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { homedir, userInfo } from 'node:os';

export interface Access {
  readonly hasToken: boolean;
  readonly hostNames: readonly string[];
  /** Of people on this machine, beside the one that it runs under. */
  readonly otherAccounts: number;
  /** Fresh, to be offered. */
  readonly newToken: string;
}

/** Undefined where nobody else comes near it. Pure. */
export function accessNotice({
  hasToken,
  otherAccounts,
  newToken,
}: Omit<Access, 'hostNames'>): string | undefined {
  if (hasToken || otherAccounts === 0) return undefined;
  const offer = `To keep them out, start it with CELLWRIGHT_ACCESS_TOKEN=${newToken} and send that with every call.`;
  const who = otherAccounts === 1 ? 'One more account' : `${otherAccounts} more accounts`;
  return `${who} of this machine can use it as well, since it asks for no access token. ${offer}`;
}

/** Throws in words where others can reach it by a further name and nothing keeps them out. Pure. */
export function refuseOpenHost({ hasToken, hostNames, newToken }: Omit<Access, 'otherAccounts'>): void {
  if (hasToken || hostNames.length === 0) return;
  throw new Error(
    `Whoever reaches it as ${hostNames.join(' or ')} could use and delete everything: --host-name wants an access token. ` +
      `Start it with CELLWRIGHT_ACCESS_TOKEN=${newToken} and send that with every call, or without --host-name.`,
  );
}

/** Counts them as well as the system tells: those that can log in, or have a folder of their own. */
export function countOtherAccounts(): number {
  try {
    const { uid, username } = userInfo();
    if (process.platform === 'linux') return accountsIn(readFileSync('/etc/passwd', 'utf8'), uid);
    return readdirSync(dirname(homedir())).filter((name) => isPerson(name) && name !== username).length;
  } catch {
    return 0;
  }
}

const isPerson = (folder: string): boolean =>
  !folder.startsWith('.') &&
  !['Shared', 'Public', 'Default', 'Default User', 'All Users', 'desktop.ini', 'Guest'].includes(folder);

const [firstPerson, nobody] = [1000, 65_534];

/** Lines of /etc/passwd of people who can log in, without the one of `ownUid`. Pure. */
export function accountsIn(passwd: string, ownUid: number): number {
  return passwd.split('\n').filter((line) => {
    const [, , uidText, , , , shell = ''] = line.split(':');
    const uid = Number(uidText);
    const isUsed = uid >= firstPerson && uid < nobody && uid !== ownUid;
    return isUsed && shell !== '' && !/\/(nologin|false|sync)$/.test(shell);
  }).length;
}
