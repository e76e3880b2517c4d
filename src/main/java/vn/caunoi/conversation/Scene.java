package vn.caunoi.conversation;

import java.util.UUID;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.contact.Contact;

/** Who speaks from where in which conversation. */
record Scene(ChannelAddress from, Contact contact, Conversation conversation) {
  UUID wardId() {
    return contact.wardId();
  }

  UUID conversationId() {
    return conversation.id();
  }
}
