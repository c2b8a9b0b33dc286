/** Which frames are news: keeps the greatest (epoch, version, n) and knows the shown scene. */
export class Order {
  epoch = -1;
  version = -1;
  n = -1;
  scene = null;
  #renewed = false;

  /** A new connection may lead to another process, which numbers its frames afresh; the version still only grows. An
   * epoch names the data: another one, even a smaller, says that others lie there now. */
  renew() {
    this.n = -1;
    this.#renewed = true;
  }

  /** Takes a frame, or a count for the shown scene; false if it is older than what is shown. */
  take(message) {
    const { epoch, version, n } = message;
    if (epoch !== this.epoch ? epoch < this.epoch && !this.#renewed : this.#isOlder(version, n)) return false;
    this.#renewed = false;
    Object.assign(this, { epoch, version, n });
    if (message.type === "frame") this.scene = message.scene;
    return true;
  }

  #isOlder(version, n) {
    return version !== this.version ? version < this.version : n < this.n;
  }

  /** Whether a heartbeat names something newer than what is shown. */
  behind({ epoch, version }) {
    return epoch > this.epoch || (epoch === this.epoch && version > this.version);
  }
}
