package vn.caunoi.conversation;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.flow.FlowState;
import vn.caunoi.platform.Vault;

/** How messages and the state of conversations are written: JSON, sealed; senders and events are keyed hashes. */
@Component
class InboxSealing {
  private static final String PAYLOAD = "inbox.payload";
  private static final String STATE = "conversation.state";
  private static final String EVENT = "inbox.event_key";
  private static final String SENDER = "inbox.sender_hash";

  private final Vault vault;
  private final JsonMapper json;

  InboxSealing(Vault vault, JsonMapper json) {
    this.vault = vault;
    this.json = json;
  }

  InboxRow row(InboundMessage message) {
    return new InboxRow(message.wardId(), message.from().accountId(), vault.lookup(EVENT, message.eventKey()), senderHash(message.from()),
        vault.seal(PAYLOAD, json.writeValueAsBytes(message)));
  }

  InboundMessage message(byte[] payload) {
    return json.readValue(vault.open(PAYLOAD, payload), InboundMessage.class);
  }

  byte[] senderHash(ChannelAddress address) {
    return vault.lookup(SENDER, address.externalId());
  }

  byte[] state(FlowState state) {
    return vault.seal(STATE, json.writeValueAsBytes(state));
  }

  FlowState state(byte[] sealed) {
    return json.readValue(vault.open(STATE, sealed), FlowState.class);
  }

  byte[] unknown(byte[] raw) {
    return vault.seal("parked_event.payload", raw);
  }
}
