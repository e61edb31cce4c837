declare module 'node:async_hooks' {
  export class AsyncLocalStorage {
    run<R>(store: unknown, callback: () => R): R;
    getStore(): unknown;
  }
}
