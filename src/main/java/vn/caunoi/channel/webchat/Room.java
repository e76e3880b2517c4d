package vn.caunoi.channel.webchat;

import java.util.UUID;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.ward.Ward;

/** The chat page of one ward. */
record Room(Ward ward, ChannelAccount account) {
  UUID wardId() {
    return ward.id();
  }

  String path() {
    return "/chat/" + ward.slug();
  }
}
