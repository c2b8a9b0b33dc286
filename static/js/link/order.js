/** Which frames are news: keeps the greatest (epoch, version, n) and knows the shown scene. */
export class Order {
  epoch = -1;
  version = -1;
  n = -1;
  scene = null;

  /** A new connection numbers its frames afresh; epoch and version still only grow. */
  renew() {
    this.n = -1;
  }

  /** Takes a frame, or a count for the shown scene; false if it is older than what is shown. */
  take(message) {
    const { epoch, version, n } = message;
    const older =
      epoch !== this.epoch ? epoch < this.epoch : version !== this.version ? version < this.version : n < this.n;
    if (older) return false;
    Object.assign(this, { epoch, version, n });
    if (message.type === "frame") this.scene = message.scene;
    return true;
  }

  /** Whether a heartbeat names something newer than what is shown. */
  behind({ epoch, version }) {
    return epoch > this.epoch || (epoch === this.epoch && version > this.version);
  }
}
