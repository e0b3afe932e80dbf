/** Something between browser and gateway that a test can change; the address of both sides stays. */
export interface Proxy<Manner> extends AsyncDisposable {
  /** `http://127.0.0.1:port`, where the browser goes. */
  readonly origin: string
  /** From now on it is like this; connections that are open are cut. */
  become(manner: Manner): Promise<void>
}
