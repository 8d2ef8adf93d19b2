/** Which methods a path answers to, for the difference between "no such address" and "not that way". */

export interface KnownPaths {
  add(method: string, path: string): void;
  /** Sorted; empty for an unknown path. */
  methodsOf(path: string): readonly string[];
}

/** Paths as Fastify writes them, with `:name` for a parameter. */
export function createKnownPaths(): KnownPaths {
  const routes: { readonly method: string; readonly pattern: RegExp }[] = [];
  return {
    add: (method, path) => {
      const pattern = path
        .split('/')
        .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.').replace('*', '.*')))
        .join('/');
      routes.push({ method, pattern: new RegExp(`^${pattern}/?$`) });
    },
    methodsOf: (path) => {
      const methods = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
      return methods.length === 0 ? [] : [...new Set([...methods, 'OPTIONS'])].sort();
    },
  };
}
