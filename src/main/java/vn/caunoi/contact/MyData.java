package vn.caunoi.contact;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;

/** Everything the service knows about one contact, for that contact. */
public record MyData(@Nullable String groupName, boolean household, boolean phone, List<Channel> channels, List<Consent> consents) {}
