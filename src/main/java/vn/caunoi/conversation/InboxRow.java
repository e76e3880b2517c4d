package vn.caunoi.conversation;

import java.util.UUID;

/** One message to store: who sent it and which event it is as keyed hashes, the message itself sealed. */
record InboxRow(UUID wardId, UUID accountId, byte[] eventKey, byte[] senderHash, byte[] payload) {
  /** Both hashes are of this length, see {@link vn.caunoi.platform.Vault#lookup}. */
  static final int HASH = 32;

  int size() {
    return HASH + HASH + payload.length;
  }
}
