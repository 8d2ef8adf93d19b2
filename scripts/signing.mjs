/**
 * What electron-builder is told beside its configuration: with a certificate at hand macOS programs are signed with it and,
 * with Apple's credentials too, notarised; without one they are sealed by nobody's. docs/installers.md names the variables.
 */
export function signingArguments(env) {
  const hasCertificate = Boolean(env.CSC_LINK || env.CSC_NAME);
  if (!hasCertificate) return [];
  const canNotarise = Boolean(
    (env.APPLE_API_KEY && env.APPLE_API_KEY_ID && env.APPLE_API_ISSUER) ||
    (env.APPLE_ID && env.APPLE_APP_SPECIFIC_PASSWORD && env.APPLE_TEAM_ID) ||
    env.APPLE_KEYCHAIN_PROFILE,
  );
  return [
    // Empty: the one that the variables name, whatever it is called.
    '-c.mac.identity=',
    '-c.mac.hardenedRuntime=true',
    `-c.mac.notarize=${canNotarise}`,
  ];
}
