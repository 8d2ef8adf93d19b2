import { expect, it } from 'vitest';
import { accessNotice, accountsIn, refuseOpenHost } from '../../../../src/main/host/access-notice.ts';

const alone = { hasToken: false, hostNames: [], otherAccounts: 0, newToken: 'fresh-token' };

it('who is alone on a machine hears nothing, nor who has a token', () => {
  expect(accessNotice(alone)).toBeUndefined();
  const guarded = { ...alone, hasToken: true, otherAccounts: 3, hostNames: ['lab-server'] };
  expect(accessNotice(guarded)).toBeUndefined();
});

it('other accounts are told of, with a token to keep them out', () => {
  expect(accessNotice({ ...alone, otherAccounts: 1 })).toMatch(
    /^One more account of this machine can use it.*CELLWRIGHT_ACCESS_TOKEN=fresh-token/,
  );
  expect(accessNotice({ ...alone, otherAccounts: 3 })).toMatch(/^3 more accounts/);
});

it('a further host name wants a token: without one it is refused', () => {
  const named = { ...alone, hostNames: ['lab-server'] };
  expect(() => refuseOpenHost(named)).toThrow(
    /reaches it as lab-server.*--host-name wants an access token.*=fresh-token/,
  );
  expect(() => refuseOpenHost({ ...named, hasToken: true })).not.toThrow();
  expect(() => refuseOpenHost(alone)).not.toThrow();
});

it('accounts are those of people who can log in', () => {
  const passwd = [
    'root:x:0:0:root:/root:/bin/bash',
    'daemon:x:1:1::/usr/sbin:/usr/sbin/nologin',
    'me:x:1000:1000::/home/me:/bin/bash',
    'ann:x:1001:1001::/home/ann:/bin/zsh',
    'backup-job:x:1002:1002::/home/backup:/usr/sbin/nologin',
    'nobody:x:65534:65534::/:/usr/sbin/nologin',
    '',
  ].join('\n');
  expect(accountsIn(passwd, 1000)).toBe(1);
  expect(accountsIn(passwd, 0)).toBe(2);
});
