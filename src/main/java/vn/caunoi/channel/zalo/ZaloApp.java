package vn.caunoi.channel.zalo;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAccount;

/**
 * What a webhook address stands for: one app, whose OAs are found in the body. {@code signature} is null while Zalo's console has not
 * shown the OA secret; until then events are acknowledged, so that the address can be saved there, and nothing of them is used.
 */
record ZaloApp(String id, @Nullable ZaloSignature signature, Map<String, ChannelAccount> accounts) {}
